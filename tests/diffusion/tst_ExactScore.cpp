// Samplers and inversions on a network that is exactly right: a mixture of Gaussians whose score is a formula
// (the deviation form against arXiv 2310.01506). An image is three numbers, finding, device and identity, each ±0.7
// with spread 0.18; a caption is a prior over the eight corners. No weights, and the right answer is known.
#include "core/base/RandomStream.h"
#include "core/diffusion/inversion/DdimInversion.h"
#include "core/diffusion/inversion/DirectInversion.h"
#include "core/diffusion/sampling/DirectSampler.h"
#include "core/diffusion/sampling/FlowSampler.h"
#include "core/diffusion/sampling/GuidedSampler.h"
#include "tests/support/Check.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>

using namespace cf;

namespace {

constexpr double spread = 0.18, corner = 0.7;
constexpr std::int64_t samples = 60; // Side by side in one row: each position is an image of its own.

torch::Tensor corners()
{
    torch::Tensor result = torch::empty({ 8, 3 }, torch::kFloat64);
    for (int mode = 0; mode < 8; ++mode)
        for (int axis = 0; axis < 3; ++axis)
            result[mode][axis] = (mode >> axis & 1) != 0 ? corner : -corner;
    return result;
}

/// The prior of a caption: finding present with probability `finding`; the device equals it with probability
/// `together`.
torch::Tensor caption(double finding, double together)
{
    torch::Tensor prior = torch::empty({ 1, 8, 1 }, torch::kFloat64);
    for (int mode = 0; mode < 8; ++mode) {
        const bool hasFinding = (mode & 1) != 0, hasDevice = (mode & 2) != 0;
        prior[0][mode][0] =
            (hasFinding ? finding : 1.0 - finding) * (hasFinding == hasDevice ? together : 1.0 - together) * 0.5;
    }
    return prior;
}

class ExactNetwork final : public NoisePredictor
{
protected:
    torch::Tensor evaluate(
        const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context, AttentionControl *) override
    {
        static const std::vector<double> levels = NoiseSchedule().levels();
        static const torch::Tensor modes = corners();
        const double level = levels[static_cast<std::size_t>(timestep)];
        const double variance = level * spread * spread + 1.0 - level;
        const torch::Tensor place = sample.squeeze(2).transpose(1, 2); // [rows, samples, 3]
        const torch::Tensor apart = (place.unsqueeze(2) - std::sqrt(level) * modes).square().sum(-1);
        const torch::Tensor posterior =
            torch::softmax(torch::log(context.transpose(1, 2)) - apart / (2.0 * variance), -1);
        const torch::Tensor mean = torch::matmul(posterior, modes);
        const torch::Tensor noise = std::sqrt(1.0 - level) * (place - std::sqrt(level) * mean) / variance;
        return noise.transpose(1, 2).unsqueeze(2).contiguous();
    }
};

struct World {
    torch::Tensor source; ///< [1, 3, 1, samples], finding absent.
    EditCaptions captions; ///< Absent → present.
};

World makeWorld(double together, double hedge = 0.0)
{
    RandomStream stream(7);
    World world;
    world.source = torch::empty({ 1, 3, 1, samples }, torch::kFloat64);
    for (std::int64_t i = 0; i < samples; ++i) {
        const bool hasDevice = !stream.chance(together);
        const double signs[] = { -corner, hasDevice ? corner : -corner, stream.chance(0.5) ? corner : -corner };
        for (int axis = 0; axis < 3; ++axis)
            world.source[0][axis][0][i] = signs[axis] + spread * stream.normal();
    }
    world.captions = { caption(hedge, together), caption(1.0 - hedge, together), caption(0.5, together) };
    return world;
}

NoiseSource seededNoise(std::uint64_t seed)
{
    return [stream = RandomStream(seed)](const torch::Tensor &like) mutable {
        torch::Tensor noise = torch::empty_like(like);
        double *values = noise.data_ptr<double>();
        for (std::int64_t i = 0; i < noise.numel(); ++i)
            values[i] = stream.normal();
        return noise;
    };
}

struct Score {
    double gain; ///< 1: as strong as the truth.
    double error; ///< Normalised counterfactual error: 0 the truth, 1 nothing done.
    double deviceFlips, identityFlips;
};

Score score(const World &world, const torch::Tensor &edited)
{
    const torch::Tensor change = edited - world.source;
    torch::Tensor truth = torch::zeros_like(change);
    truth.select(1, 0).fill_(2.0 * corner);
    const auto flips = [&](int axis) {
        return (edited.select(1, axis).sign() != world.source.select(1, axis).sign())
            .to(torch::kFloat64)
            .mean()
            .item<double>();
    };
    return { (change * truth).sum().item<double>() / truth.square().sum().item<double>(),
        (change - truth).square().sum().item<double>() / truth.square().sum().item<double>(), flips(1), flips(2) };
}

template <typename T> T orFail(Result<T> result)
{
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value());
    return std::move(*result);
}

torch::Tensor direct(const World &world, const EditCaptions &captions, const DirectSettings &settings, int steps)
{
    ExactNetwork network;
    const TimeGrid grid = trailingGrid(NoiseSchedule().levels(), steps);
    const auto inversion = orFail(invertDdim(network, grid, world.source, captions.source, {}, {}));
    CF_EQUAL(network.rowsEvaluated(), steps);
    const auto edited = orFail(editDirect(network, grid, inversion, captions, settings, nullptr, {}));
    CF_EQUAL(network.rowsEvaluated(), steps + steps * (settings.guidance == 1.0 ? 2 : 3));
    return edited;
}

/// Edit-friendly noise in the place of an inversion.
torch::Tensor friendly(const World &world, const EditCaptions &captions, DirectSettings settings, std::uint64_t seed)
{
    ExactNetwork network;
    const TimeGrid grid = trailingGrid(NoiseSchedule().levels(), 20);
    const NoiseSource draw = seededNoise(seed);
    std::vector<torch::Tensor> noise;
    for (int step = 0; step < grid.steps(); ++step)
        noise.push_back(draw(world.source));
    settings.eta = 1.0;
    return orFail(editDirect(network, grid, noisedCopies(grid, world.source, noise), captions, settings, nullptr, {}));
}

DirectSettings deviation(double guidance)
{
    DirectSettings settings;
    settings.guidance = guidance;
    return settings;
}

DirectSettings published(double guidance)
{
    DirectSettings settings = deviation(guidance);
    settings.offset = DirectSettings::Offset::None;
    settings.slot = DirectSettings::Slot::Empty;
    return settings;
}

bool near(double value, double expected, double tolerance)
{
    const bool isNear = std::abs(value - expected) <= tolerance;
    if (!isNear)
        std::fprintf(stderr, "%g instead of %g ± %g\n", value, expected, tolerance);
    return isNear;
}

void confidentNetworkNeedsNoGuidance()
{
    const World world = makeWorld(0.5);
    for (const int steps : { 10, 20, 50 }) {
        const Score plain = score(world, direct(world, world.captions, deviation(1.0), steps));
        CF_CHECK(near(plain.gain, 0.99, 0.03) && near(plain.error, 0.0, 0.02));
    }
    const Score strong = score(world, direct(world, world.captions, deviation(3.0), 20));
    CF_CHECK(near(strong.gain, 2.98, 0.1) && near(strong.error, 3.9, 0.3));
    const Score paper = score(world, direct(world, world.captions, published(1.0), 20));
    CF_CHECK(near(paper.gain, 0.97, 0.03) && near(paper.error, 0.01, 0.02));
    const Score paperStrong = score(world, direct(world, world.captions, published(7.5), 20));
    CF_CHECK(near(paperStrong.gain, 1.18, 0.06) && near(paperStrong.error, 0.05, 0.03));
}

/// Seeds answer alike, not the same, and as strongly as the inversion does.
void editFriendlyNoiseGivesVariety()
{
    const World world = makeWorld(0.5);
    const torch::Tensor one = friendly(world, world.captions, deviation(1.0), 1);
    const torch::Tensor other = friendly(world, world.captions, deviation(1.0), 2);
    for (const torch::Tensor &edited : { one, other }) {
        const Score result = score(world, edited);
        CF_CHECK(near(result.gain, 1.0, 0.03) && near(result.error, 0.0, 0.02));
    }
    CF_CHECK(!torch::equal(one, other) && torch::equal(one, friendly(world, world.captions, deviation(1.0), 1)));
    const EditCaptions same{ world.captions.source, world.captions.source, world.captions.empty };
    CF_CHECK(torch::equal(friendly(world, same, deviation(7.5), 1), world.source));
}

void equalCaptionsChangeNothing()
{
    const World world = makeWorld(0.5);
    const EditCaptions same{ world.captions.source, world.captions.source, world.captions.empty };
    for (const double guidance : { 1.0, 3.0, 7.5 })
        CF_CHECK(torch::equal(direct(world, same, deviation(guidance), 20), world.source));
    ExactNetwork network;
    const TimeGrid grid = trailingGrid(NoiseSchedule().levels(), 15, 0.85);
    FlowSettings flow;
    CF_CHECK(torch::equal(orFail(editFlow(network, grid, world.source, same, flow, seededNoise(1), {})), world.source));
    CF_CHECK(
        torch::equal(orFail(editVirtual(network, grid, world.source, same, flow, false, seededNoise(1), nullptr, {})),
            world.source));
    // As published it drifts: that is what the deviation form is for.
    const double drift = (direct(world, same, published(1.0), 20) - world.source).square().mean().sqrt().item<double>();
    CF_NEAR(drift, 0.12, 0.06);
}

void guidanceRepairsAHedgingNetwork()
{
    const World world = makeWorld(0.5, 0.3);
    const Score weak = score(world, direct(world, world.captions, deviation(1.0), 20));
    CF_CHECK(near(weak.gain, 0.43, 0.12) && near(weak.error, 0.45, 0.12));
    const Score repaired = score(world, direct(world, world.captions, deviation(3.0), 20));
    CF_CHECK(near(repaired.gain, 1.04, 0.08) && near(repaired.error, 0.01, 0.03));
}

void learntCorrelationIsExecutedUnlessMasked()
{
    const World world = makeWorld(0.9);
    const Score text = score(world, direct(world, world.captions, deviation(1.0), 20));
    CF_CHECK(text.deviceFlips > 0.7 && near(text.error, 0.8, 0.2));
    DirectSettings masked = deviation(1.0);
    masked.mask = torch::zeros_like(world.source);
    masked.mask.select(1, 0).fill_(1.0);
    const torch::Tensor edited = direct(world, world.captions, masked, 20);
    const Score drawn = score(world, edited);
    CF_CHECK(drawn.deviceFlips == 0.0 && drawn.error < 0.03);
    CF_CHECK(torch::equal(edited.narrow(1, 1, 2), world.source.narrow(1, 1, 2)));
}

void inversionFreeMethodsReachTheTruth()
{
    const World world = makeWorld(0.5);
    ExactNetwork network;
    FlowSettings settings;
    settings.guidance = 1.0;
    const TimeGrid grid = trailingGrid(NoiseSchedule().levels(), 15);
    const Score shared = score(world,
        orFail(editVirtual(network, grid, world.source, world.captions, settings, false, seededNoise(3), nullptr, {})));
    CF_CHECK(near(shared.gain, 1.0, 0.05) && near(shared.error, 0.0, 0.03));
    const Score flow =
        score(world, orFail(editFlow(network, grid, world.source, world.captions, settings, seededNoise(3), {})));
    CF_CHECK(near(flow.gain, 1.0, 0.1) && flow.error < 0.1);
    const auto once = orFail(editFlow(network, grid, world.source, world.captions, settings, seededNoise(4), {}));
    CF_CHECK(torch::equal(
        once, orFail(editFlow(network, grid, world.source, world.captions, settings, seededNoise(4), {}))));
    // The generic baseline loses the patient.
    const Score generic = score(world,
        orFail(editSdEdit(network, trailingGrid(NoiseSchedule().levels(), 20, 0.8), world.source, world.captions, 1.0,
            seededNoise(5), {})));
    CF_CHECK(near(generic.gain, 0.96, 0.1) && generic.identityFlips > 0.25 && generic.error > 0.5);
}

void knownPartComesBackExactly()
{
    const World world = makeWorld(0.5);
    ExactNetwork network;
    const TimeGrid grid = trailingGrid(NoiseSchedule().levels(), 20);
    const auto inversion = orFail(invertDdim(network, grid, world.source, world.captions.source, {}, {}));
    InpaintSettings settings;
    settings.guidance = 1.0;
    settings.mask = torch::zeros({ 1, 1, 1, samples }, torch::kFloat64);
    const KnownPart known{ KnownPart::Level::AfterMove, world.source, inversion };
    CF_CHECK(torch::equal(
        orFail(editInpaint(network, grid, inversion.back(), known, world.captions, settings, seededNoise(1), {})),
        world.source));
    settings.mask.slice(3, 0, 10).fill_(1.0);
    const auto filled =
        orFail(editInpaint(network, grid, inversion.back(), known, world.captions, settings, seededNoise(1), {}));
    CF_CHECK(torch::equal(filled.slice(3, 10), world.source.slice(3, 10)));
    CF_CHECK(filled.select(1, 0).slice(-1, 0, 10).gt(0).all().item<bool>());
    settings.mask = torch::Tensor();
    CF_EQUAL(
        editInpaint(network, grid, inversion.back(), known, world.captions, settings, seededNoise(1), {}).error().code,
        ErrorCode::InvalidInput);
}

void correctedSourceStaysOnItsInversion()
{
    const World world = makeWorld(0.5);
    ExactNetwork network;
    const TimeGrid grid = trailingGrid(NoiseSchedule().levels(), 10);
    const auto inversion = orFail(invertDdim(network, grid, world.source, world.captions.source, {}, {}));
    const auto offsets = orFail(directOffsets(network, grid, inversion,
        torch::cat({ world.captions.source, world.captions.target }), world.captions.empty, 7.5, {}));
    GuidedSettings settings;
    settings.correct = [&](int step, torch::Tensor latents) {
        latents[0] += offsets[static_cast<std::size_t>(step)][0];
        return latents;
    };
    const auto both = orFail(sampleGuided(network, grid, inversion.back(),
        torch::cat({ world.captions.source, world.captions.target }), { world.captions.empty }, settings, nullptr, {}));
    CF_LESS((both[0] - world.source[0]).abs().max().item<double>(), 1e-9);
    // A fixed-point iteration brings the plain inversion closer to its own reverse.
    const auto freeRun = [&](int iterations) {
        const auto latents = orFail(invertDdim(network, grid, world.source, world.captions.source, { iterations }, {}));
        GuidedSettings plain;
        plain.guidance = 1.0;
        const auto back = orFail(sampleGuided(
            network, grid, latents.back(), world.captions.source, { world.captions.source }, plain, nullptr, {}));
        return (back - world.source).square().mean().sqrt().item<double>();
    };
    CF_LESS(freeRun(5), 0.5 * freeRun(0));
}

void stopAndProgressAreHeeded()
{
    const World world = makeWorld(0.5);
    ExactNetwork network;
    const TimeGrid grid = trailingGrid(NoiseSchedule().levels(), 20);
    std::stop_source stop;
    int last = -1;
    SamplingWatch watch{ JobContext(stop.get_token(),
                             [&](const Progress &progress) {
                                 last = progress.step;
                                 if (progress.step == 3)
                                     stop.request_stop();
                             }),
        {} };
    const auto result = invertDdim(network, grid, world.source, world.captions.source, {}, watch);
    CF_CHECK(!result && result.error().code == ErrorCode::Cancelled && last == 3 && network.rowsEvaluated() == 4);
    // What LibTorch throws arrives as an error.
    const auto broken =
        invertDdim(network, grid, torch::zeros({ 1, 5, 1, samples }, torch::kFloat64), world.captions.source, {}, {});
    CF_CHECK(!broken && broken.error().code == ErrorCode::Internal);
}

void gridsFollowTheirDefinition()
{
    const auto levels = NoiseSchedule().levels();
    CF_CHECK(levels.size() == 1000 && near(levels[0], 0.99915, 1e-6) && near(levels[999], 0.0046601, 1e-6));
    const TimeGrid leading = leadingGrid(levels, 10);
    CF_CHECK(leading.timesteps.front() == 1 && leading.timesteps.back() == 901 && leading.levels[0] == levels[0]
        && leading.levels[1] == levels[1]);
    const TimeGrid trailing = trailingGrid(levels, 20);
    CF_CHECK(trailing.timesteps.front() == 49 && trailing.timesteps.back() == 999 && trailing.levels[0] == levels[0]);
    CF_EQUAL(trailingGrid(levels, 20, 0.8).timesteps.back(), 799);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    gridsFollowTheirDefinition();
    confidentNetworkNeedsNoGuidance();
    editFriendlyNoiseGivesVariety();
    equalCaptionsChangeNothing();
    guidanceRepairsAHedgingNetwork();
    learntCorrelationIsExecutedUnlessMasked();
    inversionFreeMethodsReachTheTruth();
    knownPartComesBackExactly();
    correctedSourceStaysOnItsInversion();
    stopAndProgressAreHeeded();
}
