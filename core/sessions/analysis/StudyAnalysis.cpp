#include "core/sessions/analysis/StudyAnalysis.h"

#include "core/sessions/analysis/findings/QuestionFindings.h"
#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingOrder.h"
#include "core/sessions/sealing/SealedProtocol.h"
#include "core/sessions/store/Consent.h"
#include "core/sessions/values/Times.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

namespace cf::sessions {

namespace {

using nlohmann::json;

/// "5-point scale, from 1 (surely no) to 5 (surely yes)".
std::string scaleName(const Question &question)
{
    std::string name = std::to_string(question.choices.size()).append("-point scale");
    if (question.choices.empty())
        return name;
    const auto step = [](const Choice &choice) {
        return choice.label.english.empty() || choice.label.english == choice.key
            ? choice.key
            : choice.key + " (" + choice.label.english + ")";
    };
    return name + ", from " + step(question.choices.front()) + " to " + step(question.choices.back());
}

std::string kindName(const Question &question)
{
    switch (question.kind) {
    case QuestionKind::YesNo:
        return "yes or no";
    case QuestionKind::Confidence:
        return "confidence";
    case QuestionKind::Likert:
        return scaleName(question);
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
        ArmFlow own{ arm.key, arm.label.empty() ? arm.key : arm.label, 0, 0, 0, {} };
        std::set<std::string> patients;
        for (const Case &item : input.study.cases)
            if (!item.isTraining && armOf(input.study.protocol, item) == arm.key) {
                ++own.cases;
                if (item.patient.empty())
                    ++own.ofNoPatient;
                else
                    patients.insert(item.patient);
            }
        own.patients = static_cast<int>(patients.size());
        for (const Reader &reader : input.study.readers) {
            std::set<std::string> read;
            for (const Reading &reading : input.readings) {
                const Case *item = input.study.find(reading.key.caseId);
                if (reading.key.reader == reader.id && item && !item->isTraining
                    && armOf(input.study.protocol, *item) == arm.key)
                    read.insert(item->id);
            }
            own.readByReader.push_back(static_cast<int>(read.size()));
        }
        if (own.cases > 0)
            flow.push_back(std::move(own));
    }
    return flow;
}

/// Of the stored order; of a study that was never stored what its protocol asks for.
int expectedReadings(const AnalysisInput &input, const Reader &reader)
{
    if (const auto known = input.expected.find(reader.id); known != input.expected.end())
        return known->second;
    const auto order = readingOrder(input.study.protocol, input.study.cases, reader);
    return order ? static_cast<int>(std::ranges::count(order->steps, false, &ReadingStep::isTraining)) : 0;
}

std::vector<ReaderFlow> readerFlow(const AnalysisInput &input)
{
    std::vector<ReaderFlow> flow;
    const std::vector<Consent> consents = consentsIn(input.audit);
    for (const Reader &reader : input.study.readers) {
        ReaderFlow own;
        own.name = shownName(input.study, reader.id);
        own.experience = reader.experience;
        own.decides = reader.role != ReaderRole::Reader;
        if (own.decides)
            own.name += reader.role == ReaderRole::Adjudicator ? " (adjudicator)" : " (consensus)";
        own.total = expectedReadings(input, reader);
        for (const Consent &consent : consents) {
            if (consent.reader != reader.id)
                continue;
            if (consent.agrees && (own.agreed.empty() || consent.time < own.agreed))
                own.agreed = consent.time;
            own.declined = consent.agrees ? std::string() : consent.time;
        }
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

int patientsOfSeveralCases(const Study &study)
{
    std::map<std::string, int> cases;
    for (const Case &item : study.cases)
        if (!item.isTraining && !item.patient.empty())
            ++cases[item.patient];
    return static_cast<int>(std::ranges::count_if(cases, [](const auto &entry) { return entry.second > 1; }));
}

/// Where the clock was set back: a washout that was measured over it says nothing.
std::optional<std::string> clockSetBack(const std::vector<AuditRecord> &audit)
{
    const auto places = timesSetBack(audit);
    if (places.empty())
        return std::nullopt;
    std::string first;
    for (std::size_t i = 1; i < audit.size() && first.empty(); ++i)
        if (audit[i].sequence == places.front())
            first = "audit record " + std::to_string(audit[i].sequence) + " is of " + audit[i].time
                + ", the one before it of " + audit[i - 1].time;
    return "The clock was set back " + counted(static_cast<int>(places.size()), "time", "times") + ": " + first
        + ". Times around it, and a washout measured over it, are not to be relied on.";
}

std::string textIn(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Results that were opened before everyone had finished, each with its reason.
void addInterimLooks(const AnalysisInput &input, std::vector<std::string> &found)
{
    for (const AuditRecord &record : input.audit) {
        const std::string reason = textIn(json::parse(record.content, nullptr, false), "interim");
        if (!reason.empty())
            found.push_back("Interim look: results were opened (" + record.kind + ") on " + record.time.substr(0, 10)
                + ", before the reading was over: " + reason);
    }
}

/// What the coordinator's clock says of answers that came from packages: the reader's own clock may say anything.
class PackageClock
{
public:
    explicit PackageClock(const AnalysisInput &input)
        : m_input(input)
    {
        for (const AuditRecord &record : input.audit)
            read(record);
    }

    void addTo(std::vector<std::string> &found) const
    {
        for (const auto &[reader, count] : m_future)
            found.push_back(shownName(m_input.study, reader) + ": "
                + counted(count, "answer from a package is dated later than the merge; the reader's clock was ahead.",
                    "answers from a package are dated later than the merge; the reader's clock was ahead."));
        for (const auto &[reader, count] : m_setBack)
            found.push_back(shownName(m_input.study, reader) + ": the clock of the reader's computer was set back "
                + counted(count, "time while the package was read.", "times while the package was read."));
        for (const Reader &reader : m_input.study.readers)
            addPauses(reader, found);
    }

private:
    struct Span {
        std::string earliest; ///< Of the last answer: it was not given before.
        std::string latest; ///< Of the first answer: it was not given later.
    };

    void read(const AuditRecord &record)
    {
        const json content = json::parse(record.content, nullptr, false);
        const std::string reader = textIn(content, "reader");
        if (record.kind == "package")
            m_packaged.try_emplace(reader, record.time);
        if (record.kind == "merged" && content.is_object() && content.contains("clock_set_back")
            && content["clock_set_back"].is_array() && !content["clock_set_back"].empty())
            m_setBack[reader] = std::max(m_setBack[reader], static_cast<int>(content["clock_set_back"].size()));
        if (record.kind != "answer")
            return;
        const bool isMerged = !textIn(content, "source").empty();
        const auto merged = timeFromText(record.time);
        const auto stored = timeFromText(textIn(content, "stored_at"));
        if (isMerged && merged && stored && std::chrono::duration<double>(*stored - *merged).count() > clockTolerance)
            ++m_future[reader];
        const auto package = m_packaged.find(reader);
        Span &span = m_spans[{ reader, textIn(content, "stage") }];
        const std::string earliest =
            isMerged ? (package == m_packaged.end() ? std::string() : package->second) : record.time;
        span.earliest = std::max(span.earliest, earliest);
        span.latest = span.latest.empty() ? record.time : std::min(span.latest, record.time);
    }

    /// A washout that cannot have been kept between two stages.
    void addPauses(const Reader &reader, std::vector<std::string> &found) const
    {
        std::string before;
        for (const Stage &stage : m_input.study.protocol.stages) {
            const auto span = m_spans.find({ reader.id, stage.id });
            if (span == m_spans.end())
                continue;
            const auto from = timeFromText(before);
            const auto to = timeFromText(span->second.latest);
            constexpr double day = 86400.0;
            const double days = from && to ? std::chrono::duration<double>(*to - *from).count() / day : 1e9;
            if (stage.washoutDays > 0.0 && days < stage.washoutDays - clockTolerance / day) {
                char words[32];
                std::snprintf(words, sizeof words, "%.1f", std::max(0.0, days));
                found.push_back(shownName(m_input.study, reader.id) + ": stage “" + stage.id + "” was begun at most "
                    + words
                    + " days after the stage before, by the coordinator's clock; the "
                      "protocol asks for "
                    + textOf(stage.washoutDays) + ".");
            }
            before = std::max(before, span->second.earliest);
        }
    }

    const AnalysisInput &m_input;
    std::map<std::string, std::string> m_packaged; ///< Reader → when the first package was written.
    std::map<std::string, int> m_future;
    std::map<std::string, int> m_setBack;
    std::map<std::pair<std::string, std::string>, Span> m_spans; ///< By reader and stage.
};

/// A package that was made before the order was drawn anew: what was balanced over readers is so no longer.
void addOtherOrders(const AnalysisInput &input, std::vector<std::string> &found)
{
    std::map<std::string, int> elsewhere;
    for (const Reading &reading : input.readings) {
        const auto place = input.places.find(reading.key);
        if (!input.places.empty() && (place == input.places.end() || place->second != reading.position))
            ++elsewhere[reading.key.reader];
    }
    for (const auto &[reader, count] : elsewhere)
        found.push_back(shownName(input.study, reader) + ": "
            + counted(count,
                "reading was given at another place than the stored order has; arms are not balanced over readers as "
                "planned.",
                "readings were given at another place than the stored order has; arms are not balanced over readers as "
                "planned."));
}

/// Answers to questions that an amendment took out.
void addRemovedQuestions(const AnalysisInput &input, std::vector<std::string> &found)
{
    std::map<std::string, int> removed;
    for (const Reading &reading : input.readings)
        for (const auto &[question, value] : reading.answers)
            if (input.study.protocol.question(question) == nullptr)
                ++removed[question];
    for (const auto &[question, count] : removed)
        found.push_back("Question “" + question + "” was taken out by an amendment: "
            + counted(count, "answer to it is kept and exported, and not analysed.",
                "answers to it are kept and exported, and not analysed."));
}

/// Later plans than the first, and the first.
void readPlans(const AnalysisInput &input, StudyAnalysis &analysis)
{
    analysis.plan = input.study.protocol.analysisPlan;
    bool isFirst = true;
    std::string last;
    for (const Seal &seal : input.study.seals) {
        const auto protocol = sealedProtocol(seal);
        if (!protocol)
            continue;
        if (isFirst)
            analysis.plan = protocol->analysisPlan;
        else if (protocol->analysisPlan != last)
            analysis.amendedPlans.push_back({ seal.version, seal.time, seal.reason, protocol->analysisPlan });
        last = protocol->analysisPlan;
        isFirst = false;
    }
}

int answersBefore(const AnalysisInput &input, const std::string &time)
{
    return static_cast<int>(
        std::ranges::count_if(input.readings, [&](const Reading &one) { return one.storedAt < time; }));
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
    for (const AmendedPlan &plan : analysis.amendedPlans)
        found.push_back("The analysis plan was changed on " + plan.time.substr(0, 10) + " (version "
            + std::to_string(plan.version) + "), after "
            + counted(answersBefore(input, plan.time), "reading", "readings") + "; both plans stand below.");
    addInterimLooks(input, found);
    addRemovedQuestions(input, found);
    addOtherOrders(input, found);
    for (const ReaderFlow &reader : analysis.readers)
        if (reader.stored < reader.total && !reader.decides)
            found.push_back(reader.name + " answered " + std::to_string(reader.stored) + " of "
                + std::to_string(reader.total) + " readings.");
    for (const ReaderFlow &reader : analysis.readers)
        if (!reader.declined.empty())
            found.push_back(reader.name + " declined the page before the session on " + reader.declined.substr(0, 10)
                + (reader.stored == 0 ? "; there is no answer of theirs."
                                      : "; "
                            + counted(reader.stored, "answer of theirs is among those analysed.",
                                "answers of theirs are among those analysed.")));
    for (const QuestionAnalysis &question : analysis.questions)
        if (question.isRequired && question.answered < question.asked)
            found.push_back("“" + question.text + "”: "
                + counted(question.asked - question.answered,
                    "reading has no answer (not asked after an earlier answer, or left open).",
                    "readings have no answer (not asked after an earlier answer, or left open)."));
    if (input.revisions > 0)
        found.push_back(
            counted(input.revisions, "answer was changed afterwards; the last one counts, and all are kept.",
                "answers were changed afterwards; the last one counts, and all are kept."));
    if (!input.conflicts.empty())
        found.push_back(counted(static_cast<int>(input.conflicts.size()),
            "answer from reader packages differs from a stored one; it is kept beside it and not counted.",
            "answers from reader packages differ from stored ones; they are kept beside them and not counted."));
    if (auto clock = clockSetBack(input.audit))
        found.push_back(*std::move(clock));
    PackageClock(input).addTo(found);
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
    analysis.isRequired = question.required;
    QuestionRows rows{ &input, &question, answersTo(input, question), {} };
    for (const Stage &stage : input.study.protocol.stages)
        if (std::ranges::find(stage.questions, question.id) != stage.questions.end())
            rows.stages.push_back(stage.id);
    for (const Reading &reading : input.readings) {
        const Reader *reader = input.study.reader(reading.key.reader);
        if (reader != nullptr && reader->role != ReaderRole::Reader)
            continue; // Adjudicators are in no figure below.
        analysis.asked += std::ranges::find(rows.stages, reading.key.stage) != rows.stages.end() ? 1 : 0;
        analysis.answered += reading.answers.contains(question.id) ? 1 : 0;
    }
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
        { "scale",
            group.scale == FigureScale::Share       ? "share"
                : group.scale == FigureScale::Value ? "value"
                                                    : "coefficient" },
        { "unit", group.unit }, { "findings", findings } };
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
    analysis.asksConsent = asksConsent(input.study.protocol);
    const LocalText &consent = input.study.protocol.consent;
    analysis.consent = consent.english.empty() ? consent.japanese : consent.english;
    for (const Question &question : input.study.protocol.questions)
        analysis.questions.push_back(analyseQuestion(input, question));
    analysis.time = timeFindings(input);
    analysis.head = input.head;
    readPlans(input, analysis);
    analysis.deviations = deviationsOf(input, analysis);
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
    if (const int several = patientsOfSeveralCases(input.study); several > 0)
        analysis.done.push_back("Cases are taken as independent in areas, shares and agreement, though "
            + counted(several, "patient has", "patients have")
            + " more than one: their intervals may be too narrow. Where arms are compared, images of one source are "
              "paired.");
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
        result["arms"].push_back(
            { { "arm", arm.arm }, { "label", arm.label }, { "cases", arm.cases }, { "patients", arm.patients },
                { "cases_of_unknown_patients", arm.ofNoPatient }, { "read_by_reader", arm.readByReader } });
    for (const ReaderFlow &reader : analysis.readers)
        result["readers"].push_back({ { "name", reader.name }, { "experience", reader.experience },
            { "stored", reader.stored }, { "total", reader.total }, { "first", reader.firstAnswer },
            { "last", reader.lastAnswer }, { "agreed", reader.agreed }, { "declined", reader.declined },
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
    for (const AmendedPlan &plan : analysis.amendedPlans) {
        const json amended = json::parse(plan.plan, nullptr, false);
        result["amended_plans"].push_back({ { "version", plan.version }, { "time", plan.time },
            { "reason", plan.reason }, { "plan", amended.is_discarded() ? json(plan.plan) : amended } });
    }
    result["head"] = analysis.head;
    const json leak = json::parse(analysis.leakCheck, nullptr, false);
    result["leak_check"] = leak.is_discarded() ? json(nullptr) : leak;
    return result;
}

} // namespace cf::sessions
