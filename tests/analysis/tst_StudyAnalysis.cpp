#include "core/sessions/analysis/StudyAnalysis.h"
#include "core/sessions/analysis/report/ReportPage.h"
#include "core/sessions/analysis/report/ReportPlots.h"

#include "core/statistics/readers/DetectionRate.h"
#include "tests/support/Check.h"
#include "tests/support/Near.h"
#include "tests/support/StudyExample.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>

using namespace cf;
using namespace cf::sessions;
using test::exampleInput;

namespace {

const QuestionAnalysis &questionOf(const StudyAnalysis &analysis, const std::string &id)
{
    for (const QuestionAnalysis &question : analysis.questions)
        if (question.id == id)
            return question;
    std::fprintf(stderr, "no question %s\n", id.c_str());
    std::exit(EXIT_FAILURE);
}

const FindingGroup *groupOf(const QuestionAnalysis &question, const std::string &key)
{
    for (const FindingGroup &group : question.groups)
        if (group.key == key)
            return &group;
    return nullptr;
}

/// The figures are those of the library of statistics on the answers themselves, counted once.
void rightAnswersAreCountedOnce()
{
    const AnalysisInput input = exampleInput();
    const StudyAnalysis analysis = analyse(input);
    const FindingGroup *right = groupOf(questionOf(analysis, "guess"), "right");
    CF_CHECK(right && right->findings.size() == 7 && right->findings[0].count == 160.0); // Three generalisations.
    std::vector<DetectionAnswer> answers;
    for (const sessions::Reading &reading : input.readings)
        if (reading.key.attempt == 1)
            answers.push_back({ reading.key.reader, reading.key.caseId,
                std::get<bool>(reading.answers.at("guess"))
                    == (input.study.find(reading.key.caseId)->truth.at("synthetic") == "yes") });
    const auto rate = detectionRate(answers);
    CF_CHECK(near(right->findings[0].estimate.value, *rate->rate.value)
        && right->findings[0].estimate.interval->low <= rate->rate.interval->low + 1e-12
        && *right->findings[0].p >= *rate->p - 1e-12);
}

/// Readers who agree on all cases but one: no interval of an agreement reaches beyond perfect agreement.
void noAgreementIsBetterThanPerfect()
{
    AnalysisInput input = exampleInput();
    std::map<std::string, bool> said;
    bool hasDiffered = false;
    for (sessions::Reading &reading : input.readings) {
        const bool own = std::get<bool>(reading.answers.at("guess"));
        const auto [known, isFirst] = said.emplace(reading.key.caseId, own);
        bool answer = known->second;
        if (!isFirst && !hasDiffered) {
            answer = !answer;
            hasDiffered = true;
        }
        reading.answers["guess"] = answer;
    }
    const StudyAnalysis analysis = analyse(input);
    int reaching = 0;
    for (const char *key : { "agreement", "pairs" }) {
        const FindingGroup *group = groupOf(questionOf(analysis, "guess"), key);
        CF_CHECK(group != nullptr);
        for (const Finding &finding : group->findings) {
            CF_CHECK(!finding.estimate.interval || finding.estimate.interval->high <= 1.0);
            reaching += finding.estimate.interval && finding.estimate.interval->high == 1.0 ? 1 : 0;
        }
    }
    CF_LESS(0, reaching);
}

void everyKindOfQuestionHasItsFigures()
{
    const StudyAnalysis analysis = analyse(exampleInput());
    const QuestionAnalysis &scale = questionOf(analysis, "synthetic");
    for (const char *key : { "area", "agreement", "pairs", "repeats", "per-reader", "difference", "vgc" })
        CF_CHECK(groupOf(scale, key));
    CF_LESS(0.55, *groupOf(scale, "area")->findings[0].estimate.value);
    CF_EQUAL(groupOf(questionOf(analysis, "guess"), "sensitivity")->findings.size(), 8);
    CF_EQUAL(groupOf(questionOf(analysis, "width"), "agreement")->findings[0].label, "ICC(2,1)");
    CF_EQUAL(groupOf(questionOf(analysis, "mark"), "jafroc")->findings.size(), 4);
    CF_CHECK(questionOf(analysis, "note").groups.empty() && questionOf(analysis, "note").answered > 0);
    CF_CHECK(analysis.arms.size() == 2 && analysis.arms[0].cases == 20 && analysis.arms[1].readByReader[3] == 20);
    CF_CHECK(analysis.readers[0].stored == 44 && analysis.readers[0].total == 44);
}

void differencesKeepTheQuestionsUnit()
{
    const AnalysisInput input = exampleInput();
    const StudyAnalysis analysis = analyse(input);
    const FindingGroup *group = groupOf(questionOf(analysis, "synthetic"), "difference");
    double sums[2] = { 0.0, 0.0 };
    for (const sessions::Reading &reading : input.readings)
        if (reading.key.attempt == 1)
            sums[input.study.find(reading.key.caseId)->arm() == "direct" ? 1 : 0] +=
                std::get<double>(reading.answers.at("synthetic")) / 80.0;
    // Tests are in the order of letters: "edited" before "null edit".
    CF_CHECK(group && group->findings.size() == 3 && near(group->findings[0].estimate.value, sums[1] - sums[0], 1e-9));
    CF_CHECK(group->findings[0].estimate.interval->low < sums[1] - sums[0]);
}

/// A figure in the question's values says in what it is counted, in the table, in its plots and in JSON.
void everyFigureHasItsUnit()
{
    CF_EQUAL(figureText(12.5, FigureScale::Value, "s"), "12.50 s");
    CF_EQUAL(figureText(12.5, FigureScale::Value, "°"), "12.50°");
    CF_EQUAL(figureText(0.712, FigureScale::Share), "71.2 %");
    CF_EQUAL(figureText(-0.031, FigureScale::Share, "percentage points"), "−3.1 percentage points");
    CF_EQUAL(intervalText({ -0.051, 0.02 }, FigureScale::Share, "percentage points"), "−5.1 to 2.0 percentage points");
    CF_EQUAL(intervalText({ 0.1, 0.2 }, FigureScale::Share), "10.0 % to 20.0 %");
    CF_EQUAL(intervalText({ 1.2, 3.4 }, FigureScale::Value, "points"), "1.20 to 3.40 points");
    CF_EQUAL(intervalText({ 0.25, 0.5 }, FigureScale::Coefficient), "0.250 to 0.500");
    const StudyAnalysis analysis = analyse(exampleInput());
    const std::map<std::string, std::string> units{ { "synthetic", "points" }, { "guess", "percentage points" },
        { "width", "mm" } };
    int counted = 0;
    for (const auto &[id, unit] : units)
        for (const FindingGroup &group : questionOf(analysis, id).groups) {
            const bool isValue = group.scale == FigureScale::Value && group.key != "detectability";
            const bool isDifference = group.key == "difference" || group.key == "paired";
            if (isValue || isDifference)
                CF_EQUAL(group.unit, unit);
            else
                CF_CHECK(group.unit.empty());
            counted += isValue ? 1 : 0;
        }
    CF_LESS(5, counted);
    CF_CHECK(!analysis.time.empty() && analysis.time[0].unit == "s" && analysis.time[1].unit.empty());
    const std::string page = reportPage(analysis);
    for (const char *words : { " points</td>", " mm</td>", " s</td>", " percentage points</td>", ">mean of both, mm<",
             ">first − second, mm<", " h</td>" }) {
        if (page.find(words) == std::string::npos)
            std::fprintf(stderr, "missing: %s\n", words);
        CF_CHECK(page.find(words) != std::string::npos);
    }
    CF_CHECK(toJson(analysis)["time"][0]["unit"] == "s" && toJson(analysis)["time"][0]["scale"] == "value");
}

/// No number where there is none, and no crash: one reader, one case, answers that never vary, nothing at all.
void poorStudiesHaveWordsInsteadOfNumbers()
{
    for (const test::StudyExample &example : { test::StudyExample{ .pairs = 1, .readers = 1 },
             test::StudyExample{ .pairs = 1, .readers = 3 }, test::StudyExample{ .pairs = 8, .readers = 1 },
             test::StudyExample{ .pairs = 6, .readers = 3, .constant = true },
             test::StudyExample{ .pairs = 6, .readers = 3, .missing = 1.0 },
             test::StudyExample{ .pairs = 10, .readers = 3, .missing = 0.4 } }) {
        const AnalysisInput input = exampleInput(example);
        const StudyAnalysis analysis = analyse(input);
        for (const QuestionAnalysis &question : analysis.questions)
            for (const FindingGroup &group : question.groups)
                for (const Finding &finding : group.findings) {
                    CF_CHECK(finding.estimate.value || !finding.estimate.reason.empty());
                    CF_CHECK(finding.estimate.interval || !finding.estimate.reason.empty());
                    CF_CHECK(!finding.estimate.value || std::isfinite(*finding.estimate.value));
                }
        const std::string page = reportPage(analysis);
        CF_CHECK(page.find(">nan") == std::string::npos && page.find(">-nan") == std::string::npos
            && page.find("\"nan") == std::string::npos && page.find("\"-nan") == std::string::npos);
    }
}

void deviationsAreSaid()
{
    AnalysisInput input = exampleInput({ .missing = 0.3 });
    input.study.isClosed = false;
    input.study.seals.push_back(
        { 2, std::string(64, 'c'), "2026-11-25T10:00:00.000Z", "A question was unclear", "{}" });
    input.conflicts.push_back({ input.readings.front(), "r1.cfanswers" });
    input.tampering.push_back({ "audit-changed", "audit record 12", "Record 12 of the audit was changed." });
    const StudyAnalysis analysis = analyse(input);
    std::string all;
    for (const std::string &deviation : analysis.deviations)
        all += deviation + "\n";
    for (const char *words :
        { "not closed", "A question was unclear", "of 44 readings", "reader packages", "Record 12" })
        CF_CHECK(all.find(words) != std::string::npos);
    CF_EQUAL(analyse(exampleInput()).deviations.size(), 1); // Free text is not asked of everyone.
}

void aClockThatWasSetBackIsSaid()
{
    AnalysisInput input = exampleInput();
    const auto record = [&](std::int64_t sequence, const char *time) {
        input.audit.push_back({ sequence, time, "R1", "answer", "{}", {}, {} });
    };
    record(1, "2026-11-20T09:00:00.000Z");
    record(2, "2026-11-20T08:59:30.000Z"); // Two computers that are not of one mind about the minute.
    record(3, "2026-11-21T09:00:00.000Z");
    const auto before = analyse(input).deviations.size();
    record(4, "2026-11-07T09:00:00.000Z");
    const auto after = analyse(input).deviations;
    CF_EQUAL(after.size(), before + 1);
    CF_CHECK(std::ranges::any_of(after, [](const std::string &one) {
        return one.starts_with("The clock was set back 1 time: audit record 4 is of 2026-11-07T09:00:00.000Z");
    }));
    input.audit[3].time = "yesterday"; // Of a file that somebody changed.
    CF_EQUAL(analyse(input).deviations.size(), before);
}

/// The flow of readers and the section on time state one median, of readings with a time.
void theMedianTimeIsOne()
{
    AnalysisInput input = exampleInput({ .readers = 1 });
    CF_EQUAL(input.readings.size() % 2, 0);
    for (std::size_t i = 0; i < input.readings.size(); ++i)
        input.readings[i].activeSeconds = i < input.readings.size() / 2 ? 10.0 : 20.0;
    input.readings[0].activeSeconds = input.readings.back().activeSeconds = 0.0;
    const StudyAnalysis analysis = analyse(input);
    CF_EQUAL(analysis.readers[0].medianSeconds, 15.0);
    CF_EQUAL(*analysis.time[0].findings[0].estimate.value, 15.0);
}

/// A sealed document that somebody changed is told of by the verification; the report is written all the same.
void changedLeakChecksDoNoHarm()
{
    AnalysisInput input = exampleInput();
    for (const char *check :
        { R"({"channels":7})", R"({"channels":[7,null,[],{"name":7,"words":[],"leaks":"yes","auc":"x"}]})",
            R"({"channels":[],"real":"many","synthetic":-1})", "[]" }) {
        input.study.seals[0].document = std::string(R"({"leak_check":)") + check + "}";
        CF_CHECK(reportPage(analyse(input)).find("Leak check") != std::string::npos);
    }
    input.study.seals[0].document = R"json({"leak_check":{"real":20,"synthetic":19,"channels":[{"name":"metadata",
        "auc":0.9,"low":0.8,"high":0.97,"leaks":true,"words":"real and synthetic images differ in size, depth and file
        (AUC 0.90, 0.80 to 0.97; most in: width)"}]}})json";
    std::ranges::replace(input.study.seals[0].document, '\n', ' ');
    const std::string page = reportPage(analyse(input));
    CF_CHECK(page.find("20 real and 19 synthetic images") != std::string::npos);
    CF_CHECK(page.find("<td>size, depth and file") != std::string::npos);
}

void theReportSaysWhoAgreedToWhat()
{
    AnalysisInput input = exampleInput();
    CF_EQUAL(reportPage(analyse(input)).find("agreed, UTC"), std::string::npos);
    input.study.protocol.consent.english = "Taking part is <voluntary>.";
    input.audit.push_back({ 1, "2026-11-21T08:30:00.000Z", "R1", "consented", R"({"consent_sha256":"ab"})", {}, {} });
    const std::string page = reportPage(analyse(input));
    CF_CHECK(page.find("agreed, UTC") != std::string::npos && page.find("2026-11-21 08:30") != std::string::npos);
    CF_CHECK(page.find("not at the page") != std::string::npos); // The others.
    CF_CHECK(page.find("&lt;voluntary&gt;") != std::string::npos);
    // Who declines afterwards is not shown as agreeing, and that their answers were counted is told.
    input.audit.push_back({ 2, "2026-11-22T09:00:00.000Z", "R1", "declined", R"({"consent_sha256":"ab"})", {}, {} });
    const std::string declined = reportPage(analyse(input));
    CF_CHECK(declined.find("<td>declined 2026-11-22 09:00</td>") != std::string::npos);
    CF_CHECK(declined.find("answers of theirs are among those analysed") != std::string::npos);
}

void nobodyIsNamedUnlessTheStudySaysSo()
{
    AnalysisInput input = exampleInput();
    CF_EQUAL(reportPage(analyse(input)).find("Dr. Example"), std::string::npos);
    CF_EQUAL(toJson(analyse(input)).dump().find("Dr. Example"), std::string::npos);
    input.study.protocol.namesReaders = true;
    CF_CHECK(reportPage(analyse(input)).find("Dr. Example 1") != std::string::npos);
}

void theReportSaysSealPlanAndLeakCheck()
{
    const std::string page = reportPage(analyse(exampleInput()));
    CF_CHECK(page.find(std::string(64, 'a')) != std::string::npos && page.find("against 50 %") != std::string::npos);
    CF_CHECK(page.find(">border<") != std::string::npos && page.find("0.520") != std::string::npos);
    CF_CHECK(
        page.find("<script") == std::string::npos && page.find("http://") == page.find("http://www.w3.org/2000/svg"));
    // For the eye: CONTRAFACT_REPORT names a file.
    if (const char *file = std::getenv("CONTRAFACT_REPORT"))
        std::ofstream(file) << page;
}

/// An adjudicator's answers are in no figure, and so in no count of what figures are made of.
void adjudicatorsAreNotCounted()
{
    AnalysisInput input = exampleInput();
    const QuestionAnalysis before = questionOf(analyse(input), "synthetic");
    Reader judge;
    judge.id = "A1";
    judge.role = ReaderRole::Adjudicator;
    input.study.readers.push_back(judge);
    const std::vector<sessions::Reading> own = input.readings;
    for (sessions::Reading reading : own)
        if (reading.key.reader == "R1") {
            reading.key.reader = "A1";
            input.readings.push_back(reading);
        }
    const QuestionAnalysis after = questionOf(analyse(input), "synthetic");
    CF_CHECK(after.asked == before.asked && after.answered == before.answered && after.asked > 0);
}

/// Cases of which nobody knows the patient are not one patient.
void unknownPatientsAreSaid()
{
    AnalysisInput input = exampleInput();
    input.study.cases[0].patient.clear();
    input.study.cases[2].patient.clear();
    const ArmFlow arm = analyse(input).arms.front();
    CF_CHECK(arm.patients == 18 && arm.ofNoPatient == 2 && arm.cases == 20);
    CF_CHECK(reportPage(analyse(input)).find(">18 and unknown<") != std::string::npos);
    // Two images of a patient are not two patients, and the report says what is made of that.
    CF_CHECK(reportPage(analyse(input)).find("18 patients have more than one") != std::string::npos);
    for (Case &item : input.study.cases)
        item.patient.clear();
    CF_CHECK(reportPage(analyse(input)).find(">unknown<") != std::string::npos);
}

/// What is not ordered has figures, too: how often something was marked.
void marksAreCounted()
{
    const AnalysisInput input = exampleInput();
    const StudyAnalysis analysis = analyse(input);
    const FindingGroup *group = groupOf(questionOf(analysis, "mark"), "marked");
    CF_CHECK(group != nullptr && group->findings.size() == 8);
    double marked = 0.0;
    for (const Finding &finding : group->findings) {
        CF_CHECK(finding.count == 20.0 && finding.estimate.interval);
        marked += *finding.estimate.value * finding.count;
    }
    int expected = 0;
    for (const sessions::Reading &reading : input.readings)
        expected +=
            reading.key.attempt == 1 && !std::get<std::vector<Mark>>(reading.answers.at("mark")).empty() ? 1 : 0;
    CF_CHECK(near(marked, expected, 1e-6));
}

/// Four repeats are no sample for an error of large samples; a share is never below 0.
void agreementOfFewHasNoInterval()
{
    const QuestionAnalysis scale = questionOf(analyse(exampleInput()), "synthetic");
    for (const Finding &finding : groupOf(scale, "repeats")->findings)
        CF_CHECK(finding.count == 4.0 && !finding.estimate.interval && !finding.p && !finding.estimate.reason.empty());
    for (const Finding &finding : groupOf(scale, "pairs")->findings)
        CF_CHECK(finding.count == 40.0 && finding.estimate.interval);
    test::StudyExample few;
    few.pairs = 3;
    few.skill = 0.0;
    const QuestionAnalysis small = questionOf(analyse(exampleInput(few)), "synthetic");
    for (const Finding &finding : groupOf(small, "agreement")->findings)
        if (finding.estimate.interval)
            CF_CHECK(finding.estimate.interval->low >= (finding.label.starts_with("Share") ? 0.0 : -1.0));
}

/// A question that may be left open is no deviation where it was.
void onlyRequiredAnswersAreMissed()
{
    AnalysisInput input = exampleInput();
    const auto isTold = [&input] {
        return reportPage(analyse(input)).find("have no answer (not asked") != std::string::npos;
    };
    CF_CHECK(isTold());
    for (Question &question : input.study.protocol.questions)
        if (question.id == "note")
            question.required = false;
    CF_CHECK(!isTold());
}

/// A small p is small, not nothing.
void noProbabilityIsZero()
{
    test::StudyExample clear;
    clear.skill = 4.0;
    const std::string all = toJson(analyse(exampleInput(clear))).dump();
    CF_CHECK(all.find("against chance < 0.001") != std::string::npos);
    CF_EQUAL(all.find("against chance 0.000"), std::string::npos);
}

/// Plots have the units and the minus sign of the tables beside them, and axes are named by what they show.
void plotsSpeakAsTablesDo()
{
    Plot shares;
    shares.kind = Plot::Kind::Intervals;
    shares.scale = FigureScale::Share;
    shares.reference = 0.0;
    shares.findings = { { "edited − real", 40.0, { 0.1, 0.2, Bounds{ -0.3, 0.5 }, {} } } };
    const std::string drawing = svgOf(shares);
    CF_CHECK(drawing.find(">−25 %<") != std::string::npos && drawing.find(">50 %<") != std::string::npos);
    CF_CHECK(drawing.find(">-") == std::string::npos);
    // What tells rows apart stands at their end, and is not cut away.
    shares.findings[0].label = "counterfactual − real, null-edited, readers random, these cases and no other ones";
    CF_CHECK(svgOf(shares).find("and no other ones") != std::string::npos);
    const QuestionAnalysis scale = questionOf(analyse(exampleInput()), "synthetic");
    const auto bars = std::ranges::find(scale.plots, Plot::Kind::Bars, &Plot::kind);
    CF_CHECK(bars != scale.plots.end() && bars->horizontal == "answer" && bars->vertical == "share of answers");
    CF_CHECK(svgOf(*bars).find("rotate(-90") != std::string::npos);
}

} // namespace

int main()
{
    rightAnswersAreCountedOnce();
    noAgreementIsBetterThanPerfect();
    everyKindOfQuestionHasItsFigures();
    differencesKeepTheQuestionsUnit();
    everyFigureHasItsUnit();
    poorStudiesHaveWordsInsteadOfNumbers();
    deviationsAreSaid();
    aClockThatWasSetBackIsSaid();
    theMedianTimeIsOne();
    changedLeakChecksDoNoHarm();
    theReportSaysWhoAgreedToWhat();
    nobodyIsNamedUnlessTheStudySaysSo();
    theReportSaysSealPlanAndLeakCheck();
    plotsSpeakAsTablesDo();
    adjudicatorsAreNotCounted();
    unknownPatientsAreSaid();
    noProbabilityIsZero();
    marksAreCounted();
    agreementOfFewHasNoInterval();
    onlyRequiredAnswersAreMissed();
}
