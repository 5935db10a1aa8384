#include "core/editing/Scorecard.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace cf {

namespace {

struct FixedGate {
    std::string_view name;
    std::string_view row;
    std::string_view label;
    std::string_view whyNot;
};

constexpr std::array<FixedGate, 8> fixedGates{ {
    { "target", "asked", "Asked change is there", "This model has nothing that could see the asked change." },
    { "inside_changed", "asked", "Change above the noise floor", "What changed was not measured." },
    { "asked_side", "place", "Change on the asked side", "No one side was asked for." },
    { "leak", "place", "Change outside before recomposition",
        "Nothing was decoded, so nothing could have been meant for elsewhere." },
    { "collateral", "others", "Change of other findings", "This model has nothing that could see other findings." },
    { "marks_unchanged", "marks", "Printed marks unchanged", "This model has nothing that could see printed marks." },
    { "outside_unchanged", "outside", "Outside the region", "The values outside were not compared." },
    { "reconstruction_psnr", "rebuilt", "Rebuilt, no edit", "Nothing was rebuilt." },
} };

/// Gates that only some models have, in the row whose question they answer.
struct FurtherGate {
    std::string_view name;
    std::string_view row;
};

constexpr std::array<FurtherGate, 10> furtherGates{ {
    { "seen_before", "asked" },
    { "seen_there", "asked" },
    { "seen_gone", "asked" },
    { "lines_gone", "asked" },
    { "device_edges", "asked" },
    { "device_strength", "asked" },
    { "finding_strength", "asked" },
    { "seen_once", "asked" },
    { "seen_side", "place" },
    { "seen_collateral", "others" },
} };

/// Of the row "asked", those that see the asked change itself: that something changed, or is there once, is not enough.
constexpr std::array<std::string_view, 3> gatesThatSeeTheTarget{ "target", "seen_there", "seen_gone" };

struct FixedRow {
    std::string_view key;
    std::string_view label;
};

constexpr std::array<FixedRow, 6> fixedRows{ {
    { "asked", "Asked change is there, once" },
    { "place", "On the asked side and place" },
    { "others", "Nothing else came or went" },
    { "marks", "Printed marks unchanged" },
    { "outside", "Outside the region" },
    { "rebuilt", "Rebuilt, no edit" },
} };

std::string_view rowOf(const std::string &gate)
{
    for (const FixedGate &fixed : fixedGates)
        if (fixed.name == gate)
            return fixed.row;
    for (const FurtherGate &further : furtherGates)
        if (further.name == gate)
            return further.row;
    return gate;
}

void addTo(std::vector<Gate> &gates, Gate gate)
{
    const auto same =
        std::find_if(gates.begin(), gates.end(), [&gate](const Gate &other) { return other.name == gate.name; });
    if (same == gates.end())
        gates.push_back(std::move(gate));
    else if (judgementOf(gate) != Judgement::NotJudged || judgementOf(*same) == Judgement::NotJudged)
        *same = std::move(gate);
}

bool canDecide(const ScorecardRow &row, const Gate &gate)
{
    return row.key != "asked" || std::ranges::find(gatesThatSeeTheTarget, gate.name) != gatesThatSeeTheTarget.end();
}

/// One gate that failed fails the row; else it is judged where a gate that answers its question was computed.
void judge(ScorecardRow &row)
{
    // Not of std::ranges: clang 14 cannot read what g++ 12's library returns from those.
    std::stable_partition(row.gates.begin(), row.gates.end(), [&row](const Gate &gate) {
        return judgementOf(gate) == Judgement::Failed
            || (judgementOf(gate) == Judgement::Passed && canDecide(row, gate));
    });
    std::stable_partition(
        row.gates.begin(), row.gates.end(), [](const Gate &gate) { return judgementOf(gate) == Judgement::Failed; });
    const Gate &deciding = row.gates.front();
    const bool isJudged = judgementOf(deciding) == Judgement::Failed || canDecide(row, deciding);
    row.judgement = isJudged ? judgementOf(deciding) : Judgement::NotJudged;
    row.reason = deciding.reason;
}

} // namespace

Judgement judgementOf(const Gate &gate)
{
    if (!std::isfinite(gate.value))
        return Judgement::NotJudged;
    return gate.passed ? Judgement::Passed : Judgement::Failed;
}

Gate notComputed(std::string name, std::string label, std::string reason)
{
    Gate gate;
    gate.name = std::move(name);
    gate.label = std::move(label);
    gate.value = std::numeric_limits<double>::quiet_NaN();
    gate.limit = gate.value;
    gate.reason = std::move(reason);
    return gate;
}

std::vector<Gate> completed(std::vector<Gate> gates)
{
    std::vector<Gate> all;
    for (const FixedGate &fixed : fixedGates)
        all.push_back(notComputed(std::string(fixed.name), std::string(fixed.label), std::string(fixed.whyNot)));
    for (Gate &gate : gates)
        addTo(all, std::move(gate));
    return all;
}

Scorecard scorecardOf(std::vector<Gate> gates)
{
    Scorecard card;
    for (const FixedRow &row : fixedRows)
        card.rows.push_back({ std::string(row.key), std::string(row.label), {}, Judgement::NotJudged, {} });
    for (Gate &gate : completed(std::move(gates))) {
        const std::string_view key = rowOf(gate.name);
        auto row = std::find_if(
            card.rows.begin(), card.rows.end(), [key](const ScorecardRow &each) { return each.key == key; });
        if (row == card.rows.end())
            row = card.rows.insert(row, { gate.name, gate.label, {}, Judgement::NotJudged, {} });
        row->gates.push_back(std::move(gate));
    }
    for (ScorecardRow &row : card.rows) {
        judge(row);
        (row.judgement == Judgement::Passed          ? card.passed
                : row.judgement == Judgement::Failed ? card.failed
                                                     : card.notJudged) += 1;
    }
    const Judgement asked = card.rows.front().judgement;
    card.verdict = card.failed > 0 ? Judgement::Failed : asked;
    return card;
}

} // namespace cf
