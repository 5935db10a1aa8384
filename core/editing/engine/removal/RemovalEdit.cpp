#include "core/editing/engine/removal/RemovalEdit.h"
#include "core/editing/engine/record/RequestRecord.h"

#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/record/StageClock.h"
#include "core/editing/engine/removal/LinePass.h"
#include "core/editing/engine/removal/RemovalGrain.h"
#include "core/editing/engine/removal/RemovalPass.h"
#include "core/editing/methods/MethodOptions.h"
#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/filling/RemovalFloor.h"
#include "core/imaging/filling/SpotFilling.h"
#include "core/imaging/recomposition/Recomposition.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf {

namespace {

/// Over which a removal fades in from the region's edge, at a film of 512 pixels; at least 2.
constexpr double feather = 2.0;
/// A region that was found, and not drawn, is widened by this at a film of 512 pixels: a line's own edges belong to it.
constexpr double widening = 1.5;

/// After so many passes what is left is left to the gates to name.
constexpr int maxPasses = 3;
/// Pixels of a film of 512 that a further pass must have to do; less is grain.
constexpr double minRest = 40.0;

Result<> check(const EditRequest &request, const EditorNetworks &networks)
{
    CF_TRY(validate(request));
    if (request.seeds > 1)
        return fail(ErrorCode::InvalidInput, "The method remove has one answer; ask for one seed.");
    if (!canRemove(networks.remover, request.edits))
        return fail(ErrorCode::InvalidInput,
            "The method remove only removes, and only what it was taught. Choose the method auto or another.");
    return {};
}

/// Below this a map sees no line anywhere in the mask; then the network's own opinion says which line goes.
constexpr float sureOfLine = 0.55F;
/// Pixels of a film of 512 that a rest beside the lines must have to be more than a line's frayed edge.
constexpr std::int64_t smallestRest = 12;

/// What every pass of one removal has in common.
struct Passes {
    Remover &network;
    torch::Tensor kinds;
    RemovalSettings settings;
    double scale = 1.0; ///< Pixels to one of a film of 512.
    bool hasLines = false; ///< Something that is to go is, or has, lines.
    bool hasTwists = false; ///< They are wires that are twisted together.

    /// Over `mask`: lines by their course, electrodes by what surrounds them, what is left by the network. What the
    /// look has of both may be empty.
    Result<GreyImage> over(
        const GreyImage &picture, const MaskImage &mask, RemovalLook look, const JobContext &job) const;
};

/// Takes the electrodes and other compact parts within the mask away from `without`, a film without lines; adds to the
/// change and takes them out of what is left.
void takeElectrodes(LinePass &pass, MaskImage &rest, GreyImage &without, const MaskImage &mask, MaskImage spots,
    const RemovalSettings &settings)
{
    if (spots.empty())
        return;
    for (std::size_t i = 0; i < spots.pixels.size(); ++i)
        spots.pixels[i] = mask.pixels[i] > 0.0F ? spots.pixels[i] : 0.0F;
    GreyImage change = spotChange(without, spots);
    if (settings.grain > 0.0)
        for (const MaskArea &spot : connectedAreas(spots))
            addGrain(change, {}, without, spots, spot, settings);
    for (std::size_t i = 0; i < change.pixels.size(); ++i) {
        pass.change.pixels[i] += change.pixels[i];
        without.pixels[i] += change.pixels[i];
        rest.pixels[i] = spots.pixels[i] > 0.0F ? 0.0F : rest.pixels[i];
    }
}

Result<GreyImage> Passes::over(
    const GreyImage &picture, const MaskImage &mask, RemovalLook look, const JobContext &job) const
{
    if (!hasLines)
        return removalChange(network, picture, mask, kinds, settings, job);
    GreyImage &likely = look.likely;
    float surest = 0.0F;
    for (std::size_t i = 0; i < likely.pixels.size(); ++i)
        surest = mask.pixels[i] > 0.0F ? std::max(surest, likely.pixels[i]) : surest;
    if (surest < sureOfLine) {
        CF_ASSIGN(const GreyImage proposed, removalChange(network, picture, mask, kinds, { 0.0, 0 }, job));
        likely = likelyByChange(picture, mask, proposed, job.stopToken());
        look.lines.reset();
    }
    CF_TRY(job.checkStop());
    LinePass pass = look.lines ? takeLines(picture, mask, *look.lines, job.stopToken())
                               : takeLines(picture, mask, likely, job.stopToken());
    CF_TRY(job.checkStop());
    MaskImage rest = mask;
    GreyImage without = picture;
    for (std::size_t i = 0; i < rest.pixels.size(); ++i) {
        rest.pixels[i] = pass.corridors.pixels[i] > 0.0F ? 0.0F : rest.pixels[i];
        without.pixels[i] += pass.change.pixels[i];
    }
    if (hasTwists)
        takeGreater(look.electrodes, knotsLeft(without, pass.corridors, scale));
    takeElectrodes(pass, rest, without, mask, std::move(look.electrodes), settings);
    CF_TRY(job.checkStop());
    rest = withoutSmallAreas(rest, static_cast<std::int64_t>(static_cast<double>(smallestRest) * scale * scale));
    CF_ASSIGN(const GreyImage further, removalChange(network, without, rest, kinds, settings, job));
    for (std::size_t i = 0; i < further.pixels.size(); ++i)
        pass.change.pixels[i] += further.pixels[i];
    limitDarkening(picture, pass.change, scale);
    return std::move(pass.change);
}

/// What is seen of the rest of a removal, within what the user drew; without a region where it is too little.
Result<RemovalLook> restOf(const EditRequest &request, const Radiograph &answer, const RemovalWatch &watch,
    double scale, const JobContext &job)
{
    CF_ASSIGN(RemovalLook look, watch(request, answer, job));
    MaskImage &left = look.region;
    if (left.empty())
        return look;
    left = dilated(left, widening * scale);
    if (!request.mask.empty())
        for (std::size_t i = 0; i < left.pixels.size(); ++i)
            left.pixels[i] = request.mask.pixels[i] > 0.0F ? left.pixels[i] : 0.0F;
    if (static_cast<double>(areaOf(left)) < minRest * scale * scale)
        left = {};
    return look;
}

Provenance provenanceOf(const EditRequest &request, const ModelDescription &model, double grain)
{
    Provenance provenance;
    provenance.program = "Contrafact " CONTRAFACT_VERSION;
    provenance.model = model.name;
    provenance.modelSha256 = model.sha256;
    provenance.method = "remove";
    provenance.seed = request.seed;
    provenance.steps = 1;
    provenance.parameters = { { "grain", grain } };
    provenance.precision = "float32";
    recordRequest(request, provenance);
    return provenance;
}

} // namespace

MethodDescription removalDescription()
{
    return { "remove",
        "Takes away what a mask covers, or what the model finds, at the film's own pixels; one pass, removes only.", 1,
        { { "grain", 1.0, 0.0, 2.0, "Grain laid where something was taken away; 1 is that of the film around it." } } };
}

Result<EditResult> removeFrom(
    const EditRequest &request, EditorNetworks &networks, const RemovalEyes &eyes, const JobContext &job)
{
    StageClock clock;
    CF_TRY(check(request, networks));
    CF_ASSIGN(const auto parameters, parametersFor(removalDescription(), request.parameters));
    const double scale = filmScale(request.source.stored.width, request.source.stored.height);
    RemovalRegion region{ request.mask, false, {} };
    if (request.mask.empty()) {
        job.report({ 0, 0, "Finding the region", -1.0 });
        CF_ASSIGN(region, eyes.region(request, job));
        region.mask = dilated(region.mask, widening * scale);
    }
    clock.finish("region");
    const GreyImage picture = toDisplay(request.source);
    const RemovalSettings settings{ parameters.at("grain"), request.seed };
    const Passes pass{ networks.remover, kindsOf(networks.remover, request.edits), settings, scale,
        std::ranges::any_of(request.edits, [](const EditInstruction &edit) { return isDevice(edit.target); }),
        std::ranges::any_of(
            request.edits, [](const EditInstruction &edit) { return edit.target == Target::SternalWires; }) };
    const auto laidWith = [&](const GreyImage &change) {
        return layChange(request.source, change, featheredInward(region.mask, std::max(2.0, feather * scale)));
    };
    RemovalLook first;
    if (eyes.source) {
        CF_ASSIGN(first, eyes.source(request, request.source, job));
    }
    CF_ASSIGN(GreyImage change, pass.over(picture, region.mask, std::move(first), job));
    Recomposed laid = laidWith(change);
    int passes = 1;
    for (; eyes.answer && passes < maxPasses; ++passes) {
        CF_ASSIGN(RemovalLook rest, restOf(request, laid.counterfactual, eyes.answer, scale, job));
        if (rest.region.empty())
            break;
        const GreyImage answer = toDisplay(laid.counterfactual);
        CF_ASSIGN(const GreyImage further, pass.over(answer, rest.region, rest, job));
        for (std::size_t i = 0; i < change.pixels.size(); ++i) {
            change.pixels[i] = answer.pixels[i] - picture.pixels[i] + further.pixels[i];
            region.mask.pixels[i] = std::max(region.mask.pixels[i], rest.region.pixels[i]);
        }
        laid = laidWith(change);
    }
    clock.finish("edit");
    EditResult result;
    result.gates = judgeDrawn(request.source, laid);
    concludeJudgement(request.source, laid.counterfactual, request.edits, result);
    result.counterfactual = std::move(laid.counterfactual);
    result.reconstruction = request.source;
    result.region = std::move(laid.region);
    result.regionIsDrawn = !request.mask.empty();
    result.regionIsLimited = region.limitedToAnatomy;
    result.regionWarnings = std::move(region.warnings);
    result.metrics.reconstructionPsnr = 99.0;
    result.metrics.outsideChangedValues = laid.outsideChanged;
    result.metrics.insideChangedValues = laid.insideChanged;
    result.metrics.largestChange = laid.largestChange;
    result.metrics.networkEvaluations = passes;
    result.provenance = provenanceOf(request, networks.description, settings.grain);
    CF_TRY(job.checkStop());
    clock.finish("recompose");
    result.metrics.stages = clock.stages();
    result.metrics.seconds = clock.seconds();
    return result;
}

} // namespace cf
