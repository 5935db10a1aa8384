#include "core/diffusion/measuring/EngineBenchmark.h"

#include "core/diffusion/measuring/FlopCounter.h"
#include "core/diffusion/models/Autoencoder.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/runtime/Processor.h"
#include "core/diffusion/runtime/TorchBorder.h"

#include "core/diffusion/runtime/Torch.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <string>

namespace cf {

namespace {

using Work = std::function<void()>;

struct Cost {
    double wall = 1e30;
    double processor = 1e30;

    /// The time that other programs disturb least.
    double decisive() const { return at::get_num_threads() == 1 ? processor : wall; }
};

Cost costOf(const Work &work)
{
    const std::clock_t processor = std::clock();
    const auto began = std::chrono::steady_clock::now();
    work();
    return { std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
        static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC };
}

/// What the code costs, not what the machine was busy with.
Cost bestOf(const Cost &a, const Cost &b)
{
    return { std::min(a.wall, b.wall), std::min(a.processor, b.processor) };
}

/// After one run that warms up.
double bestTime(int repeats, const Work &work)
{
    work();
    Cost best;
    for (int run = 0; run < repeats; ++run)
        best = bestOf(best, costOf(work));
    return best.decisive();
}

std::uint64_t peakMemory()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U;
}

/// Gflop a second.
struct Peaks {
    double product = 0.0;
    double convolution = 0.0;
};

Peaks measurePeaks(const EngineBenchmarkSettings &settings, torch::ScalarType format)
{
    constexpr int repeats = 5;
    const torch::Tensor left = torch::rand({ 2048, 2048 }).to(format);
    const torch::Tensor right = torch::rand({ 2048, 2048 }).to(format);
    const auto product = [&] { torch::mm(left, right); };
    const torch::Tensor image = torch::rand({ settings.rows, 320, settings.latentSide, settings.latentSide })
                                    .to(format)
                                    .contiguous(torch::MemoryFormat::ChannelsLast);
    const torch::Tensor weight =
        torch::rand({ 320, 320, 3, 3 }).to(format).contiguous(torch::MemoryFormat::ChannelsLast);
    const auto convolution = [&] { torch::conv2d(image, weight, {}, 1, 1); };
    return { countFlops(product).products / 1e9 / bestTime(repeats, product),
        countFlops(convolution).convolutions / 1e9 / bestTime(repeats, convolution) };
}

Result<NetworkCost> measured(
    const std::string &what, int repeats, const Peaks &peaks, const JobContext &job, const Work &work)
{
    CF_TRY(job.checkStop());
    job.report({ 0, repeats + 1, what, -1.0 });
    const FlopCount flops = countFlops(work); // Warms up, too.
    Cost best;
    for (int run = 0; run < repeats; ++run) {
        CF_TRY(job.checkStop());
        job.report({ run + 1, repeats + 1, what, -1.0 });
        best = bestOf(best, costOf(work));
    }
    NetworkCost cost{ best.wall, best.processor, flops.convolutions / 1e9, flops.products / 1e9, 0.0 };
    const double ideal = cost.convolutionGflop / peaks.convolution + cost.productGflop / peaks.product;
    cost.shareOfPeak = ideal / best.decisive();
    return cost;
}

Result<> measureUNet(
    const EngineBenchmarkSettings &settings, const Peaks &peaks, const JobContext &job, EngineBenchmark &result)
{
    CF_TRY(job.checkStop());
    job.report({ 0, 0, "Random weights of a UNet", -1.0 });
    UNet2DConditionModel unet(UNetConfig{});
    const torch::Tensor sample = torch::randn({ settings.rows, 4, settings.latentSide, settings.latentSide });
    const torch::Tensor context = torch::randn({ settings.rows, 77, 768 });
    const torch::Tensor timesteps = torch::full({ settings.rows }, 500, torch::kInt64);
    torch::Tensor answer;
    const auto evaluate = [&] { answer = unet->forward(sample, timesteps, context); };
    CF_ASSIGN(result.unet, measured("UNet", settings.repeats, peaks, job, evaluate));
    result.unetPeakBytes = peakMemory();
    if (!settings.withBFloat16 || !multipliesBFloat16())
        return {};
    const torch::Tensor exact = answer;
    const Peaks halfPeaks = measurePeaks(settings, torch::kBFloat16);
    BFloat16Cost cost{ halfPeaks.product, halfPeaks.convolution, {}, 0.0 };
    unet->multiplyInBFloat16();
    CF_ASSIGN(cost.unet, measured("UNet in bf16", settings.repeats, halfPeaks, job, evaluate));
    cost.deviation = ((answer - exact).norm() / exact.norm()).item<double>();
    result.bfloat16 = cost;
    return {};
}

Result<> measureAutoencoder(
    const EngineBenchmarkSettings &settings, const Peaks &peaks, const JobContext &job, EngineBenchmark &result)
{
    AutoencoderKL autoencoder(AutoencoderConfig{});
    const std::int64_t side = settings.latentSide * autoencoder->config.downscale();
    const torch::Tensor image = torch::rand({ 1, 3, side, side }) * 2 - 1;
    const torch::Tensor latent = torch::randn({ 1, 4, settings.latentSide, settings.latentSide });
    CF_ASSIGN(
        result.encoder, measured("Encoder", settings.repeats, peaks, job, [&] { autoencoder->encodeMean(image); }));
    CF_ASSIGN(result.decoder, measured("Decoder", settings.repeats, peaks, job, [&] { autoencoder->decode(latent); }));
    return {};
}

} // namespace

Result<EngineBenchmark> measureEngine(const EngineBenchmarkSettings &settings, const JobContext &job)
{
    const bool isSane = settings.latentSide >= 8 && settings.latentSide <= 256 && settings.latentSide % 8 == 0
        && settings.rows >= 1 && settings.rows <= 16 && settings.repeats >= 1 && settings.repeats <= 100;
    if (!isSane)
        return fail(ErrorCode::InvalidInput,
            "The side of the latent must be a multiple of 8 from 8 to 256, the rows from 1 to 16, the repeats from 1 "
            "to "
            "100.");
    return atTorchBorder("The measurement", [&]() -> Result<EngineBenchmark> {
        const torch::NoGradGuard noGradient;
        EngineBenchmark result;
        result.threads = at::get_num_threads();
        CF_TRY(job.checkStop());
        job.report({ 0, 0, "Peaks of this machine", -1.0 });
        const Peaks peaks = measurePeaks(settings, torch::kFloat32);
        result.productGflops = peaks.product;
        result.convolutionGflops = peaks.convolution;
        CF_TRY(measureUNet(settings, peaks, job, result));
        if (settings.withAutoencoder)
            CF_TRY(measureAutoencoder(settings, peaks, job, result));
        result.peakBytes = peakMemory();
        return result;
    });
}

} // namespace cf
