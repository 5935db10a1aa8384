#include "core/evaluation/edits/EvaluationSummary.h"

#include "core/statistics/comparison/McNemar.h"
#include "core/statistics/comparison/MultipleTesting.h"
#include "core/statistics/comparison/Wilcoxon.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace cf {

namespace {

using Value = std::optional<double>;
using Case = EvaluationCase;

constexpr double greyLevels = 255.0;

/// Only abnormalities with a side say anything about left and right, and only where something was done.
Value rightSide(const Case &item)
{
    const Side side = item.abnormality.side;
    if ((side != Side::Left && side != Side::Right) || item.method == baseline::nothing)
        return std::nullopt;
    return item.score.rightSide ? 1.0 : 0.0;
}

/// Figures of running belong to methods that run.
template <typename Number> Value ofEdits(const Case &item, Number number)
{
    return isBaseline(item.method) ? Value{} : Value(static_cast<double>(number));
}

using Key = std::tuple<std::string, std::string, std::string, MaskKind>;

std::vector<EvaluationGroup> grouped(const std::vector<Case> &cases, Key (*keyOfCase)(const Case &))
{
    std::map<Key, EvaluationGroup> groups;
    for (const Case &item : cases) {
        const Key key = keyOfCase(item);
        EvaluationGroup &group = groups[key];
        std::tie(group.method, group.target, group.action, group.mask) = key;
        group.cases.push_back(&item);
    }
    std::vector<EvaluationGroup> list;
    for (auto &[key, group] : groups)
        list.push_back(std::move(group));
    // What is judged first, what it is judged against last.
    std::stable_partition(
        list.begin(), list.end(), [](const EvaluationGroup &group) { return !isBaseline(group.method); });
    return list;
}

std::string actionOf(const Case &item)
{
    return item.adds ? "add" : "remove";
}

/// The questions that both methods answered, side by side.
std::vector<std::pair<const Case *, const Case *>> matched(
    const std::vector<Case> &cases, const std::string &first, const std::string &second, MaskKind mask)
{
    std::map<std::pair<std::uint64_t, bool>, std::pair<const Case *, const Case *>> questions;
    for (const Case &item : cases) {
        if (item.mask != mask)
            continue;
        if (item.method == first)
            questions[{ item.seed, item.adds }].first = &item;
        if (item.method == second)
            questions[{ item.seed, item.adds }].second = &item;
    }
    std::vector<std::pair<const Case *, const Case *>> pairs;
    for (const auto &[question, pair] : questions)
        if (pair.first != nullptr && pair.second != nullptr)
            pairs.push_back(pair);
    return pairs;
}

std::optional<MethodComparison> compare(
    const std::vector<Case> &cases, const std::string &first, const std::string &second, MaskKind mask)
{
    const auto pairs = matched(cases, first, second, mask);
    if (pairs.empty())
        return std::nullopt;
    MethodComparison comparison{ first, second, mask, 0, {}, 0.0, 1.0, 1.0, 0, 0, 1.0 };
    std::vector<PatientValue> differences;
    std::map<std::string, std::vector<PatientValue>> byPatient;
    for (const auto &[one, other] : pairs) {
        differences.push_back({ one->patient, one->score.errorInside - other->score.errorInside });
        byPatient[one->patient].push_back(differences.back());
        comparison.onlyFirstSucceeds += one->succeeded() && !other->succeeded() ? 1 : 0;
        comparison.onlySecondSucceeds += other->succeeded() && !one->succeeded() ? 1 : 0;
    }
    std::vector<double> means;
    for (const auto &[patient, values] : byPatient)
        means.push_back(meanOf(values));
    comparison.patients = means.size();
    comparison.difference = bootstrapMean(differences);
    comparison.shift = hodgesLehmann(means);
    comparison.p = wilcoxonP(means);
    comparison.successP = mcnemarP(comparison.onlyFirstSucceeds, comparison.onlySecondSucceeds);
    return comparison;
}

/// Of additions that a segmenter judged.
Value ofSeen(const Case &item, bool SeenAddition::*what)
{
    return item.seen ? Value((*item.seen).*what ? 1.0 : 0.0) : std::nullopt;
}

} // namespace

const std::vector<EvaluationField> &evaluationFields()
{
    static const std::vector<EvaluationField> fields{
        { "error_inside", "Error inside", [](const Case &item) -> Value { return item.score.errorInside; } },
        { "error_outside", "Error outside", [](const Case &item) -> Value { return item.score.errorOutside; } },
        { "error_whole", "Error whole", [](const Case &item) -> Value { return item.score.errorWhole; } },
        { "success", "Success", [](const Case &item) -> Value { return item.succeeded() ? 1.0 : 0.0; } },
        { "refused", "Refused", [](const Case &item) -> Value { return ofEdits(item, item.refused ? 1.0 : 0.0); } },
        { "right_side", "Right side", rightSide },
        { "gain", "Gain", [](const Case &item) -> Value { return item.score.gain; } },
        { "spill", "Spill", [](const Case &item) -> Value { return item.score.spill; } },
        { "l1_inside", "L1 inside", [](const Case &item) -> Value { return item.score.l1Inside * greyLevels; } },
        { "l1_outside", "L1 outside", [](const Case &item) -> Value { return item.score.l1Outside * greyLevels; } },
        { "psnr_inside", "PSNR inside", [](const Case &item) -> Value { return item.score.psnrInside; } },
        { "psnr_outside", "PSNR outside", [](const Case &item) -> Value { return item.score.psnrOutside; } },
        { "ssim_inside", "SSIM inside", [](const Case &item) -> Value { return item.score.ssimInside; } },
        { "ssim_outside", "SSIM outside", [](const Case &item) -> Value { return item.score.ssimOutside; } },
        { "lpips", "LPIPS", [](const Case &item) -> Value { return item.perceptual; } },
        { "cpg", "CPG",
            [](const Case &item) -> Value { return item.readings ? Value(item.readings->gain) : std::nullopt; } },
        { "flipped", "Flipped",
            [](const Case &item) -> Value {
                const bool asked = item.readings && item.readings->flipped;
                return asked ? Value(*item.readings->flipped ? 1.0 : 0.0) : std::nullopt;
            } },
        { "collateral", "Collateral",
            [](const Case &item) -> Value { return item.readings ? Value(item.readings->collateral) : std::nullopt; } },
        { "device_found", "Device found",
            [](const Case &item) -> Value {
                return item.added ? Value(item.added->found() ? 1.0 : 0.0) : std::nullopt;
            } },
        { "device_match", "Device match",
            [](const Case &item) -> Value { return item.added ? Value(item.added->match) : std::nullopt; } },
        { "device_contrast", "Device contrast",
            [](const Case &item) -> Value { return item.added ? Value(item.added->contrast) : std::nullopt; } },
        { "seen_found", "Seen", [](const Case &item) -> Value { return ofSeen(item, &SeenAddition::found); } },
        { "seen_once", "Seen once", [](const Case &item) -> Value { return ofSeen(item, &SeenAddition::once); } },
        { "seen_side", "Seen side", [](const Case &item) -> Value { return ofSeen(item, &SeenAddition::rightSide); } },
        { "seen_zone", "Seen zone", [](const Case &item) -> Value { return ofSeen(item, &SeenAddition::rightZone); } },
        { "seen_amount", "Seen amount",
            [](const Case &item) -> Value { return ofSeen(item, &SeenAddition::rightAmount); } },
        { "seen_success", "Seen as asked",
            [](const Case &item) -> Value {
                return item.seen ? Value(item.seen->succeeded() && !item.refused ? 1.0 : 0.0) : std::nullopt;
            } },
        { "outside_changed_values", "Values outside",
            [](const Case &item) -> Value { return ofEdits(item, item.outsideChangedValues); } },
        { "network_evaluations", "Evaluations",
            [](const Case &item) -> Value { return ofEdits(item, item.networkEvaluations); } },
        { "seconds", "Seconds", [](const Case &item) -> Value { return ofEdits(item, item.seconds); } },
        { "peak_megabytes", "Peak MB", [](const Case &item) -> Value { return ofEdits(item, item.peakMegabytes); } },
    };
    return fields;
}

std::vector<EvaluationGroup> groupsByTarget(const std::vector<Case> &cases)
{
    return grouped(cases, [](const Case &item) {
        return Key(item.method, std::string(keyOf(item.abnormality.target)), actionOf(item), item.mask);
    });
}

std::vector<EvaluationGroup> groupsByAction(const std::vector<Case> &cases)
{
    return grouped(cases, [](const Case &item) { return Key(item.method, "", actionOf(item), item.mask); });
}

std::vector<EvaluationGroup> groupsByMethod(const std::vector<Case> &cases)
{
    return grouped(cases, [](const Case &item) { return Key(item.method, "", "", item.mask); });
}

std::vector<PatientValue> valuesOf(const EvaluationGroup &group, const EvaluationField &field)
{
    std::vector<PatientValue> values;
    for (const Case *item : group.cases)
        if (const Value value = field.value(*item))
            values.push_back({ item->patient, *value });
    return values;
}

std::vector<PatientValue> pooledErrors(const EvaluationGroup &group)
{
    std::vector<PatientValue> values;
    for (const Case *item : group.cases)
        values.push_back({ item->patient, item->score.errorInside, item->score.askedEnergy });
    return values;
}

std::vector<MethodComparison> compareMethods(const std::vector<Case> &cases)
{
    std::set<std::string> methods;
    std::set<MaskKind> masks;
    for (const Case &item : cases) {
        masks.insert(item.mask);
        if (!isBaseline(item.method))
            methods.insert(item.method);
    }
    std::vector<MethodComparison> comparisons;
    for (const MaskKind mask : masks)
        for (auto first = methods.begin(); first != methods.end(); ++first) {
            std::vector<std::string> others(std::next(first), methods.end());
            others.emplace_back(baseline::nothing);
            others.emplace_back(baseline::copy);
            for (const std::string &second : others)
                if (auto comparison = compare(cases, *first, second, mask))
                    comparisons.push_back(*std::move(comparison));
        }
    std::vector<double> p;
    for (const MethodComparison &comparison : comparisons)
        p.push_back(comparison.p);
    const std::vector<double> corrected = holm(p);
    for (std::size_t index = 0; index < comparisons.size(); ++index)
        comparisons[index].corrected = corrected[index];
    return comparisons;
}

} // namespace cf
