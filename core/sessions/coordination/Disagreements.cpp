#include "core/sessions/coordination/Disagreements.h"

#include "core/base/text/CsvTable.h"
#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/reading/AnswerCheck.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <map>
#include <tuple>

namespace cf::sessions {

namespace {

struct Score {
    std::string reader;
    std::string text;
    double value = 0.0;
};

/// Answers that are the same or not, and nothing between.
bool isList(const Question &question)
{
    return question.kind == QuestionKind::SingleChoice || question.kind == QuestionKind::MultipleChoice
        || question.kind == QuestionKind::Pane;
}

/// Nothing for texts and marks; 0 for choices, which are compared as they are.
std::optional<double> valueOf(const Question &question, const AnswerValue &answer)
{
    if (isList(question))
        return 0.0;
    if (const bool *yes = std::get_if<bool>(&answer))
        return *yes ? 1.0 : 0.0;
    const double *number = std::get_if<double>(&answer);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

/// In one order, whatever order several choices were made in.
std::string comparedText(const AnswerValue &answer)
{
    const auto *several = std::get_if<std::vector<std::string>>(&answer);
    if (several == nullptr)
        return textOf(answer);
    std::vector<std::string> sorted = *several;
    std::ranges::sort(sorted);
    return textOf(AnswerValue(sorted));
}

using Place = std::tuple<std::string, std::string, std::string>; ///< Case, stage, question.

Result<> checkFinished(StudyStore &store)
{
    CF_ASSIGN(const StudyStatus status, studyStatus(store));
    int readers = 0;
    for (const ReaderStatus &one : status.readers) {
        if (one.reader.role != ReaderRole::Reader)
            continue;
        ++readers;
        if (one.state != ReaderStage::Finished && !status.study.isClosed)
            return fail(ErrorCode::InvalidInput,
                "Reader " + one.reader.id
                    + " has not finished yet. Disagreements are looked for once every reader has.");
    }
    if (readers < 2)
        return fail(ErrorCode::InvalidInput, "The study has fewer than two readers; nobody can disagree.");
    return {};
}

Disagreement between(const Place &place, const Question &question, std::vector<Score> scores)
{
    if (isList(question))
        std::ranges::stable_sort(scores, {}, &Score::text);
    else
        std::ranges::stable_sort(scores, {}, &Score::value);
    const Score &low = scores.front();
    const Score &high = scores.back();
    const double differ = low.text == high.text ? 0.0 : 1.0;
    return { std::get<0>(place), std::get<1>(place), std::get<2>(place), low.reader, high.reader, low.text, high.text,
        isList(question) ? differ : high.value - low.value, {}, {} };
}

void addVerdict(Disagreement &one, const Study &study, const std::vector<Reading> &readings)
{
    for (const Reader &reader : study.readers) {
        if (reader.role == ReaderRole::Reader || std::ranges::find(reader.cases, one.caseId) == reader.cases.end())
            continue;
        one.sentTo = reader.id;
        for (const Reading &reading : readings)
            if (reading.key.reader == reader.id && reading.key.caseId == one.caseId && reading.key.stage == one.stage)
                if (const auto answer = reading.answers.find(one.question); answer != reading.answers.end())
                    one.verdict = textOf(answer->second);
        if (!one.verdict.empty())
            return;
    }
}

} // namespace

Result<std::vector<Disagreement>> disagreements(StudyStore &store, double limit, const std::string &question)
{
    if (!(limit > 0.0))
        return fail(
            ErrorCode::InvalidInput, "Say how far apart two readers may stand: above 0. For yes or no take 0.5.");
    CF_TRY(checkFinished(store));
    CF_ASSIGN(const Study study, store.study());
    CF_ASSIGN(const auto readings, store.readings());
    std::map<Place, std::vector<Score>> places;
    for (const Reading &reading : readings) {
        const Reader *reader = study.reader(reading.key.reader);
        if (reader == nullptr || reader->role != ReaderRole::Reader || reading.key.attempt != 1)
            continue;
        for (const auto &[id, answer] : reading.answers) {
            const Question *asked = study.protocol.question(id);
            if (asked == nullptr || (!question.empty() && id != question))
                continue;
            if (const auto value = valueOf(*asked, answer))
                places[{ reading.key.caseId, reading.key.stage, id }].push_back(
                    { reading.key.reader, comparedText(answer), *value });
        }
    }
    std::vector<Disagreement> found;
    for (const auto &[place, scores] : places) {
        Disagreement one = between(place, *study.protocol.question(std::get<2>(place)), scores);
        if (one.distance <= limit)
            continue;
        addVerdict(one, study, readings);
        found.push_back(std::move(one));
    }
    return found;
}

Result<> sendToAdjudication(StudyStore &store, const Reader &judge, const std::vector<std::string> &cases)
{
    if (judge.role == ReaderRole::Reader)
        return fail(ErrorCode::InvalidInput, "Cases are sent to an adjudicator or a consensus meeting, not a reader.");
    if (cases.empty())
        return fail(ErrorCode::InvalidInput, "No case is to be sent.");
    Reader sent = judge;
    sent.cases = cases;
    std::ranges::sort(sent.cases);
    sent.cases.erase(std::unique(sent.cases.begin(), sent.cases.end()), sent.cases.end());
    CF_ASSIGN(const Study study, store.study());
    for (const std::string &id : sent.cases)
        if (study.find(id) == nullptr)
            return fail(ErrorCode::InvalidInput, "The study has no case " + id + ".");
    const Reader *known = study.reader(sent.id);
    if (known != nullptr && known->role != ReaderRole::Reader && !known->cases.empty())
        CF_TRY(store.addCasesToReader(sent.id, sent.cases)); // What was sent before stays theirs.
    else
        CF_TRY(store.putReader(sent));
    return store.note(
        "coordinator", "adjudication", nlohmann::json{ { "to", sent.id }, { "cases", sent.cases } }.dump());
}

std::string adjudicationCsv(const std::vector<Disagreement> &found)
{
    CsvTable table(CsvReader::Person);
    table.add({ "case", "stage", "question", "reader_low", "answer_low", "reader_high", "answer_high", "distance",
        "sent_to", "verdict" });
    for (const Disagreement &one : found) {
        char distance[32];
        std::snprintf(distance, sizeof distance, "%.10g", one.distance);
        table.add({ one.caseId, one.stage, one.question, one.lowReader, one.low, one.highReader, one.high, distance,
            one.sentTo, one.verdict });
    }
    return table.text();
}

} // namespace cf::sessions
