#include "core/sessions/analysis/StudyAnalysis.h"

#include "core/sessions/analysis/QuestionFindings.h"
#include "core/sessions/values/Times.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace cf::sessions {

namespace {

using nlohmann::json;

std::string kindName(const Question &question)
{
    switch (question.kind) {
    case QuestionKind::YesNo:
        return "yes or no";
    case QuestionKind::Confidence:
        return "confidence";
    case QuestionKind::Likert:
        return std::to_string(question.choices.size()).append("-point scale");
    case QuestionKind::SingleChoice:
        return "one of several";
    case QuestionKind::MultipleChoice:
        return "several of several";
    case QuestionKind::Number:
        return question.unit.empty() ? "number" : std::string("number, in ").append(question.unit);
    case QuestionKind::Text:
        return "free text";
    case QuestionKind::Mark:
        return "marks on the image";
    case QuestionKind::Pane:
        return "choice of an image";
    }
    return {};
}

std::vector<ArmFlow> armFlow(const AnalysisInput &input)
{
    std::vector<ArmFlow> flow;
    for (const Arm &arm : input.study.protocol.arms) {
        ArmFlow own{ arm.key, arm.label.empty() ? arm.key : arm.label, 0, 0, {} };
        std::set<std::string> patients;
        for (const Case &item : input.study.cases)
            if (!item.isTraining && item.arm() == arm.key) {
                ++own.cases;
                patients.insert(item.patient);
            }
        own.patients = static_cast<int>(patients.size());
        for (const Reader &reader : input.study.readers) {
            std::set<std::string> read;
            for (const Reading &reading : input.readings) {
                const Case *item = input.study.find(reading.key.caseId);
                if (reading.key.reader == reader.id && item && !item->isTraining && item->arm() == arm.key)
                    read.insert(item->id);
            }
            own.readByReader.push_back(static_cast<int>(read.size()));
        }
        if (own.cases > 0)
            flow.push_back(std::move(own));
    }
    return flow;
}

int expectedReadings(const Study &study, const Reader &reader)
{
    const auto serious = std::ranges::count_if(study.cases, [&](const Case &item) {
        return !item.isTraining
            && (reader.cases.empty() || std::ranges::find(reader.cases, item.id) != reader.cases.end());
    });
    const auto repeats = static_cast<int>(std::lround(study.protocol.repeats.share * static_cast<double>(serious)));
    const int stages = std::max<int>(1, static_cast<int>(study.protocol.stages.size()));
    if (study.protocol.design == Design::PairedSessions)
        return static_cast<int>(serious) + repeats;
    return static_cast<int>(serious) * stages + repeats;
}

std::vector<ReaderFlow> readerFlow(const AnalysisInput &input)
{
    std::vector<ReaderFlow> flow;
    for (const Reader &reader : input.study.readers) {
        ReaderFlow own;
        own.name = shownName(input.study, reader.id);
        own.experience = reader.experience;
        own.decides = reader.role != ReaderRole::Reader;
        if (own.decides)
            own.name += reader.role == ReaderRole::Adjudicator ? " (adjudicator)" : " (consensus)";
        own.total = expectedReadings(input.study, reader);
        std::vector<double> seconds;
        for (const Reading &reading : input.readings) {
            if (reading.key.reader != reader.id)
                continue;
            ++own.stored;
            if (own.firstAnswer.empty() || reading.storedAt < own.firstAnswer)
                own.firstAnswer = reading.storedAt;
            own.lastAnswer = std::max(own.lastAnswer, reading.storedAt);
            own.hours += reading.activeSeconds / 3600.0;
            if (reading.activeSeconds > 0.0) // As under "Time"; 0: none was recorded.
                seconds.push_back(reading.activeSeconds);
        }
        if (!seconds.empty() && input.study.protocol.recordsTime)
            own.medianSeconds = medianOf(std::move(seconds));
        flow.push_back(std::move(own));
    }
    return flow;
}

std::string counted(int count, const char *one, const char *many)
{
    return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

/// Clocks of two computers that write to one study may differ by so much, in seconds, before it is said.
constexpr double clockTolerance = 60.0;

/// Where the clock was set back: a washout that was measured over it says nothing.
std::optional<std::string> clockSetBack(const std::vector<AuditRecord> &audit)
{
    int times = 0;
    std::string first;
    for (std::size_t i = 1; i < audit.size(); ++i) {
        const auto before = timeFromText(audit[i - 1].time);
        const auto after = timeFromText(audit[i].time);
        if (!before || !after || std::chrono::duration<double>(*before - *after).count() <= clockTolerance)
            continue;
        if (times++ == 0)
            first = "audit record " + std::to_string(audit[i].sequence) + " is of " + audit[i].time
                + ", the one before it of " + audit[i - 1].time;
    }
    if (times == 0)
        return std::nullopt;
    return "The clock was set back " + counted(times, "time", "times") + ": " + first
        + ". Times around it, and a washout measured over it, are not to be relied on.";
}

std::vector<std::string> deviationsOf(const AnalysisInput &input, const StudyAnalysis &analysis)
{
    std::vector<std::string> found;
    if (!input.study.isSealed())
        found.push_back("The study is not sealed: protocol, cases and plan could still change.");
    if (!input.study.isClosed)
        found.push_back("Reading is not closed: these are figures of an unfinished study.");
    for (const Seal &seal : input.study.seals)
        if (seal.version > 1)
            found.push_back("Amended on " + seal.time.substr(0, 10) + " (version " + std::to_string(seal.version)
                + "): " + seal.reason);
    for (const ReaderFlow &reader : analysis.readers)
        if (reader.stored < reader.total && !reader.decides)
            found.push_back(reader.name + " answered " + std::to_string(reader.stored) + " of "
                + std::to_string(reader.total) + " readings.");
    for (const QuestionAnalysis &question : analysis.questions)
        if (question.answered < question.asked)
            found.push_back("“" + question.text
                + "”: " + counted(question.asked - question.answered, "reading has", "readings have")
                + " no answer (not asked after an earlier answer, or left open).");
    if (input.revisions > 0)
        found.push_back(counted(input.revisions, "answer was", "answers were")
            + " changed afterwards; the last one counts, and all are kept.");
    if (!input.conflicts.empty())
        found.push_back(counted(static_cast<int>(input.conflicts.size()), "answer", "answers")
            + " from reader packages differ from stored ones; they are kept beside them and not counted.");
    if (auto clock = clockSetBack(input.audit))
        found.push_back(*std::move(clock));
    for (const Tampering &tampering : input.tampering)
        found.push_back("Verification: " + tampering.text);
    return found;
}

QuestionAnalysis analyseQuestion(const AnalysisInput &input, const Question &question)
{
    QuestionAnalysis analysis;
    analysis.id = question.id;
    analysis.text = question.text.english.empty() ? question.id : question.text.english;
    analysis.kind = kindName(question);
    QuestionRows rows{ &input, &question, answersTo(input, question), {} };
    for (const Stage &stage : input.study.protocol.stages)
        if (std::ranges::find(stage.questions, question.id) != stage.questions.end())
            rows.stages.push_back(stage.id);
    for (const Reading &reading : input.readings)
        analysis.asked += std::ranges::find(rows.stages, reading.key.stage) != rows.stages.end() ? 1 : 0;
    for (const Reading &reading : input.readings)
        analysis.answered += reading.answers.contains(question.id) ? 1 : 0;
    addTruth(rows, analysis);
    addComparisons(rows, analysis);
    addLocalisation(rows, analysis);
    addAgreement(rows, analysis);
    addDescription(rows, analysis);
    return analysis;
}

json number(const Number &value)
{
    return value ? json(*value) : json(nullptr);
}

json toJson(const Finding &finding)
{
    json one{ { "label", finding.label }, { "n", finding.count }, { "value", number(finding.estimate.value) },
        { "low", nullptr }, { "high", nullptr } };
    if (finding.estimate.interval) {
        one["low"] = number(finite(finding.estimate.interval->low));
        one["high"] = number(finite(finding.estimate.interval->high));
    }
    if (!finding.estimate.reason.empty())
        one["reason"] = finding.estimate.reason;
    if (finding.p)
        one["p"] = *finding.p;
    if (finding.corrected)
        one["p_holm"] = *finding.corrected;
    if (!finding.note.empty())
        one["note"] = finding.note;
    return one;
}

json toJson(const FindingGroup &group)
{
    json findings = json::array();
    for (const Finding &finding : group.findings)
        findings.push_back(toJson(finding));
    return { { "key", group.key }, { "title", group.title }, { "method", group.method },
        { "unit",
            group.scale == FigureScale::Share       ? "share"
                : group.scale == FigureScale::Value ? "value"
                                                    : "coefficient" },
        { "findings", findings } };
}

} // namespace

StudyAnalysis analyse(const AnalysisInput &input)
{
    StudyAnalysis analysis;
    analysis.title = input.study.protocol.title;
    analysis.studyId = input.study.id;
    analysis.seals = input.study.seals;
    analysis.isClosed = input.study.isClosed;
    analysis.trainingCases = static_cast<int>(std::ranges::count(input.study.cases, true, &Case::isTraining));
    analysis.arms = armFlow(input);
    analysis.readers = readerFlow(input);
    for (const Question &question : input.study.protocol.questions)
        analysis.questions.push_back(analyseQuestion(input, question));
    analysis.time = timeFindings(input);
    analysis.deviations = deviationsOf(input, analysis);
    analysis.plan = input.study.protocol.analysisPlan;
    for (Seal &seal : analysis.seals) {
        const json document = json::parse(seal.document, nullptr, false);
        if (document.is_object() && document.contains("leak_check") && document["leak_check"].is_object()) {
            analysis.leakCheck = document["leak_check"].dump();
            const auto why = document.find("leak_reason");
            if (why != document.end() && why->is_string())
                analysis.leakReason = why->get<std::string>();
        }
        seal.document.clear();
    }
    std::set<std::string> said;
    for (const QuestionAnalysis &question : analysis.questions)
        for (const FindingGroup &group : question.groups)
            if (said.insert(question.id + group.title).second)
                analysis.done.push_back(question.text + " — " + group.title + ": " + group.method);
    for (const FindingGroup &group : analysis.time)
        analysis.done.push_back(group.title + ": " + group.method);
    return analysis;
}

json toJson(const StudyAnalysis &analysis)
{
    json result{ { "title", analysis.title }, { "study", analysis.studyId }, { "closed", analysis.isClosed },
        { "deviations", analysis.deviations }, { "done", analysis.done } };
    for (const Seal &seal : analysis.seals)
        result["seals"].push_back(
            { { "version", seal.version }, { "sha256", seal.hash }, { "time", seal.time }, { "reason", seal.reason } });
    for (const ArmFlow &arm : analysis.arms)
        result["arms"].push_back({ { "arm", arm.arm }, { "label", arm.label }, { "cases", arm.cases },
            { "patients", arm.patients }, { "read_by_reader", arm.readByReader } });
    for (const ReaderFlow &reader : analysis.readers)
        result["readers"].push_back(
            { { "name", reader.name }, { "experience", reader.experience }, { "stored", reader.stored },
                { "total", reader.total }, { "first", reader.firstAnswer }, { "last", reader.lastAnswer },
                { "median_seconds", number(reader.medianSeconds) }, { "hours", reader.hours } });
    for (const QuestionAnalysis &question : analysis.questions) {
        json groups = json::array();
        for (const FindingGroup &group : question.groups)
            groups.push_back(toJson(group));
        result["questions"].push_back({ { "id", question.id }, { "text", question.text }, { "kind", question.kind },
            { "asked", question.asked }, { "answered", question.answered }, { "groups", groups } });
    }
    for (const FindingGroup &group : analysis.time)
        result["time"].push_back(toJson(group));
    result["plan"] =
        json::parse(analysis.plan, nullptr, false).is_discarded() ? json(analysis.plan) : json::parse(analysis.plan);
    const json leak = json::parse(analysis.leakCheck, nullptr, false);
    result["leak_check"] = leak.is_discarded() ? json(nullptr) : leak;
    return result;
}

} // namespace cf::sessions
