#include "core/sessions/analysis/ReportPage.h"
#include "core/sessions/analysis/StudyAnalysis.h"

#include "core/statistics/readers/DetectionRate.h"
#include "tests/support/Check.h"
#include "tests/support/Near.h"
#include "tests/support/StudyExample.h"

#include <nlohmann/json.hpp>

#include <fstream>

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
    CF_CHECK(right && right->findings.size() == 5 && right->findings[0].count == 160.0);
    std::vector<DetectionAnswer> answers;
    for (const sessions::Reading &reading : input.readings)
        if (reading.key.attempt == 1)
            answers.push_back({ reading.key.reader, reading.key.caseId,
                std::get<bool>(reading.answers.at("guess"))
                    == (input.study.find(reading.key.caseId)->truth.at("synthetic") == "yes") });
    const auto rate = detectionRate(answers);
    CF_CHECK(near(right->findings[0].estimate.value, *rate->rate.value)
        && near(right->findings[0].estimate.interval->low, rate->rate.interval->low)
        && near(right->findings[0].p, *rate->p));
}

void everyKindOfQuestionHasItsFigures()
{
    const StudyAnalysis analysis = analyse(exampleInput());
    const QuestionAnalysis &scale = questionOf(analysis, "synthetic");
    for (const char *key : { "area", "agreement", "pairs", "repeats", "per-reader", "difference", "vgc" })
        CF_CHECK(groupOf(scale, key));
    CF_CHECK(*groupOf(scale, "area")->findings[0].estimate.value > 0.55);
    CF_CHECK(groupOf(questionOf(analysis, "guess"), "sensitivity")->findings.size() == 8);
    CF_CHECK(groupOf(questionOf(analysis, "width"), "agreement")->findings[0].label == "ICC(2,1)");
    CF_CHECK(groupOf(questionOf(analysis, "mark"), "jafroc")->findings.size() == 4);
    CF_CHECK(questionOf(analysis, "note").groups.empty() && questionOf(analysis, "note").answered > 0);
    CF_CHECK(analysis.arms.size() == 2 && analysis.arms[0].cases == 20 && analysis.arms[1].readByReader[3] == 20);
    CF_CHECK(analysis.readers[0].stored == 44 && analysis.readers[0].total == 44);
}

void differencesKeepTheQuestionsUnit()
{
    const AnalysisInput input = exampleInput();
    const FindingGroup *group = groupOf(questionOf(analyse(input), "synthetic"), "difference");
    double sums[2] = { 0.0, 0.0 };
    for (const sessions::Reading &reading : input.readings)
        if (reading.key.attempt == 1)
            sums[input.study.find(reading.key.caseId)->arm() == "direct" ? 1 : 0] +=
                std::get<double>(reading.answers.at("synthetic")) / 80.0;
    // Tests are in the order of letters: "edited" before "null edit".
    CF_CHECK(group && group->findings.size() == 1 && near(group->findings[0].estimate.value, sums[1] - sums[0], 1e-9));
    CF_CHECK(group->findings[0].estimate.interval->low < sums[1] - sums[0]);
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
    CF_CHECK(analyse(exampleInput()).deviations.size() == 1); // Free text is not asked of everyone.
}

void nobodyIsNamedUnlessTheStudySaysSo()
{
    AnalysisInput input = exampleInput();
    CF_CHECK(reportPage(analyse(input)).find("Dr. Example") == std::string::npos);
    CF_CHECK(toJson(analyse(input)).dump().find("Dr. Example") == std::string::npos);
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

} // namespace

int main()
{
    rightAnswersAreCountedOnce();
    everyKindOfQuestionHasItsFigures();
    differencesKeepTheQuestionsUnit();
    poorStudiesHaveWordsInsteadOfNumbers();
    deviationsAreSaid();
    nobodyIsNamedUnlessTheStudySaysSo();
    theReportSaysSealPlanAndLeakCheck();
}
