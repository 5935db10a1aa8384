#include "core/evaluation/axioms/AxiomReport.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace cf {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const MeasuredMean &mean)
{
    if (mean.count == 0)
        return { { "count", 0 }, { "mean", nullptr }, { "low", nullptr }, { "high", nullptr } };
    return { { "count", mean.count }, { "mean", mean.interval.mean }, { "low", mean.interval.low },
        { "high", mean.interval.high } };
}

Json toJson(const Effectiveness &figures)
{
    return { { "asked", figures.asked }, { "effective", figures.effective }, { "refused", figures.refused } };
}

Json toJson(const std::optional<Separability> &found)
{
    if (!found)
        return nullptr;
    return { { "auc", found->area }, { "low", found->low }, { "high", found->high }, { "crops", found->crops },
        { "patients", found->patients } };
}

std::string lineOf(const char *name, const MeasuredMean &mean)
{
    char line[160];
    if (mean.count == 0)
        std::snprintf(line, sizeof line, "  %-44s not measured\n", name);
    else
        std::snprintf(line, sizeof line, "  %-44s %8.4f (%.4f-%.4f), %d edits\n", name, mean.interval.mean,
            mean.interval.low, mean.interval.high, mean.count);
    return line;
}

std::string lineOf(const char *name, const std::optional<Separability> &found)
{
    char line[160];
    if (!found)
        std::snprintf(line, sizeof line, "  %-44s not measured: fewer than %d patients\n", name, fewestPatients);
    else
        std::snprintf(line, sizeof line, "  %-44s %8.2f (%.2f-%.2f), %d crops of %d patients\n", name, found->area,
            found->low, found->high, found->crops, found->patients);
    return line;
}

std::string lineOf(const char *name, const Effectiveness &figures)
{
    char line[160];
    std::snprintf(
        line, sizeof line, "  %-44s %4d of %d, %d refused\n", name, figures.effective, figures.asked, figures.refused);
    return line;
}

} // namespace

std::string axiomJson(const AxiomFindings &findings, const AxiomSummary &summary, const AxiomTitle &title)
{
    Json targets = Json::object();
    for (const auto &[target, directions] : summary.effectiveness)
        for (const auto &[adds, figures] : directions)
            targets[target][adds ? "add" : "remove"] = toJson(figures);
    Json matrix = Json::object();
    for (const auto &[target, things] : summary.entanglement)
        for (const auto &[what, mean] : things)
            matrix[target][what] = toJson(mean);
    Json heart = Json::object();
    for (const auto &[what, mean] : summary.heartAndPacemaker)
        heart[what] = toJson(mean);
    const auto &largest = summary.largestOfHeartAndPacemaker;
    return Json{
        { "model", title.model }, { "model_sha256", title.modelSha256 }, { "method", title.method },
        { "judge", title.judge }, { "judge_sha256", title.judgeSha256 }, { "judge_warning", title.warning },
        { "origin", title.origin }, { "pairs", findings.cases.size() },
        { "composition",
            { { "asked", summary.nullAsked }, { "changed_values", summary.nullChangedValues },
                { "edits_with_changes", summary.nullWithChanges }, { "could_not_begin", summary.nullRefused } } },
        { "reversibility",
            { { "error", toJson(summary.reversalError) }, { "grey_levels", toJson(summary.reversalLevels) } } },
        { "effectiveness",
            { { "add", toJson(summary.added) }, { "remove", toJson(summary.removed) }, { "by_target", targets } } },
        { "minimality",
            { { "size", toJson(summary.size) }, { "spill", toJson(summary.spill) },
                { "changed_share", toJson(summary.changedShare) },
                { "outside_changed_values", summary.outsideChangedValues } } },
        { "entanglement",
            { { "heart_pacemaker", largest ? Json(*largest) : Json(nullptr) }, { "heart_pacemaker_parts", heart },
                { "matrix", matrix } } },
        { "separability",
            { { "inside", toJson(findings.inside) }, { "outside", toJson(findings.outside) },
                { "inside_additions", toJson(findings.insideAdded) },
                { "inside_removals", toJson(findings.insideRemoved) } } }
    }.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string axiomTable(const AxiomFindings &findings, const AxiomSummary &summary, const AxiomTitle &title)
{
    char line[160];
    std::snprintf(line, sizeof line, "composition: %d null instructions changed %lld values (%d of them any)\n",
        summary.nullAsked, static_cast<long long>(summary.nullChangedValues), summary.nullWithChanges);
    std::string text = line;
    text += "reversibility: removing what was added\n" + lineOf("error (0: the film as it was)", summary.reversalError)
        + lineOf("grey levels of 255", summary.reversalLevels);
    text += "effectiveness: the judge sees it\n" + lineOf("there after an addition", summary.added)
        + lineOf("gone after a removal", summary.removed);
    text += "minimality\n" + lineOf("size of the change over that of the truth", summary.size)
        + lineOf("share of it outside the true region", summary.spill)
        + lineOf("share of the film's pixels that changed", summary.changedShare);
    std::snprintf(line, sizeof line, "  values outside the named region that changed: %lld\n",
        static_cast<long long>(summary.outsideChangedValues));
    text += line;
    text += "entanglement of heart and pacemaker\n";
    for (const auto &[what, mean] : summary.heartAndPacemaker)
        text += lineOf(what.c_str(), mean);
    text += "separability: AUC of a detector of edits\n" + lineOf("inside the region", findings.inside)
        + lineOf("  additions", findings.insideAdded) + lineOf("  removals", findings.insideRemoved)
        + lineOf("outside", findings.outside);
    text += "judge: " + title.judge + "; " + title.origin + " pairs: " + std::to_string(findings.cases.size()) + "\n";
    if (!title.warning.empty())
        text += "WARNING: " + title.warning + "\n";
    return text;
}

} // namespace cf
