#include "core/training/classifier/FilmVariation.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>
#include <numbers>

namespace cf {

namespace {

namespace F = torch::nn::functional;

/// A rotation, shift and scale as affine_grid takes it, [1, 2, 3].
torch::Tensor randomPose(RandomStream &stream)
{
    const double angle = stream.uniform(-7.0, 7.0) * std::numbers::pi / 180.0;
    const double scale = stream.uniform(0.92, 1.08);
    const double right = stream.uniform(-0.1, 0.1); // The grid spans −1…1: 5 % of the width.
    const double down = stream.uniform(-0.1, 0.1);
    const double cosine = std::cos(angle) * scale;
    const double sine = std::sin(angle) * scale;
    return torch::tensor({ cosine, -sine, right, sine, cosine, down }).to(torch::kFloat32).view({ 1, 2, 3 });
}

} // namespace

torch::Tensor variedFilms(const torch::Tensor &films, RandomStream &stream)
{
    const torch::Tensor grid = F::affine_grid(randomPose(stream), { 1, 1, films.size(2), films.size(3) }, false);
    torch::Tensor result = F::grid_sample(films, grid.expand({ films.size(0), -1, -1, -1 }),
        F::GridSampleFuncOptions().mode(torch::kBilinear).padding_mode(torch::kZeros).align_corners(false));
    const double gamma = std::exp(stream.uniform(std::log(0.8), std::log(1.25)));
    const double contrast = stream.uniform(0.85, 1.15);
    const double brightness = stream.uniform(-0.15, 0.15) * 0.5;
    const double noise = stream.chance(0.5) ? stream.uniform(0.0, 0.02) : 0.0;
    result = (result.clamp(0.0, 1.0).pow(gamma) - 0.5) * contrast + 0.5 + brightness;
    if (noise > 0.0) // From torch's generator, which the trainer seeds for every step.
        result = result + noise * torch::randn({ 1, 1, films.size(2), films.size(3) });
    return result.clamp(0.0, 1.0);
}

} // namespace cf
