#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <cstdint>
#include <optional>

namespace cf {

struct EngineBenchmarkSettings {
    int latentSide = 64; ///< 64: 512 × 512 pixels.
    int rows = 2; ///< Of the batch; 2 is one classifier-free guided evaluation.
    int repeats = 2; ///< The best counts, after one run that warms up.
    bool withBFloat16 = true; ///< The UNet in bf16, too, where the processor multiplies it.
    bool withAutoencoder = true;
};

/// What one network costs. Of the best possible: if every convolution and every matrix product ran at the speed that
/// the same process measured for a large one. With one thread the share is of processor time, in which other programs
/// on the same core do not count; with several of the time on the wall.
struct NetworkCost {
    double seconds = 0.0; ///< On the wall, of the best run.
    double processorSeconds = 0.0; ///< Summed over threads, waiting ones included; of the best run.
    double convolutionGflop = 0.0;
    double productGflop = 0.0;
    double shareOfPeak = 0.0; ///< Time at those speeds over time measured.
};

/// The UNet with convolutions and linear maps in bf16.
struct BFloat16Cost {
    double productGflops = 0.0; ///< Of this run, in bf16.
    double convolutionGflops = 0.0;
    NetworkCost unet; ///< Its share is of these.
    double deviation = 0.0; ///< Of its answer from that in fp32: the difference's norm over the answer's.
};

struct EngineBenchmark {
    int threads = 1;
    double productGflops = 0.0; ///< A second (of the same kind), of a 2048³ product in fp32.
    double convolutionGflops = 0.0; ///< The same of a 3 × 3 convolution of 320 channels at the latent's size.
    NetworkCost unet; ///< One evaluation of all rows.
    NetworkCost encoder; ///< One image; zeros without the autoencoder.
    NetworkCost decoder;
    std::optional<BFloat16Cost> bfloat16; ///< Where the processor multiplies it.
    std::uint64_t unetPeakBytes = 0; ///< Largest resident memory of the process up to the end of the UNet's runs.
    std::uint64_t peakBytes = 0; ///< The same at the end.
};

/// Measures networks of Stable Diffusion v1.5's size with random weights: needs about 5 GB and minutes.
/// Errors: OutOfMemory, Cancelled (looked at between evaluations).
Result<EngineBenchmark> measureEngine(const EngineBenchmarkSettings &settings, const JobContext &job);

} // namespace cf
