#include "core/editing/engine/latent/Composition.h"

#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/region/AutomaticRegion.h"
#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

/// Sharp things leave a ghost where only their coarse part is taken away; soft findings lose their grain for nothing.
bool wantsDetailGate(const EditRequest &request, double asked)
{
    if (asked >= 0.0)
        return asked > 0.0;
    return std::any_of(request.edits.begin(), request.edits.end(), [](const EditInstruction &edit) {
        return isDevice(edit.target) || edit.action == EditAction::Remove || edit.action == EditAction::Replace;
    });
}

bool onlyRemovesDevices(const EditRequest &request)
{
    return onlyRemoves(request)
        && std::all_of(request.edits.begin(), request.edits.end(),
            [](const EditInstruction &edit) { return isDevice(edit.target); });
}

/// Display grey. What goes may have been faint; what is added is there to be seen, and five grey levels of 255 hardly
/// stand out of a film's grain.
double minChangeOf(const EditRequest &request)
{
    const bool onlyAdds = !request.edits.empty()
        && std::all_of(request.edits.begin(), request.edits.end(),
            [](const EditInstruction &edit) { return edit.action == EditAction::Add; });
    return (onlyAdds ? 5.0 : 2.0) / 255.0;
}

MaskImage coveredBy(const Letterbox &letterbox)
{
    MaskImage covered(letterbox.squareSize, letterbox.squareSize);
    for (int y = 0; y < covered.height; ++y)
        for (int x = 0; x < covered.width; ++x)
            covered.at(x, y) = letterbox.covers(x, y) ? 1.0F : 0.0F;
    return covered;
}

} // namespace

Result<EditResult> compose(const EditRequest &request, const EditPlan &plan, const SquarePair &pair,
    const RegionAnatomy &anatomy, std::uint64_t grainSeed)
{
    RecompositionSettings settings;
    settings.feather = plan.parameters.at("feather");
    settings.shrinkNoise = plan.parameters.at("shrink_noise") > 0.0;
    settings.detailGate = wantsDetailGate(request, plan.parameters.at("detail_gate"));
    settings.modelSaysDetail = plan.sharpens;
    settings.brightLinesGo = onlyRemovesDevices(request);
    settings.regionIsDrawn = plan.squareMask.has_value();
    settings.grainSeed = grainSeed;
    MaskImage squareRegion = plan.squareMask.value_or(MaskImage{});
    MaskImage mask = request.mask;
    EditResult result;
    if (!plan.squareMask) {
        AutomaticRegion found =
            findRegion(difference(pair.edited, pair.reconstruction), plan.letterbox, settings.feather, anatomy);
        result.regionIsLimited = found.limitedToAnatomy;
        result.regionWarnings = std::move(found.warnings);
        squareRegion = std::move(found.square);
        mask = std::move(found.mask);
    }
    CF_ASSIGN(Recomposed recomposed, recompose(request.source, pair, plan.letterbox, mask, settings));

    const MaskImage covered = coveredBy(plan.letterbox);
    const JudgedAgainst limits{ plan.latentCell, minChangeOf(request), plan.noiseFloor };
    result.gates = judge(recomposed, pair, squareRegion, covered, limits);
    result.gates.push_back(judgeChange(request.source, recomposed, limits));
    concludeJudgement(request.source, recomposed.counterfactual, request.edits, result);
    result.counterfactual = std::move(recomposed.counterfactual);
    result.region = std::move(recomposed.region);
    result.regionIsDrawn = plan.squareMask.has_value();
    result.metrics.reconstructionPsnr = psnrOf(pair, covered);
    result.metrics.outsideChangedValues = recomposed.outsideChanged;
    result.metrics.insideChangedValues = recomposed.insideChanged;
    result.metrics.largestChange = recomposed.largestChange;
    result.metrics.noiseFloor = plan.noiseFloor;
    return result;
}

} // namespace cf
