#include "core/editing/engine/judging/Gates.h"

#include "core/editing/Scorecard.h"
#include "core/editing/engine/judging/GateLimits.h"
#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cf {

namespace {

/// Share of the model's change, as energy, that lies outside the region. A latent cell changes as a whole and the
/// decoder spreads it: a region that touches a cell, be it by a stroke along a lead, sees change up to one cell
/// (`cell` square pixels) beyond itself, which says nothing of where the model meant to change something. So that ring
/// counts neither as inside nor as outside; what lies farther away was meant for elsewhere.
double leakOf(const GreyImage &change, const MaskImage &region, const MaskImage &covered, int cell)
{
    const MaskImage grown = dilated(region, cell);
    double inside = 0.0;
    double outside = 0.0;
    for (std::size_t index = 0; index < region.pixels.size(); ++index) {
        if (!(covered.pixels[index] > 0.0F))
            continue;
        const double energy = static_cast<double>(change.pixels[index]) * change.pixels[index];
        if (region.pixels[index] > 0.0F)
            inside += energy;
        else if (!(grown.pixels[index] > 0.0F))
            outside += energy;
    }
    return inside + outside > 0.0 ? outside / (inside + outside) : 0.0;
}

/// Display grey that one stored unit makes where the region lies: the median over it.
double greyOfOneUnit(const Radiograph &source, const MaskImage &region)
{
    const DisplayMap map(source);
    std::vector<double> slopes;
    for (std::size_t index = 0; index < region.pixels.size(); index += 7)
        if (region.pixels[index] > 0.0F)
            slopes.push_back(std::abs(map.slope(source.stored.pixels[index])));
    if (slopes.empty())
        return 0.0;
    const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    return *middle;
}

} // namespace

Gate gate(std::string name, std::string label, double value, double limit, bool atLeast, std::string unit,
    const std::string &reasonIfFailed)
{
    Gate result{ std::move(name), std::move(label), value, limit, atLeast, std::move(unit), false, {} };
    result.passed = atLeast ? value >= limit : value <= limit;
    if (!result.passed)
        result.reason = reasonIfFailed;
    return result;
}

Gate judgeChange(const Radiograph &source, const Recomposed &changed, const JudgedAgainst &limits)
{
    std::vector<double> sizes;
    for (std::size_t index = 0; index < changed.region.pixels.size(); ++index)
        if (changed.region.pixels[index] > 0.0F)
            sizes.push_back(std::abs(
                static_cast<double>(changed.counterfactual.stored.pixels[index]) - source.stored.pixels[index]));
    double strongest = 0.0;
    if (!sizes.empty()) {
        const auto rank = static_cast<std::ptrdiff_t>(gateLimits.changeRank * static_cast<double>(sizes.size() - 1));
        std::nth_element(sizes.begin(), sizes.begin() + rank, sizes.end());
        strongest = sizes[static_cast<std::size_t>(rank)];
    }
    const double unit = greyOfOneUnit(source, changed.region);
    const double visible = unit > 0.0 ? limits.minChange / unit : 1.0;
    return gate("inside_changed", "Change above the noise floor", strongest,
        std::max({ limits.noiseFloor, std::ceil(visible), 1.0 }), true, "stored values",
        limits.noiseFloor >= visible
            ? "The change does not stand out of what rebuilding alone does to this film. Say the edit in other words, "
              "mark the region, or try another seed."
            : "Nothing changed that can be seen. Say the edit in other words, mark the region, or try another seed.");
}

std::vector<Gate> judge(const Recomposed &recomposed, const SquarePair &pair, const MaskImage &squareRegion,
    const MaskImage &squareCovered, const JudgedAgainst &limits)
{
    const GreyImage whole = difference(pair.edited, pair.reconstruction);
    return {
        gate("outside_unchanged", "Outside the region", static_cast<double>(recomposed.outsideChanged), 0.0, false,
            "values", "Stored values outside the region would change; this is a defect of the program."),
        gate("reconstruction_psnr", "Rebuilt, no edit", psnrOf(pair, squareCovered), gateLimits.minReconstructionPsnr,
            true, "dB", "The model cannot show this image: its reconstruction is too far from the source."),
        gate("leak", "Change outside before recomposition",
            leakOf(whole, squareRegion, squareCovered, limits.latentCell), gateLimits.maxLeak, false, "share",
            "Most of what the model changed lies outside the region. Draw the region elsewhere or larger."),
    };
}

std::optional<Gate> judgeSide(
    const Radiograph &source, const Radiograph &counterfactual, const std::vector<EditInstruction> &edits)
{
    Side side = Side::None;
    for (const EditInstruction &edit : edits) {
        // Of either side it ends in the superior vena cava, on the patient's right: its side is where it enters.
        if (edit.target == Target::CentralVenousCatheter)
            return std::nullopt;
        if ((edit.side != Side::Left && edit.side != Side::Right) || (side != Side::None && side != edit.side))
            return std::nullopt;
        side = edit.side;
    }
    if (side == Side::None)
        return std::nullopt;
    double left = 0.0;
    double whole = 0.0;
    for (int y = 0; y < source.stored.height; ++y)
        for (int x = 0; x < source.stored.width; ++x) {
            const double change = static_cast<double>(counterfactual.stored.at(x, y)) - source.stored.at(x, y);
            whole += change * change;
            if (2 * x >= source.stored.width)
                left += change * change;
        }
    if (whole <= 0.0)
        return std::nullopt; // `judgeChange` says so.
    const double share = (side == Side::Left ? left : whole - left) / whole;
    return gate("asked_side", "Change on the asked side", share, gateLimits.minOnAskedSide, true, "share",
        std::string("Most of the change lies on the patient's ") + (side == Side::Left ? "right" : "left")
            + ", not on the asked side. Mark the region or try another seed.");
}

std::vector<Gate> judgeDrawn(const Radiograph &source, const Recomposed &drawn)
{
    return {
        gate("outside_unchanged", "Outside the region", static_cast<double>(drawn.outsideChanged), 0.0, false, "values",
            "Stored values outside the region would change; this is a defect of the program."),
        judgeChange(source, drawn, {}),
    };
}

double psnrOf(const SquarePair &pair, const MaskImage &squareCovered)
{
    return std::min(psnr(pair.reconstruction, pair.source, squareCovered), 99.0);
}

std::string reasonsOf(const std::vector<Gate> &gates)
{
    std::string reasons;
    for (const Gate &each : gates)
        if (judgementOf(each) == Judgement::Failed)
            reasons += (reasons.empty() ? "" : " ") + each.reason;
    return reasons;
}

MaskImage changedWhere(const Radiograph &source, const Radiograph &answer)
{
    MaskImage changed(source.stored.width, source.stored.height);
    for (std::size_t i = 0; i < changed.pixels.size(); ++i)
        changed.pixels[i] = source.stored.pixels[i] != answer.stored.pixels[i] ? 1.0F : 0.0F;
    return changed;
}

namespace {

void decide(EditResult &result)
{
    result.reason = reasonsOf(result.gates);
    result.status = result.reason.empty() ? EditStatus::Accepted : EditStatus::Refused;
}

} // namespace

void concludeJudgement(
    const Radiograph &source, const Radiograph &answer, const std::vector<EditInstruction> &edits, EditResult &result)
{
    if (auto side = judgeSide(source, answer, edits))
        result.gates.push_back(*std::move(side));
    result.gates = completed(std::move(result.gates));
    decide(result);
}

void judgeAnew(const Radiograph &source, const Recomposed &laid, EditResult &result)
{
    for (Gate &fresh : judgeDrawn(source, laid)) {
        const auto known = std::ranges::find(result.gates, fresh.name, &Gate::name);
        if (known != result.gates.end())
            *known = std::move(fresh);
    }
    result.metrics.insideChangedValues = laid.insideChanged;
    result.metrics.outsideChangedValues = laid.outsideChanged;
    result.metrics.largestChange = laid.largestChange;
    decide(result);
}

} // namespace cf
