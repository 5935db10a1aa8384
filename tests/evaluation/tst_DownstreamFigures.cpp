// The figures of a downstream study, on answers whose figures are known by hand.

#include "core/evaluation/downstream/ArmTraining.h"
#include "core/evaluation/downstream/films/ArmFilms.h"
#include "core/evaluation/downstream/plan/StudyPlan.h"
#include "core/evaluation/downstream/report/SeenSummary.h"
#include "core/evaluation/downstream/report/StudyFigures.h"
#include "core/evaluation/downstream/report/StudyReport.h"
#include "core/evaluation/downstream/report/StudySummary.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace cf;
using namespace cf::downstream;

namespace {

bool near(Number value, double expected)
{
    return value && std::abs(*value - expected) < 1e-12;
}

Number figure(const RunResult &run, std::string_view key)
{
    const RunScores scores = scoresOf(run);
    std::vector<std::size_t> everyone(scores.names.size());
    for (std::size_t index = 0; index < everyone.size(); ++index)
        everyone[index] = index;
    for (const StudyFigure &each : studyFigures())
        if (each.key == key)
            return each.value(scores, everyone);
    return std::nullopt;
}

/// A classifier that says `finding` for the finding, `device` more for the device.
RunResult runOf(const std::string &arm, int seed, double finding, double device, int patients = 6)
{
    RunResult run;
    run.task = "pacemaker";
    run.arm = arm;
    run.classifierSeed = seed;
    run.originals = { 3, 0, 0, 3 };
    for (int patient = 0; patient < patients; ++patient)
        for (int cell = 0; cell < cellCount; ++cell)
            run.test.push_back({ "p" + std::to_string(patient), cell,
                0.1 + (showsFinding(cell) ? finding : 0.0) + (showsDevice(cell) ? device : 0.0) + 0.001 * patient });
    return run;
}

void aShortcutShows()
{
    const RunResult misled = runOf("original", 1, 0.1, 0.7);
    CF_CHECK(near(figure(misled, "accuracy_neither"), 1.0) && near(figure(misled, "accuracy_both"), 1.0));
    CF_CHECK(near(figure(misled, "accuracy_device"), 0.0) && near(figure(misled, "accuracy_finding"), 0.0));
    CF_CHECK(near(figure(misled, "worst_group"), 0.0) && near(figure(misled, "gap"), 1.0));
    CF_NEAR(figure(misled, "mean_accuracy"), 0.5, 1e-9);
    CF_CHECK(near(figure(misled, "sensitivity"), 0.7) && near(figure(misled, "shift"), 0.7));
    CF_CHECK(near(figure(misled, "auc_without"), 1.0) && near(figure(misled, "auc_with"), 1.0));
    // Of four pairs of groups the one of finding alone against device alone is upside down.
    CF_CHECK(near(figure(misled, "auc"), 0.75) && near(figure(misled, "auc_reversed"), 1.0 - 0.81));
    const RunResult right = runOf("exact", 1, 0.7, 0.0);
    CF_CHECK(near(figure(right, "worst_group"), 1.0) && near(figure(right, "sensitivity"), 0.0));
    CF_NEAR(figure(right, "auc_reversed"), 1.0, 1e-9);
}

void calibrationIsOfBins()
{
    RunResult run;
    for (int patient = 0; patient < 32; ++patient) // 60 films, 4 a bin: no bin holds both kinds.
        for (const int cell : { 0, 2 })
            if (cell == 2 || patient < 28)
                run.test.push_back({ "p" + std::to_string(patient), cell, 0.5 });
    CF_NEAR(figure(run, "ece_without"), 32.0 / 60.0 - 0.5, 1e-9); // Alike in all bins, whatever their order.
    for (TestAnswer &answer : run.test)
        answer.probability = showsFinding(answer.cell) ? 0.9 : 0.2;
    CF_NEAR(figure(run, "ece_without"), (28 * 0.2 + 32 * 0.1) / 60.0, 1e-9);
    CF_CHECK(!figure(run, "ece_with") && !figure(run, "worst_group")); // Two groups have no film.
}

void theThresholdIsTheBestOnValidation()
{
    const std::vector<int> cells{ 0, 1, 2, 3 };
    CF_NEAR(bestThreshold({ 0.1, 0.2, 0.4, 0.9 }, cells), 0.3, 1e-12);
    CF_EQUAL(worstAccuracy({ 0.1, 0.2, 0.4, 0.9 }, cells, 0.3), 1.0);
    CF_EQUAL(worstAccuracy({ 0.1, 0.5, 0.4, 0.9 }, cells, 0.45), 0.0);
}

void armsAreComparedOnOnePatient()
{
    std::vector<RunResult> results;
    for (int seed = 1; seed <= 3; ++seed) {
        results.push_back(runOf("original", seed, 0.1, 0.7, 12));
        results.push_back(runOf("default", seed, 0.7, 0.05, 12));
        RunResult none = runOf("subsample", seed, 0.0, 0.0);
        none.test.clear();
        none.impossible = "Some groups have no film.";
        results.push_back(none);
    }
    const ConditionSummary summary =
        summarise("pacemaker", 1.0, results, { "original", "subsample", "default", "exact" });
    CF_CHECK(summary.arms.size() == 4 && summary.arm("original") != nullptr && summary.arm("exact") == nullptr);
    CF_EQUAL(summary.comparisons.size(), 1);
    const ArmComparison &comparison = summary.comparisons.front();
    CF_CHECK(comparison.first == "default" && near(comparison.worstGroup.value, 1.0));
    CF_NEAR(*comparison.sensitivityRatio.value, 0.05 / 0.7, 1e-9);
    CF_CHECK(comparison.conflictP && *comparison.conflictP < 0.01 && comparison.conflictHolm == comparison.conflictP);
    const auto claims = claimsOf(summary);
    CF_CHECK(claims.size() == 5 && claims[0].verdict == "holds" && claims[4].verdict == "holds");
    CF_CHECK(claims[1].verdict == "not run" && claims[1].detail == "Some groups have no film.");
    CF_CHECK(summarise("pacemaker", 0.75, results, { "original" }).arm("original") == nullptr);
}

/// A second seed of generation gives an arm without edits no second classifier: beside it the same run would count
/// twice, and intervals would be too short.
void oneClassifierIsDrawnOnce()
{
    std::vector<RunResult> once;
    std::vector<RunResult> twice;
    for (int seed = 1; seed <= 3; ++seed) {
        RunResult original = runOf("original", seed, 0.1 + 0.1 * seed, 0.5, 12);
        RunResult edited = runOf("default", seed, 0.3 + 0.1 * seed, 0.2 * seed, 12);
        once.insert(once.end(), { original, edited });
        twice.insert(twice.end(), { original, edited });
        edited.generationSeed = 2;
        twice.push_back(edited);
    }
    const auto boundsOf = [](const BootstrapResult &result) {
        return std::pair(result.percentile->low, result.percentile->high);
    };
    const ConditionSummary one = summarise("pacemaker", 1.0, once, { "original", "default" });
    const ConditionSummary two = summarise("pacemaker", 1.0, twice, { "original", "default" });
    CF_EQUAL(two.arm("default")->runs.size(), 6);
    for (const bool first : { true, false }) {
        const auto end = [&](const BootstrapResult &result) {
            return first ? boundsOf(result).first : boundsOf(result).second;
        };
        CF_NEAR(end(two.comparisons[0].sensitivityRatio), end(one.comparisons[0].sensitivityRatio), 1e-12);
        CF_NEAR(end(two.comparisons[0].worstGroup), end(one.comparisons[0].worstGroup), 1e-12);
        CF_NEAR(end(two.arm("default")->figures.at("sensitivity")), end(one.arm("default")->figures.at("sensitivity")),
            1e-12);
    }
}

/// How many films each figure rests on stands on the page: of training by group, over all runs of an arm, of the test,
/// and of each subgroup.
void countsStandOnThePage()
{
    RunResult one = runOf("default", 1, 0.5, 0.1);
    RunResult other = runOf("default", 1, 0.5, 0.1);
    other.generationSeed = 2; // Of whose edits fewer were accepted.
    one.synthetic = { 3, 0, 0, 3 };
    other.synthetic = { 1, 0, 0, 3 };
    one.wished = other.wished = 6;
    other.refused = 2;
    StudyReport report;
    report.origin = "table";
    report.conditions.push_back(summarise("pacemaker", 1.0, { one, other }, { "default" }));
    const std::string page = reportPage(report, {});
    CF_CHECK(page.find("<td>3</td><td>0</td><td>0</td><td>3</td><td>1–3</td><td>0</td><td>0</td><td>3</td>"
                       "<td>0–2 of 6</td><td>2</td>")
        != std::string::npos);
    CF_CHECK(page.find("Test films of 6 patients by group: ") != std::string::npos);
    CF_CHECK(page.find(std::string(keyOfCell(cellOf(true, true))) + " 6.</p>") != std::string::npos);
    CF_CHECK(page.find("Neither sex nor age, view or scanner") != std::string::npos);
}

PatientTraits allOf(const FilmTraits &traits)
{
    PatientTraits all;
    all.fill(traits);
    return all;
}

/// Subgroups are of films, for a table's "patient" has films of four people; each says on how many it rests.
void subgroupsSayOnHowManyFilmsTheyRest()
{
    // The device misleads on women alone.
    RunResult run = runOf("original", 1, 0.7, 0.0, 24);
    std::map<std::string, PatientTraits> patients;
    for (int patient = 0; patient < 24; ++patient) {
        const std::string name = "p" + std::to_string(patient);
        const bool isWoman = patient < 12;
        patients[name] = allOf({ isWoman ? "F" : "M", isWoman ? 50 : 70, patient < 5 ? "AP" : "PA", {} });
        for (TestAnswer &answer : run.test)
            if (answer.patient == name && isWoman && showsDevice(answer.cell))
                answer.probability = 0.9;
    }
    patients["p3"][2].sex = "M"; // One film of that set is of somebody else.
    const ConditionSummary condition = summarise("pacemaker", 1.0, { run }, { "original" });
    const auto figures = subgroupFigures(condition, patients);
    const auto groupNamed = [&figures](const std::string &name) {
        return *std::ranges::find(figures, name, &SubgroupFigures::group);
    };
    CF_EQUAL(figures.size(), 6);
    const SubgroupFigures women = groupNamed("women");
    CF_CHECK(women.kind == "sex" && women.patients == 12 && near(women.worstGroup.value, 0.0));
    CF_EQUAL(women.films, (std::array<int, cellCount>{ 12, 12, 11, 12 }));
    CF_CHECK(women.worstGroup.percentile && women.area.percentile);
    const SubgroupFigures men = groupNamed("men");
    CF_CHECK(men.patients == 13 && near(men.worstGroup.value, 1.0) && near(men.area.value, 1.0));
    CF_CHECK(near(groupNamed("over 60 years").worstGroup.value, 1.0));
    const SubgroupFigures few = groupNamed("AP");
    CF_CHECK(!few.worstGroup.value && few.reason == "too few: 5 films in one of the four groups");
    CF_EQUAL(unknownKinds(figures), (std::vector<std::string>{ "scanner" }));
    const std::string csv = subgroupsCsv(figures);
    CF_CHECK(csv.find("\npacemaker,1,original,sex,women,12,12,12,11,12,0,0,0,") != std::string::npos);
    CF_CHECK(csv.find("\npacemaker,1,original,view,AP,5,5,5,5,5,,,,,,,too few: 5 films in one of the four groups\n")
        != std::string::npos);
    const std::string page = subgroupsSection(figures);
    CF_CHECK(page.find("<td>view: PA</td><td>19</td><td>19, 19, 19, 19</td>") != std::string::npos);
    CF_CHECK(page.find("Of no test film known: scanner.") != std::string::npos);
    StudyReport report;
    report.subgroups = figures;
    CF_CHECK(reportJson(report).find("\"group\": \"women\"") != std::string::npos);
}

EditRecord seenRecord(const std::string &patient, int cell, bool before, bool edited, double own, double heart)
{
    EditRecord record;
    record.patient = patient;
    record.cell = cell;
    record.accepted = true;
    SeenEdit seen;
    seen.judge = "abcd";
    seen.before = before;
    seen.pictures["edited"] = { edited, { { "Pacemaker", own }, { "Pacing Leads", 0.9 }, { "Cardiomegaly", heart } } };
    seen.pictures["null"] = { before, { { "Pacemaker", 0.0 }, { "Cardiomegaly", 0.01 } } };
    record.seen = seen;
    return record;
}

/// By hand: of a's two edits one fails, of b's one that one; c's film was seen wrongly, and its edit only moves.
void aSecondSegmenterSaysWhatFailsAndMoves()
{
    const auto task = shortcutTask("pacemaker").value();
    StudyPlan plan = quickPlan();
    plan.arms = { "original", "null", "sdedit", "default", "exact" };
    std::vector<EditRecord> records{ seenRecord("a", 0, false, true, 0.8, 0.1),
        seenRecord("a", 0, false, false, 0.6, 0.1), seenRecord("b", 1, true, true, 0.2, 0.3),
        seenRecord("c", 0, true, true, 0.5, 0.2) };
    EditRecord refused = seenRecord("d", 0, false, false, 0.0, 0.9);
    refused.accepted = false;
    EditRecord probe = seenRecord("e", 0, false, false, 0.0, 0.9);
    probe.isProbe = true;
    records.insert(records.end(), { refused, probe });
    const auto arms = seenArms(task, plan, { { "default", records } });
    CF_EQUAL(arms.size(), 4); // The original films have no edits.
    const SeenArm &null = arms[0];
    const SeenArm &other = arms[1];
    const SeenArm &edited = arms[2];
    const SeenArm &exact = arms[3];
    CF_CHECK(null.arm == "null" && other.arm == "sdedit" && edited.arm == "default" && exact.arm == "exact");
    CF_CHECK(edited.used == 4 && edited.looked == 4 && edited.row.judged == 3 && edited.row.effective == 1);
    CF_CHECK(edited.patients == 2 && edited.reason.empty());
    CF_NEAR(*edited.failing.value, 0.75, 1e-12); // Patients count alike, not edits.
    CF_NEAR(edited.failing.interval->high, 1.0, 1e-9);
    CF_NEAR(edited.failing.interval->low, 0.3424, 1e-3); // Two of two, Wilson.
    CF_NEAR(*edited.row.own, (0.7 + 0.2 + 0.5) / 3.0, 1e-12);
    CF_EQUAL(edited.row.most, "Cardiomegaly"); // The leads go with the pacemaker.
    CF_NEAR(*edited.row.maxShare, 0.2 / (1.4 / 3.0), 1e-12);
    CF_CHECK(null.row.judged == 3 && null.row.effective == 3 && near(null.failing.value, 0.0));
    CF_CHECK(null.failing.interval->high > 0.5); // None of two patients' is not none.
    CF_CHECK(!other.failing.value && other.reason == "No edit was accepted.");
    CF_CHECK(exact.used == 4 && exact.looked == 0 && exact.reason.find("No second segmenter looked") == 0);

    const std::string csv = seenCsv(arms);
    CF_CHECK(csv.find("\npacemaker,default,Pacemaker,failing,Pacemaker,3,2,0.75,") != std::string::npos);
    CF_CHECK(csv.find("\npacemaker,default,Pacemaker,moved,Cardiomegaly,4,3,0.2,") != std::string::npos);
    CF_CHECK(
        csv.find("\npacemaker,sdedit,Pacemaker,failing,Pacemaker,0,0,,,,No edit was accepted.\n") != std::string::npos);
    StudyReport report;
    report.seen = arms;
    CF_CHECK(reportPage(report, {}).find("<td class=\"text\" colspan=\"7\">— No edit was accepted.</td>")
        != std::string::npos);
    CF_CHECK(reportJson(report).find("\"not_as_meant\": 2") != std::string::npos);

    records[1].seen->judge = "ef01"; // Of another model.
    const auto mixed = seenArms(task, plan, { { "default", records } });
    CF_CHECK(!mixed[2].failing.value && mixed[2].reason.find("Several segmenters") == 0);
    for (EditRecord &record : records)
        record.seen.reset();
    const auto unseen = seenArms(task, plan, { { "default", records } });
    CF_CHECK(unseen[2].used == 4 && !unseen[2].failing.value && !unseen[2].reason.empty());
}

void groupsHaveExactCounts()
{
    std::vector<StudyPatient> patients(40);
    assignParts(patients, 24, 8);
    for (const double correlation : { 1.0, 0.75, 0.5 }) {
        std::array<int, cellCount> count{};
        for (const StudyPatient &patient : patients)
            if (patient.part == Part::Training)
                ++count.at(static_cast<std::size_t>(cellAt(patient, correlation)));
        const int with = static_cast<int>(12 * correlation);
        CF_EQUAL(count, (std::array<int, cellCount>{ with, 12 - with, 12 - with, with }));
    }
    int validation = 0;
    for (const StudyPatient &patient : patients)
        validation += patient.part == Part::Validation ? 1 : 0;
    CF_CHECK(validation == 8 && patients.back().part == Part::Test);
}

} // namespace

int main()
{
    aShortcutShows();
    calibrationIsOfBins();
    theThresholdIsTheBestOnValidation();
    armsAreComparedOnOnePatient();
    oneClassifierIsDrawnOnce();
    countsStandOnThePage();
    subgroupsSayOnHowManyFilmsTheyRest();
    aSecondSegmenterSaysWhatFailsAndMoves();
    groupsHaveExactCounts();
    return 0;
}
