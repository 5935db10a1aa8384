#include "core/evaluation/downstream/report/StudySummary.h"

#include "core/evaluation/downstream/plan/StudyArm.h"
#include "core/statistics/comparison/MultipleTesting.h"
#include "core/statistics/comparison/Wilcoxon.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <utility>

namespace cf::downstream {

namespace {

/// Enough for two digits of an interval's ends; a full table has hundreds of them.
BootstrapSettings settings()
{
    BootstrapSettings chosen;
    chosen.draws = 1000;
    return chosen;
}

std::vector<RunScores> scoresOfAll(const std::vector<RunResult> &runs)
{
    std::vector<RunScores> scores;
    for (const RunResult &run : runs)
        scores.push_back(scoresOf(run));
    return scores;
}

/// The places of the runs of each classifier's seed. These are what is drawn: an arm without edits stands beside every
/// seed of generation of another, and its one classifier drawn as several would make intervals too short.
std::vector<std::vector<std::size_t>> runsBySeed(const std::vector<RunScores> &runs)
{
    std::map<int, std::vector<std::size_t>> bySeed;
    for (std::size_t run = 0; run < runs.size(); ++run)
        bySeed[runs[run].classifierSeed].push_back(run);
    std::vector<std::vector<std::size_t>> places;
    for (auto &[seed, own] : bySeed)
        places.push_back(std::move(own));
    return places;
}

std::vector<std::size_t> runsOfSeeds(
    const std::vector<std::vector<std::size_t>> &bySeed, const std::vector<std::size_t> &seeds)
{
    std::vector<std::size_t> runs;
    for (const std::size_t seed : seeds)
        runs.insert(runs.end(), bySeed[seed].begin(), bySeed[seed].end());
    return runs;
}

Number meanOver(const StudyFigure &figure, const std::vector<RunScores> &scores, const std::vector<std::size_t> &runs,
    const std::vector<std::size_t> &patients)
{
    double sum = 0.0;
    for (const std::size_t run : runs) {
        const Number value = figure.value(scores[run], patients);
        if (!value)
            return std::nullopt;
        sum += *value / static_cast<double>(runs.size());
    }
    return sum;
}

ArmSummary summariseArm(const StudyArm &arm, const std::vector<RunResult> &results)
{
    ArmSummary summary;
    summary.arm = arm.name;
    summary.label = arm.label;
    for (const RunResult &result : results)
        if (result.arm == arm.name) {
            if (result.impossible.empty())
                summary.runs.push_back(result);
            else
                summary.impossible = result.impossible;
        }
    std::ranges::sort(
        summary.runs, {}, [](const RunResult &run) { return std::pair(run.classifierSeed, run.generationSeed); });
    if (summary.runs.empty())
        return summary;
    const std::vector<RunScores> scores = scoresOfAll(summary.runs);
    for (const StudyFigure &figure : studyFigures()) {
        summary.figures[figure.key] = figureOverRuns(figure, scores);
        std::vector<double> values;
        for (const RunScores &run : scores)
            if (const Number value = figure.value(run, run.everyone()))
                values.push_back(*value);
        if (values.size() > 1) {
            double mean = 0.0;
            for (const double value : values)
                mean += value / static_cast<double>(values.size());
            double squares = 0.0;
            for (const double value : values)
                squares += (value - mean) * (value - mean);
            summary.spread[figure.key] = std::sqrt(squares / static_cast<double>(values.size() - 1));
        }
    }
    return summary;
}

/// The runs of two arms that belong together: of one classifier's seed; an arm without edits stands beside every seed
/// of generation.
struct PairedRuns {
    std::vector<RunScores> first;
    std::vector<RunScores> second;
};

PairedRuns paired(const ArmSummary &first, const ArmSummary &second)
{
    PairedRuns pairs;
    const auto generated = [](const ArmSummary &arm) {
        return std::ranges::any_of(arm.runs, [](const RunResult &run) { return run.generationSeed > 1; });
    };
    const bool bothGenerated = generated(first) && generated(second);
    for (const RunResult &one : first.runs)
        for (const RunResult &other : second.runs)
            if (one.classifierSeed == other.classifierSeed
                && (!bothGenerated || one.generationSeed == other.generationSeed)) {
                pairs.first.push_back(scoresOf(one));
                pairs.second.push_back(scoresOf(other));
            }
    return pairs;
}

/// Differences by patient, averaged over the paired runs first.
template <typename Value> std::vector<double> byPatient(const PairedRuns &pairs, Value value)
{
    std::vector<double> differences;
    for (std::size_t patient = 0; patient < pairs.first.front().names.size(); ++patient) {
        double sum = 0.0;
        double count = 0.0;
        for (std::size_t run = 0; run < pairs.first.size(); ++run) {
            const Number one = value(pairs.first[run], patient);
            const Number other = value(pairs.second[run], patient);
            if (one && other) {
                sum += *one - *other;
                count += 1.0;
            }
        }
        if (count > 0.0)
            differences.push_back(sum / count);
    }
    return differences;
}

std::optional<ArmComparison> compare(const ArmSummary &first, const ArmSummary &second)
{
    const PairedRuns pairs = paired(first, second);
    if (pairs.first.empty() || pairs.first.front().names != pairs.second.front().names)
        return std::nullopt;
    ArmComparison comparison;
    comparison.first = first.arm;
    comparison.second = second.arm;
    const std::size_t patients = pairs.first.front().names.size();
    const auto bySeed = runsBySeed(pairs.first);
    comparison.worstGroup = bootstrapReadersAndCases(
        bySeed.size(), patients,
        [&](const auto &seeds, const auto &drawn) -> Number {
            const auto runs = runsOfSeeds(bySeed, seeds);
            const Number one = meanOver(worstGroupFigure(), pairs.first, runs, drawn);
            const Number other = meanOver(worstGroupFigure(), pairs.second, runs, drawn);
            return one && other ? Number(*one - *other) : std::nullopt;
        },
        settings());
    comparison.sensitivityRatio = bootstrapReadersAndCases(
        bySeed.size(), patients,
        [&](const auto &seeds, const auto &drawn) -> Number {
            const auto runs = runsOfSeeds(bySeed, seeds);
            const Number one = meanOver(sensitivityFigure(), pairs.first, runs, drawn);
            const Number other = meanOver(sensitivityFigure(), pairs.second, runs, drawn);
            return one && other && *other > 0.0 ? Number(*one / *other) : std::nullopt;
        },
        settings());
    if (const auto differences = byPatient(pairs, conflictAccuracy); !differences.empty())
        comparison.conflictP = wilcoxonP(differences);
    if (const auto differences = byPatient(pairs, patientSensitivity); !differences.empty())
        comparison.sensitivityP = wilcoxonP(differences);
    return comparison;
}

std::string sentence(const char *format, double value, double low, double high)
{
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), format, value, low, high);
    return text.data();
}

Claim betterThan(const ConditionSummary &summary, const std::string &other)
{
    Claim claim{ "Worst-group accuracy of the default counterfactuals above \"" + other + "\"", "not run", {} };
    if (const auto arm = std::ranges::find(summary.arms, other, &ArmSummary::arm);
        arm != summary.arms.end() && !arm->impossible.empty()) {
        claim.detail = arm->impossible;
        return claim;
    }
    for (const ArmComparison &comparison : summary.comparisons)
        if (comparison.first == "default" && comparison.second == other && comparison.worstGroup.percentile) {
            const Bounds &bounds = *comparison.worstGroup.percentile;
            claim.verdict = bounds.low > 0.0 ? "holds" : bounds.high < 0.0 ? "does not hold" : "not settled";
            claim.detail = sentence(
                "difference %.3f, 95 %% interval %.3f to %.3f", *comparison.worstGroup.value, bounds.low, bounds.high);
        }
    return claim;
}

} // namespace

BootstrapResult figureOverRuns(const StudyFigure &figure, const std::vector<RunScores> &runs)
{
    if (runs.empty())
        return {};
    const auto bySeed = runsBySeed(runs);
    return bootstrapReadersAndCases(
        bySeed.size(), runs.front().names.size(),
        [&](const auto &seeds, const auto &patients) {
            return meanOver(figure, runs, runsOfSeeds(bySeed, seeds), patients);
        },
        settings());
}

const ArmSummary *ConditionSummary::arm(const std::string &name) const
{
    for (const ArmSummary &each : arms)
        if (each.arm == name && !each.runs.empty())
            return &each;
    return nullptr;
}

ConditionSummary summarise(const std::string &task, double correlation, const std::vector<RunResult> &results,
    const std::vector<std::string> &arms)
{
    ConditionSummary summary;
    summary.task = task;
    summary.correlation = correlation;
    std::vector<RunResult> own;
    for (const RunResult &result : results)
        if (result.task == task && std::abs(result.correlation - correlation) < 1e-9)
            own.push_back(result);
    for (const StudyArm &arm : studyArms())
        if (std::ranges::find(arms, arm.name) != arms.end())
            summary.arms.push_back(summariseArm(arm, own));
    // The default against all others, and the ceiling against the original.
    PValues conflict;
    PValues sensitivity;
    const auto add = [&](const std::string &first, const std::string &second) {
        const ArmSummary *one = summary.arm(first);
        const ArmSummary *other = summary.arm(second);
        if (first == second || one == nullptr || other == nullptr)
            return;
        if (auto comparison = compare(*one, *other)) {
            conflict.push_back(comparison->conflictP);
            sensitivity.push_back(comparison->sensitivityP);
            summary.comparisons.push_back(std::move(*comparison));
        }
    };
    for (const std::string &arm : arms)
        add("default", arm);
    add("exact", "original");
    const PValues conflictHolm = holm(conflict);
    const PValues sensitivityHolm = holm(sensitivity);
    for (std::size_t index = 0; index < summary.comparisons.size(); ++index) {
        summary.comparisons[index].conflictHolm = conflictHolm[index];
        summary.comparisons[index].sensitivityHolm = sensitivityHolm[index];
    }
    return summary;
}

std::vector<Claim> claimsOf(const ConditionSummary &summary)
{
    std::vector<Claim> claims;
    for (const char *other : { "original", "subsample", "duplicate", "null" })
        claims.push_back(betterThan(summary, other));
    Claim halved{ "Sensitivity to the device at least halved against \"original\"", "not run", {} };
    for (const ArmComparison &comparison : summary.comparisons)
        if (comparison.first == "default" && comparison.second == "original"
            && comparison.sensitivityRatio.percentile) {
            const Bounds &bounds = *comparison.sensitivityRatio.percentile;
            halved.verdict = bounds.high <= 0.5 ? "holds" : bounds.low > 0.5 ? "does not hold" : "not settled";
            halved.detail = sentence(
                "ratio %.2f, 95 %% interval %.2f to %.2f", *comparison.sensitivityRatio.value, bounds.low, bounds.high);
        }
    claims.push_back(std::move(halved));
    return claims;
}

} // namespace cf::downstream
