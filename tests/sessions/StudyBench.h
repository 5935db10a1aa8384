#pragma once

#include "core/base/RandomStream.h"
#include "core/sessions/StudyStore.h"
#include "tests/support/Check.h"

#include <QCoreApplication>

#include <cstdio>
#include <string>
#include <vector>

namespace cf::test {

using namespace cf::sessions;

/// Ends the test with the error's own words.
template <typename Value> Value need(Result<Value> result, const char *what = "")
{
    if (!result) {
        std::fprintf(stderr, "%s%s\n", what, result.error().message.c_str());
        std::exit(EXIT_FAILURE);
    }
    if constexpr (!std::is_void_v<Value>)
        return std::move(*result);
}

/// Qt's drivers are plugins, which are looked for through an application.
inline void startQt()
{
    static int count = 1;
    static char name[] = "test";
    static char *arguments[] = { name, nullptr };
    static QCoreApplication application(count, arguments);
}

/// A small film of nobody, different for every number.
inline StudyImage film(int number, int width = 24, int height = 20)
{
    StudyImage image;
    Radiograph &radiograph = image.radiograph;
    radiograph.stored = StoredImage(width, height);
    radiograph.bitsStored = 12;
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    RandomStream stream(static_cast<std::uint64_t>(number), "film");
    for (std::int32_t &value : radiograph.stored.pixels)
        value = stream.below(4096);
    image.sha256 = imageHash(radiograph);
    return image;
}

inline Question yesNo(const std::string &id, const std::string &text)
{
    Question question;
    question.id = id;
    question.text = { text, {} };
    question.kind = QuestionKind::YesNo;
    return question;
}

/// Two arms; finding, confidence if there is one, real or synthetic on five steps.
inline Protocol twoArms()
{
    Protocol protocol;
    protocol.title = "Two arms";
    protocol.arms = { { "real", ArmKind::NullEdited, "flow", "real" }, { "flow", ArmKind::Edited, "flow", "edited" } };
    Question confidence;
    confidence.id = "confidence";
    confidence.text = { "How sure?", "確信度は？" };
    confidence.kind = QuestionKind::Confidence;
    confidence.shownIf = { { "effusion", Comparison::Equals, "yes" } };
    Question synthetic;
    synthetic.id = "synthetic";
    synthetic.text = { "Real or synthetic?", {} };
    synthetic.kind = QuestionKind::Likert;
    for (int step = 1; step <= 5; ++step)
        synthetic.choices.push_back({ std::to_string(step), { std::to_string(step), {} } });
    synthetic.truth = "synthetic";
    protocol.questions = { yesNo("effusion", "Is there an effusion?"), confidence, synthetic };
    Stage stage;
    stage.id = "main";
    stage.questions = { "effusion", "confidence", "synthetic" };
    protocol.stages = { stage };
    protocol.order.patientGap = 1;
    return protocol;
}

struct CaseSet {
    std::vector<Case> cases;
    std::vector<StudyImage> images;
};

/// `count` cases, arms in turn, two of each patient, every fifth with a second of training cases asked for.
inline CaseSet someCases(int count, int training = 0)
{
    CaseSet set;
    for (int i = 0; i < count + training; ++i) {
        Case one;
        char id[16];
        std::snprintf(id, sizeof id, "C%03d", i + 1);
        one.id = id;
        one.patient = "P" + std::to_string(i / 2);
        one.isTraining = i >= count;
        one.truth["synthetic"] = i % 2 == 0 ? "no" : "yes";
        set.images.push_back(film(i));
        one.images = { { set.images.back().sha256, i % 2 == 0 ? "real" : "flow", {} } };
        set.cases.push_back(one);
    }
    return set;
}

inline Reader reader(const std::string &id)
{
    Reader made;
    made.id = id;
    return made;
}

/// A sealed study with its readers.
inline StudyStore sealedStudy(
    const std::string &location, const Protocol &protocol, const CaseSet &set, const std::vector<std::string> &readers)
{
    StudyStore store = need(StudyStore::create(location, protocol), "create: ");
    need(store.putCases(set.cases, set.images), "cases: ");
    for (const std::string &id : readers)
        need(store.putReader(reader(id)), "reader: ");
    need(store.seal({}, "a test: nothing to leak"), "seal: ");
    return store;
}

/// Answers that follow from the key, so that anyone can tell afterwards whether the right ones were stored.
inline Reading answersFor(const std::string &reader, const ReadingStep &step)
{
    Reading reading;
    reading.key = { reader, step.caseId, step.stage, step.attempt };
    RandomStream stream(7, reader + step.caseId + step.stage + std::to_string(step.attempt));
    const bool isThere = stream.chance(0.5);
    reading.answers["effusion"] = isThere;
    if (isThere)
        reading.answers["confidence"] = static_cast<double>(stream.below(101));
    reading.answers["synthetic"] = static_cast<double>(1 + stream.below(5));
    reading.activeSeconds = 3.5;
    return reading;
}

} // namespace cf::test
