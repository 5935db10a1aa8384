#include "core/evaluation/downstream/report/StudyReport.h"

#include "core/base/files/RegularFile.h"
#include "core/base/text/Base64.h"
#include "core/base/text/HtmlText.h"
#include "core/evaluation/downstream/films/StudyFolder.h"
#include "core/evaluation/downstream/report/StudyPlot.h"
#include "core/evaluation/page/EvaluationPage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>

namespace cf::downstream {

namespace {

constexpr const char *head =
    R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Contrafact: downstream study</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1200px; padding: 0 1rem; color: #1c2430; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; } h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
table { border-collapse: collapse; font-size: 13px; margin: .6rem 0; } .wide { overflow-x: auto; }
th, td { padding: .2rem .5rem; text-align: right; border-bottom: 1px solid #d9dee5; white-space: nowrap; }
th { color: #51606f; font-weight: 600; } td:first-child, th:first-child { text-align: left; } small { color: #51606f; }
td.text { white-space: normal; text-align: left; } .holds { color: #17663a; } .not { color: #9b2c2c; }
svg { display: block; margin: .8rem 0; font: 13px system-ui, sans-serif; } svg .title { font-weight: 600; }
svg .grid { stroke: #e3e7ec; } svg .tick { fill: #51606f; text-anchor: middle; font-size: 11px; }
svg .interval { stroke: #4a6d9c; stroke-width: 2; } svg .mean { fill: #4a6d9c; } svg .marked { fill: #b4531f; }
svg .point { fill: #8fa6c4; } svg .value { fill: #51606f; font-size: 12px; }
figure { display: inline-block; margin: .3rem .8rem .3rem 0; } figcaption { font-size: 12px; color: #51606f; }
img { display: block; background: #000; image-rendering: auto; }
</style></head><body>
)";

constexpr const char *explanation =
    R"(<p>A classifier is to tell a <b>finding</b>; in its training films a <b>device</b> goes with it. At 100&nbsp;%
correlation every film with the finding shows the device and no other does; at 50&nbsp;% both are independent. Every
classifier takes the same number of optimiser steps, is chosen by the same balanced validation set, whose groups are
known, and is tested on the same films: each test patient with neither, the device alone, the finding alone, and both.
<b>Worst group</b>: accuracy of the worst of these four at a threshold fixed on the balanced validation set; the primary
endpoint. <b>Sensitivity</b>: mean |p(x) − p(x′)| where x′ is the same film with the device turned, exactly.
<b>AUC, reversed</b>: nine in ten films contradict the correlation that was learnt. <b>ECE</b>: expected calibration error,
15 bins of equal mass. In parentheses 95&nbsp;% percentile intervals, classifiers and test patients both drawn with
replacement.</p>
)";

std::string number(double value, int digits = 3)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string said(const BootstrapResult &result, int digits = 3)
{
    if (!result.value)
        return "–";
    std::string text = number(*result.value, digits);
    if (result.percentile)
        text += "<br><small>" + number(result.percentile->low, digits) + "…" + number(result.percentile->high, digits)
            + "</small>";
    return text;
}

std::string said(const Number &p)
{
    if (!p)
        return "–";
    return *p < 0.001 ? "&lt; 0.001" : number(*p);
}

std::string percent(double share)
{
    return number(100.0 * share, 0) + "&nbsp;%";
}

std::string picture(const std::filesystem::path &file, const std::string &caption)
{
    if (!checkRegularFile(file))
        return {};
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{ std::istreambuf_iterator<char>(stream), {} };
    if (bytes.empty())
        return {};
    return "<figure><img alt=\"" + escapedHtml(caption) + "\" width=\"192\" src=\"data:image/png;base64,"
        + base64(bytes) + "\"><figcaption>" + escapedHtml(caption) + "</figcaption></figure>\n";
}

/// "240", or "231–236" where runs differ, as they do where another seed's edits were refused.
template <typename Count> std::string overRuns(const ArmSummary &arm, Count count)
{
    int minimum = count(arm.runs.front());
    int maximum = minimum;
    for (const RunResult &run : arm.runs) {
        minimum = std::min(minimum, count(run));
        maximum = std::max(maximum, count(run));
    }
    return minimum == maximum ? std::to_string(maximum) : std::to_string(minimum) + "–" + std::to_string(maximum);
}

/// Of the first arm that was run: all arms are tested on the same films.
std::string testCounts(const ConditionSummary &condition)
{
    for (const ArmSummary &arm : condition.arms) {
        if (arm.runs.empty())
            continue;
        std::array<int, cellCount> films{};
        std::set<std::string> patients;
        for (const TestAnswer &answer : arm.runs.front().test) {
            ++films.at(static_cast<std::size_t>(answer.cell));
            patients.insert(answer.patient);
        }
        std::string page = "<p>Test films of " + std::to_string(patients.size()) + " patients by group:";
        for (int cell = 0; cell < cellCount; ++cell)
            page.append(cell > 0 ? ", " : " ")
                .append(keyOfCell(cell))
                .append(" ")
                .append(std::to_string(films.at(static_cast<std::size_t>(cell))));
        return page + ".</p>\n";
    }
    return {};
}

std::string counts(const ConditionSummary &condition)
{
    std::string page = "<h3>Training films by group</h3><div class=\"wide\"><table><tr><th>Arm</th>";
    for (const char *kind : { "original", "synthetic" })
        for (int cell = 0; cell < cellCount; ++cell)
            page.append("<th>").append(kind).append(", ").append(keyOfCell(cell)).append("</th>");
    page += "<th>edits refused</th><th>trainings</th></tr>\n";
    for (const ArmSummary &arm : condition.arms) {
        page += "<tr><td>" + escapedHtml(arm.label) + "</td>";
        if (arm.runs.empty()) {
            page += "<td class=\"text\" colspan=\"10\">"
                + (arm.impossible.empty() ? std::string("Not run.") : escapedHtml(arm.impossible)) + "</td></tr>\n";
            continue;
        }
        for (const auto list : { &RunResult::originals, &RunResult::synthetic })
            for (std::size_t cell = 0; cell < cellCount; ++cell)
                page +=
                    "<td>" + overRuns(arm, [list, cell](const RunResult &run) { return (run.*list)[cell]; }) + "</td>";
        page += "<td>" + overRuns(arm, [](const RunResult &run) { return run.refused; }) + " of "
            + overRuns(arm, [](const RunResult &run) { return run.wished; }) + "</td><td>"
            + std::to_string(arm.runs.size()) + "</td></tr>\n";
    }
    return page + "</table></div>\n" + testCounts(condition);
}

std::string figures(const ConditionSummary &condition)
{
    std::string page = "<h3>Figures</h3><div class=\"wide\"><table><tr><th>Arm</th>";
    for (const StudyFigure &figure : studyFigures())
        page.append("<th>").append(escapedHtml(figure.label)).append("</th>");
    page += "</tr>\n";
    for (const ArmSummary &arm : condition.arms) {
        if (arm.runs.empty())
            continue;
        page += "<tr><td>" + escapedHtml(arm.label) + "</td>";
        for (const StudyFigure &figure : studyFigures())
            page += "<td>" + said(arm.figures.at(figure.key)) + "</td>";
        page += "</tr>\n";
    }
    return page + "</table></div>\n";
}

/// "Finding: Cardiomegaly. Device: Pacemaker. 90 % correlation"
std::string headingOf(const ConditionSummary &condition)
{
    const auto task = shortcutTask(condition.task);
    const std::string names = task
        ? "Finding: " + std::string(keyOf(task->finding)) + ". Device: " + std::string(keyOf(task->device)) + ". "
        : condition.task + ", ";
    return escapedHtml(names) + percent(condition.correlation) + " correlation";
}

std::string plot(const ConditionSummary &condition, const StudyFigure &figure, const std::string &title)
{
    std::vector<PlotRow> rows;
    for (const ArmSummary &arm : condition.arms) {
        if (arm.runs.empty())
            continue;
        const BootstrapResult &result = arm.figures.at(figure.key);
        PlotRow row{ arm.label, result.value, result.percentile, {}, arm.arm == "default" };
        for (const RunResult &run : arm.runs) {
            const RunScores scores = scoresOf(run);
            std::vector<std::size_t> patients(scores.names.size());
            for (std::size_t index = 0; index < patients.size(); ++index)
                patients[index] = index;
            if (const Number value = figure.value(scores, patients))
                row.points.push_back(*value);
        }
        rows.push_back(std::move(row));
    }
    return rows.empty() ? std::string() : dotPlot(title, rows, 0.0, 1.0);
}

std::string comparisons(const ConditionSummary &condition)
{
    if (condition.comparisons.empty())
        return {};
    std::string page =
        "<h3>Arms against each other</h3><p>On the same patients and seeds. p: Wilcoxon signed-rank over patients, of "
        "the "
        "accuracy in the two groups where the device misleads and of the sensitivity; corrected after Holm within this "
        "table.</p><div class=\"wide\"><table><tr><th>First</th><th>Second</th><th>Worst group, difference</th>"
        "<th>p, misled groups</th><th>p, Holm</th><th>Sensitivity, ratio</th><th>p, sensitivity</th><th>p, "
        "Holm</th></tr>\n";
    for (const ArmComparison &comparison : condition.comparisons)
        page += "<tr><td>" + escapedHtml(comparison.first) + "</td><td>" + escapedHtml(comparison.second) + "</td><td>"
            + said(comparison.worstGroup) + "</td><td>" + said(comparison.conflictP) + "</td><td>"
            + said(comparison.conflictHolm) + "</td><td>" + said(comparison.sensitivityRatio, 2) + "</td><td>"
            + said(comparison.sensitivityP) + "</td><td>" + said(comparison.sensitivityHolm) + "</td></tr>\n";
    return page + "</table></div>\n";
}

std::string claims(const ConditionSummary &condition)
{
    std::string page = "<h3>What was to be shown</h3><table>\n";
    for (const Claim &claim : claimsOf(condition))
        page += "<tr><td class=\"text\">" + escapedHtml(claim.text) + "</td><td class=\""
            + (claim.verdict == "holds"                ? "holds"
                    : claim.verdict == "does not hold" ? "not"
                                                       : "open")
            + "\">" + claim.verdict + "</td><td class=\"text\">" + escapedHtml(claim.detail) + "</td></tr>\n";
    return page + "</table>\n";
}

/// Those of one condition.
std::string subgroups(const ConditionSummary &condition, const StudyReport &report)
{
    std::vector<SubgroupFigures> own;
    for (const SubgroupFigures &each : report.subgroups)
        if (each.task == condition.task && each.correlation == condition.correlation)
            own.push_back(each);
    return subgroupsSection(own);
}

/// What null edits and edits do to the answers of each arm, on test films.
std::string probes(const ConditionSummary &condition)
{
    std::string rows;
    for (const ArmSummary &arm : condition.arms) {
        double rebuilt = 0.0;
        double edited = 0.0;
        double negatives = 0.0;
        double all = 0.0;
        for (const RunResult &run : arm.runs)
            for (const ProbeAnswer &probe : run.probes) {
                edited += std::abs(probe.edited - probe.before);
                all += 1.0;
                if (!showsFinding(probe.cell)) {
                    rebuilt += probe.rebuilt - probe.before;
                    negatives += 1.0;
                }
            }
        if (all > 0.0)
            rows += "<tr><td>" + escapedHtml(arm.label) + "</td><td>"
                + (negatives > 0.0 ? number(rebuilt / negatives) : std::string("–")) + "</td><td>"
                + number(edited / all) + "</td></tr>\n";
    }
    if (rows.empty())
        return {};
    return "<h3>Answers on edited test films</h3><p>Mean change of p on films without the finding after a null edit (0 "
           "wanted), and mean |change| of p when the default method turns the "
           "device.</p><table><tr><th>Arm</th><th>Null "
           "edit, shift</th><th>Device turned, |change|</th></tr>\n"
        + rows + "</table>\n";
}

std::string edits(const StudyReport &report)
{
    if (report.edits.empty())
        return {};
    std::string page =
        "<h2>The edits that were used</h2><p>Against the exact counterfactual of the same film: error inside 0 is the "
        "truth, 1 nothing done; error outside and spill say what changed that should not. Medians of accepted edits. "
        "Refused ones are counted and not trained on.</p><div class=\"wide\"><table><tr><th>Task</th><th>Method</th>"
        "<th>asked</th><th>accepted</th><th>error inside</th><th>error outside</th><th>spill</th><th>gain</th><th>s an "
        "edit</th><th>refused because</th></tr>\n";
    for (const EditsSummary &each : report.edits) {
        std::string reasons;
        for (const auto &[reason, count] : each.refusals)
            reasons += (reasons.empty() ? "" : "; ") + std::to_string(count) + " × " + escapedHtml(reason);
        page += "<tr><td>" + escapedHtml(each.task) + "</td><td>" + escapedHtml(each.way) + "</td><td>"
            + std::to_string(each.wished) + "</td><td>" + std::to_string(each.accepted) + "</td><td>"
            + number(each.errorInside, 2) + "</td><td>" + number(each.errorOutside, 4) + "</td><td>"
            + number(each.spill, 4) + "</td><td>" + number(each.gain, 2) + "</td><td>" + number(each.seconds, 1)
            + "</td><td class=\"text\">" + reasons + "</td></tr>\n";
    }
    page += "</table></div>\n";
    for (const auto &[task, area] : report.detectability)
        page += "<p>" + escapedHtml(task) + ": a network trained to tell edited from original films reaches an AUC of "
            + number(area) + " on films of patients that it never saw (0.5: nobody can tell).</p>\n";
    return page;
}

std::string examples(const StudyReport &report, const std::filesystem::path &folder)
{
    if (report.origin != "phantom")
        return {}; // Films of real patients stay where they are.
    std::string page;
    for (const std::string &task : report.plan.tasks) {
        const auto found = report.patients.find(task);
        if (found == report.patients.end())
            continue;
        int shown = 0;
        for (const auto &[name, patient] : found->second) {
            StudyPatient who;
            who.name = name;
            for (int cell = 0; cell < cellCount && shown < 3; ++cell) {
                const StudyFolder files(folder, task);
                std::error_code ignored;
                if (!std::filesystem::exists(files.record("default", 1, who, cell), ignored))
                    continue;
                ++shown;
                page += "<h3>" + escapedHtml(task) + ", " + escapedHtml(name) + "</h3>\n"
                    + picture(files.film(who, cell), "film: " + std::string(keyOfCell(cell)))
                    + picture(files.film(who, deviceTurned(cell)), "exact counterfactual")
                    + picture(files.edit("default", 1, who, cell, "edited"), "default method")
                    + picture(files.edit("default", 1, who, cell, "null"), "null edit")
                    + picture(files.edit("default", 1, who, cell, "moved"), "the change elsewhere");
            }
        }
    }
    return page.empty() ? page : "<h2>Examples</h2><p>Phantoms, as the classifier sees them.</p>\n" + page;
}

} // namespace

std::string reportPage(const StudyReport &report, const std::filesystem::path &folder)
{
    const StudyPlan &plan = report.plan;
    std::string page = head;
    page += "<h1>Does it help a classifier?</h1>\n<p>Films: " + escapedHtml(report.origin) + ", "
        + std::to_string(plan.trainingPatients) + " patients to train on, " + std::to_string(plan.validationPatients)
        + " to validate, " + std::to_string(plan.testPatients) + " to test; EfficientNet-B0 at "
        + std::to_string(plan.classifier.imageSize) + " pixels, " + std::to_string(plan.classifier.steps) + " steps of "
        + std::to_string(plan.classifier.batch) + " films; " + std::to_string(plan.classifierSeeds)
        + " seeds of classifiers, " + std::to_string(plan.generationSeeds)
        + " of edits. A learning model: not for patients, not for diagnosis.</p>\n";
    page += explanation;
    for (const ConditionSummary &condition : report.conditions) {
        page += "<h2>" + headingOf(condition) + "</h2>\n" + claims(condition);
        page += plot(condition, worstGroupFigure(), "Worst-group accuracy");
        page += plot(condition, sensitivityFigure(), "Sensitivity to the device (lower is better)");
        page += counts(condition) + figures(condition) + comparisons(condition) + subgroups(condition, report)
            + probes(condition);
    }
    page += edits(report) + seenSection(report.seen) + examples(report, folder);
    return page + "</body></html>\n";
}

} // namespace cf::downstream
