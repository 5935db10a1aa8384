#pragma once

#include "core/base/RandomStream.h"
#include "core/sessions/analysis/findings/AnalysisInput.h"

#include <algorithm>
#include <cstdio>
#include <string>

namespace cf::test {

/// A made-up study without pixels or a store: pairs of a real and an edited image of one source, readers with a known
/// skill, some cases read twice.
struct StudyExample {
    int pairs = 20;
    int readers = 4;
    double skill = 0.8; ///< How many steps an edited image seems more synthetic.
    double missing = 0.0; ///< Share of readings that were never made.
    bool constant = false; ///< Every reader always gives the same answers.
};

inline sessions::Question exampleQuestion(const char *id, const char *text, sessions::QuestionKind kind)
{
    sessions::Question question;
    question.id = id;
    question.text.english = text;
    question.kind = kind;
    return question;
}

inline sessions::Protocol exampleProtocol()
{
    using namespace sessions;
    Protocol protocol;
    protocol.title = "Are edited radiographs told from real ones?";
    protocol.arms = { { "null", ArmKind::NullEdited, "direct", "null edit" },
        { "direct", ArmKind::Edited, "direct", "edited" } };
    Question synthetic = exampleQuestion("synthetic", "Real or synthetic?", QuestionKind::Likert);
    for (int step = 1; step <= 5; ++step)
        synthetic.choices.push_back({ std::to_string(step), {} });
    synthetic.truth = "synthetic";
    Question guess = exampleQuestion("guess", "Was this image edited?", QuestionKind::YesNo);
    guess.truth = "synthetic";
    Question width = exampleQuestion("width", "Width of the heart", QuestionKind::Number);
    width.unit = "mm";
    Question mark = exampleQuestion("mark", "Mark what was changed", QuestionKind::Mark);
    mark.shapes = { MarkShape::Point };
    mark.marksHaveConfidence = true;
    protocol.questions = { synthetic, guess, width, mark,
        exampleQuestion("note", "Anything else?", QuestionKind::Text) };
    Stage stage;
    stage.id = "main";
    stage.questions = { "synthetic", "guess", "width", "mark", "note" };
    protocol.stages = { stage };
    protocol.repeats.share = 0.1;
    protocol.analysisPlan = R"({"primary":"share of right answers to \"Was this image edited?\" against 50 %",)"
                            R"("secondary":"area under the ROC curve of \"Real or synthetic?\""})";
    return protocol;
}

inline sessions::Reading exampleReading(
    const StudyExample &example, const sessions::Case &item, int reader, int attempt, RandomStream &stream)
{
    using namespace sessions;
    const bool edited = item.arm() == "direct";
    sessions::Reading reading;
    reading.key = { "R" + std::to_string(reader + 1), item.id, "main", attempt };
    const double seen = 3.0 + (edited ? example.skill : 0.0) + 0.2 * reader + stream.normal();
    const double step = example.constant ? 3.0 : std::clamp(std::round(seen), 1.0, 5.0);
    reading.answers["synthetic"] = step;
    reading.answers["guess"] = step > 3.0;
    reading.answers["width"] = example.constant ? 130.0 : 130.0 + 8.0 * stream.normal() + 2.0 * reader;
    std::vector<Mark> marks;
    if (edited && !example.constant && stream.chance(0.6))
        marks.push_back({ MarkShape::Point, { { 50.0, 60.0 } }, 0, {}, 60.0 + stream.below(40) });
    if (!example.constant && stream.chance(0.3))
        marks.push_back({ MarkShape::Point, { { 10.0, 10.0 } }, 0, {}, 10.0 + stream.below(60) });
    reading.answers["mark"] = marks;
    if (stream.chance(0.2))
        reading.answers["note"] = std::string("=\"sharp\", at the border");
    reading.activeSeconds = 12.0 + 6.0 * stream.uniform();
    reading.storedAt = "2026-11-28T20:00:00.000Z";
    return reading;
}

inline sessions::AnalysisInput exampleInput(const StudyExample &example = {})
{
    using namespace sessions;
    AnalysisInput input;
    input.study.id = "0123456789abcdef0123456789abcdef";
    input.study.protocol = exampleProtocol();
    input.study.isClosed = true;
    input.study.seals = {
        { 1, std::string(64, 'a'), "2026-11-20T09:00:00.000Z", {},
            R"({"leak_check":{"channels":[{"name":"border","auc":0.52,"low":0.45,"high":0.59,"leaks":false}]},"leak_reason":""})" }
    };
    for (int reader = 0; reader < example.readers; ++reader) {
        Reader made;
        made.id = "R" + std::to_string(reader + 1);
        made.name = "Dr. Example " + std::to_string(reader + 1);
        input.study.readers.push_back(made);
    }
    for (int index = 0; index < 2 * example.pairs; ++index) {
        Case item;
        char id[16];
        std::snprintf(id, sizeof id, "C%03d", index + 1);
        item.id = id;
        item.patient = item.pair = "P" + std::to_string(index / 2);
        const bool edited = index % 2 == 1;
        item.images = { { std::string(64, 'b'), edited ? "direct" : "null", {} } };
        item.truth["synthetic"] = edited ? "yes" : "no";
        if (edited)
            item.lesions = { { 40.0, 50.0, 20.0, 20.0, 1.0 } };
        input.study.cases.push_back(item);
    }
    RandomStream stream(3, "study");
    for (int reader = 0; reader < example.readers; ++reader) {
        int position = 0;
        for (int attempt = 1; attempt <= 2; ++attempt)
            for (std::size_t index = 0; index < input.study.cases.size(); ++index) {
                if ((attempt == 2 && index % 10 >= 1) || stream.chance(example.missing))
                    continue;
                sessions::Reading reading = exampleReading(example, input.study.cases[index], reader, attempt, stream);
                reading.position = ++position;
                input.readings.push_back(std::move(reading));
            }
    }
    return input;
}

} // namespace cf::test
