// Seconds for one evaluation of a UNet of Stable Diffusion v1.5's size with random weights, batch 2, and their ratio to
// a matrix product of the same run, so that figures of different machines and loads can be compared.
//   bench_engine [side of the latent = 64] [repeats = 2]
// LIBTORCH.md's figure: 10.2 s at side 64 on a core that does 198 Gflop/s in that product, a ratio of 118.
#include "core/diffusion/models/Autoencoder.h"
#include "core/diffusion/models/UNet.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace cf;

namespace {

/// The best of `repeats` runs after one that warms up: what the code costs, not what the machine was busy with.
template <typename Work> double secondsOf(int repeats, const Work &work)
{
    double best = 1e30;
    for (int run = 0; run <= repeats; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (run > 0 || repeats == 0)
            best = std::min(best, seconds);
    }
    return best;
}

double productSeconds()
{
    const torch::Tensor left = torch::rand({ 2048, 2048 });
    const torch::Tensor right = torch::rand({ 2048, 2048 });
    return secondsOf(5, [&] { torch::mm(left, right); });
}

void report(const char *what, double seconds, double product)
{
    std::printf("%-34s %8.3f s  %8.1f products of 2048³\n", what, seconds, seconds / product);
    std::fflush(stdout);
}

} // namespace

int main(int count, char **arguments)
{
    const std::int64_t side = std::clamp(count > 1 ? std::atoi(arguments[1]) : 64, 8, 256);
    const int repeats = std::clamp(count > 2 ? std::atoi(arguments[2]) : 2, 0, 100);
    const torch::NoGradGuard noGrad;
    const double product = productSeconds();
    std::printf("%d threads; 2048³ product in %.3f s, %.0f Gflop/s\n", torch::get_num_threads(), product,
        2.0 * 2048 * 2048 * 2048 / product / 1e9);
    {
        UNet2DConditionModel unet(UNetConfig{});
        const torch::Tensor sample = torch::randn({ 2, 4, side, side });
        const torch::Tensor context = torch::randn({ 2, 77, 768 });
        const torch::Tensor timesteps = torch::full({ 2 }, 500, torch::kInt64);
        report("UNet, batch 2, fp32", secondsOf(repeats, [&] { unet->forward(sample, timesteps, context); }), product);
    }
    AutoencoderKL vae(AutoencoderConfig{});
    const torch::Tensor image = torch::rand({ 1, 3, 8 * side, 8 * side }) * 2 - 1;
    const torch::Tensor latent = torch::randn({ 1, 4, side, side });
    report("autoencoder, encode, fp32", secondsOf(repeats, [&] { vae->encodeMean(image); }), product);
    report("autoencoder, decode, fp32", secondsOf(repeats, [&] { vae->decode(latent); }), product);
    return 0;
}
