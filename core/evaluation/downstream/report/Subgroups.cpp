#include "core/evaluation/downstream/report/Subgroups.h"

#include "core/base/text/CsvTable.h"
#include "core/base/text/HtmlText.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace cf::downstream {

namespace {

constexpr std::array<std::string_view, 4> subgroupKinds{ "sex", "age", "view", "scanner" };
/// Where older patients begin, as the median of ChestX-ray14 and CheXpert lies near it.
constexpr int olderYears = 60;

/// The group of a film; empty: nobody knows.
std::string groupOf(std::string_view kind, const FilmTraits &film)
{
    if (kind == "sex")
        return film.sex == "F" ? "women" : film.sex == "M" ? "men" : "";
    if (kind == "age")
        return film.ageYears <= 0 ? "" : film.ageYears <= olderYears ? "up to 60 years" : "over 60 years";
    return kind == "view" ? film.view : film.scanner;
}

struct Subgroup {
    std::string kind;
    std::string group;
    std::array<int, cellCount> films{};
    std::set<std::string> patients;
    int count() const { return films[0] + films[1] + films[2] + films[3]; }
};

std::string groupOfAnswer(
    std::string_view kind, const std::map<std::string, PatientTraits> &patients, const TestAnswer &answer)
{
    const auto known = patients.find(answer.patient);
    return known == patients.end() ? std::string()
                                   : groupOf(kind, known->second.at(static_cast<std::size_t>(answer.cell)));
}

/// All arms are tested on the same films: one run tells the subgroups.
std::vector<Subgroup> subgroupsOf(const RunResult &run, const std::map<std::string, PatientTraits> &patients)
{
    std::vector<Subgroup> all;
    for (const std::string_view kind : subgroupKinds) {
        std::map<std::string, Subgroup> groups;
        for (const TestAnswer &answer : run.test) {
            const std::string group = groupOfAnswer(kind, patients, answer);
            if (group.empty())
                continue;
            Subgroup &own = groups[group];
            ++own.films.at(static_cast<std::size_t>(answer.cell));
            own.patients.insert(answer.patient);
        }
        std::vector<Subgroup> ordered;
        for (auto &[name, group] : groups) {
            group.kind = kind;
            group.group = name;
            ordered.push_back(std::move(group));
        }
        std::ranges::stable_sort(ordered, std::greater(), &Subgroup::count);
        std::ranges::move(ordered, std::back_inserter(all));
    }
    return all;
}

std::vector<RunScores> scoresWithin(
    const ArmSummary &arm, const Subgroup &group, const std::map<std::string, PatientTraits> &patients)
{
    std::vector<RunScores> scores;
    for (const RunResult &run : arm.runs) {
        RunResult part;
        part.classifierSeed = run.classifierSeed;
        part.threshold = run.threshold;
        std::ranges::copy_if(run.test, std::back_inserter(part.test),
            [&](const TestAnswer &answer) { return groupOfAnswer(group.kind, patients, answer) == group.group; });
        scores.push_back(scoresOf(part));
    }
    return scores;
}

std::string subgroupDigits(double value, const char *format)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

std::string figureCell(const BootstrapResult &figure)
{
    if (!figure.value)
        return "–";
    std::string text = subgroupDigits(*figure.value, "%.3f");
    if (figure.percentile)
        text += "<br><small>" + subgroupDigits(figure.percentile->low, "%.3f") + "…"
            + subgroupDigits(figure.percentile->high, "%.3f") + "</small>";
    return text;
}

} // namespace

std::vector<SubgroupFigures> subgroupFigures(
    const ConditionSummary &condition, const std::map<std::string, PatientTraits> &patients)
{
    std::vector<SubgroupFigures> figures;
    const auto &all = studyFigures();
    const auto area =
        std::ranges::find_if(all, [](const StudyFigure &each) { return std::string_view(each.key) == "auc"; });
    for (const ArmSummary &arm : condition.arms) {
        if (arm.runs.empty())
            continue;
        for (const Subgroup &group : subgroupsOf(arm.runs.front(), patients)) {
            SubgroupFigures own{ condition.task, condition.correlation, arm.arm, arm.label, group.kind, group.group,
                static_cast<int>(group.patients.size()), group.films, {}, {}, {} };
            if (const int fewest = std::ranges::min(group.films); fewest < fewestInSubgroup)
                own.reason = "too few: " + std::to_string(fewest) + " films in one of the four groups";
            else {
                const auto scores = scoresWithin(arm, group, patients);
                own.worstGroup = figureOverRuns(worstGroupFigure(), scores);
                own.area = figureOverRuns(*area, scores);
            }
            figures.push_back(std::move(own));
        }
    }
    return figures;
}

std::vector<std::string> unknownKinds(const std::vector<SubgroupFigures> &figures)
{
    std::vector<std::string> unknown;
    for (const std::string_view kind : subgroupKinds)
        if (std::ranges::find(figures, kind, &SubgroupFigures::kind) == figures.end())
            unknown.emplace_back(kind);
    return unknown;
}

std::string subgroupsCsv(const std::vector<SubgroupFigures> &figures)
{
    CsvTable table(CsvReader::Program, "\n");
    std::vector<std::string> header{ "task", "correlation", "arm", "kind", "group", "patients" };
    for (int cell = 0; cell < cellCount; ++cell)
        header.push_back("films_" + std::string(keyOfCell(cell)));
    for (const char *figure : { "worst_group", "auc" })
        for (const char *end : { "", "_low", "_high" })
            header.push_back(std::string(figure) + end);
    header.emplace_back("reason");
    table.add(header);
    for (const SubgroupFigures &each : figures) {
        std::vector<std::string> row{ each.task, subgroupDigits(each.correlation, "%.6g"), each.arm, each.kind,
            each.group, std::to_string(each.patients) };
        for (const int films : each.films)
            row.push_back(std::to_string(films));
        for (const BootstrapResult *figure : { &each.worstGroup, &each.area }) {
            row.push_back(figure->value ? subgroupDigits(*figure->value, "%.6g") : "");
            row.push_back(figure->percentile ? subgroupDigits(figure->percentile->low, "%.6g") : "");
            row.push_back(figure->percentile ? subgroupDigits(figure->percentile->high, "%.6g") : "");
        }
        row.push_back(each.reason);
        table.add(row);
    }
    return table.text();
}

std::string subgroupsSection(const std::vector<SubgroupFigures> &figures)
{
    std::string page = "<h3>Subgroups that no edit is about</h3>\n";
    if (figures.empty())
        return page + "<p>Neither sex nor age, view or scanner of any test film is known.</p>\n";
    page += "<p>Worst group of the four, and balanced AUC, mean over classifiers, with 95&nbsp;% intervals; from "
        + std::to_string(fewestInSubgroup)
        + " test films in each of the four groups on.</p><div class=\"wide\"><table><tr><th>Subgroup</th>"
          "<th>patients</th><th>films: neither, device, finding, "
          "both</th><th>Arm</th><th>worst</th><th>AUC</th></tr>\n";
    // By subgroup first, so that arms stand below each other.
    std::vector<std::pair<std::string, std::string>> groups;
    for (const SubgroupFigures &each : figures)
        if (std::ranges::find(groups, std::pair(each.kind, each.group)) == groups.end())
            groups.emplace_back(each.kind, each.group);
    for (const auto &[kind, group] : groups)
        for (const SubgroupFigures &each : figures) {
            if (each.kind != kind || each.group != group)
                continue;
            page += "<tr><td>" + escapedHtml(kind + ": " + group) + "</td><td>" + std::to_string(each.patients)
                + "</td><td>";
            for (std::size_t cell = 0; cell < each.films.size(); ++cell)
                page += (cell > 0 ? ", " : "") + std::to_string(each.films[cell]);
            page += "</td><td>" + escapedHtml(each.label) + "</td>";
            page += each.reason.empty()
                ? "<td>" + figureCell(each.worstGroup) + "</td><td>" + figureCell(each.area) + "</td></tr>\n"
                : "<td class=\"text\" colspan=\"2\">" + escapedHtml(each.reason) + "</td></tr>\n";
        }
    page += "</table></div>\n";
    std::string unknown;
    for (const std::string &kind : unknownKinds(figures))
        unknown += (unknown.empty() ? "" : ", ") + kind;
    return unknown.empty() ? page : page + "<p>Of no test film known: " + escapedHtml(unknown) + ".</p>\n";
}

} // namespace cf::downstream
