#include "core/diffusion/models/ResnetBlock.h"

#include "core/diffusion/runtime/CancellationPoint.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cf {

namespace F = torch::nn::functional;

namespace {

/// Half a second on one core, or less. The largest of Stable Diffusion's UNet, with two rows, stays below.
constexpr double maxMultiplications = 2.5e10;

/// A convolution between two stop points. While nothing is learnt, one that would take seconds (the decoder's, at the
/// size of the picture) is done in strips, so that it can be left in its middle.
torch::Tensor convolved(Convolution &conv, const torch::Tensor &image)
{
    cancellationPoint();
    const double multiplications =
        static_cast<double>(conv->weight.numel()) * static_cast<double>(image.numel() / image.size(1));
    if (torch::GradMode::is_enabled() || multiplications <= maxMultiplications) {
        torch::Tensor result = conv(image);
        cancellationPointInBackward(result);
        return result;
    }
    const auto strips = static_cast<std::int64_t>(std::ceil(multiplications / maxMultiplications));
    return convolvedInStrips(conv, image, (image.size(2) + strips - 1) / strips);
}

} // namespace

torch::Tensor convolvedInStrips(Convolution &conv, const torch::Tensor &image, std::int64_t rows)
{
    constexpr std::int64_t rim = 1; // Of a 3 × 3 kernel.
    const auto products = conv->format.of(conv->weight);
    const torch::Tensor weight = conv->weight.to(products), bias = conv->bias.to(products);
    const torch::Tensor padded = F::pad(image.to(products), F::PadFuncOptions({ 0, 0, rim, rim }));
    std::vector<torch::Tensor> strips;
    for (std::int64_t first = 0; first < image.size(2); first += rows) {
        cancellationPoint();
        const std::int64_t count = std::min(rows, image.size(2) - first);
        strips.push_back(torch::conv2d(padded.narrow(2, first, count + 2 * rim), weight, bias,
            /*stride=*/1, /*padding=*/torch::IntArrayRef({ 0, rim })));
    }
    return torch::cat(strips, 2);
}

ResnetBlockImpl::ResnetBlockImpl(
    std::int64_t from, std::int64_t to, std::int64_t timeChannels, std::int64_t groups, double eps)
{
    norm1 = register_module("norm1", groupNorm(groups, from, eps));
    conv1 = register_module("conv1", convolution(from, to, 3));
    if (timeChannels > 0)
        time_emb_proj = register_module("time_emb_proj", LinearMap(timeChannels, to));
    norm2 = register_module("norm2", groupNorm(groups, to, eps));
    conv2 = register_module("conv2", convolution(to, to, 3));
    if (from != to)
        conv_shortcut = register_module("conv_shortcut", convolution(from, to, 1, 1, 0));
}

torch::Tensor ResnetBlockImpl::forward(const torch::Tensor &image, const torch::Tensor &time)
{
    torch::Tensor hidden = convolved(conv1, torch::silu(norm1(image)));
    if (time_emb_proj)
        hidden = hidden + time_emb_proj(torch::silu(time)).unsqueeze(-1).unsqueeze(-1);
    hidden = convolved(conv2, torch::silu(norm2(hidden)));
    return (conv_shortcut ? conv_shortcut(image) : image) + hidden;
}

DownsampleImpl::DownsampleImpl(std::int64_t channels, bool padsOneSide)
    : asymmetric(padsOneSide)
{
    conv = register_module("conv", convolution(channels, channels, 3, 2, padsOneSide ? 0 : 1));
}

torch::Tensor DownsampleImpl::forward(const torch::Tensor &image)
{
    return conv(asymmetric ? F::pad(image, F::PadFuncOptions({ 0, 1, 0, 1 })) : image);
}

UpsampleImpl::UpsampleImpl(std::int64_t channels)
{
    conv = register_module("conv", convolution(channels, channels, 3));
}

torch::Tensor UpsampleImpl::forward(const torch::Tensor &image, torch::IntArrayRef size)
{
    const std::vector<std::int64_t> wanted =
        size.empty() ? std::vector<std::int64_t>{ image.size(2) * 2, image.size(3) * 2 } : size.vec();
    return convolved(conv, F::interpolate(image, F::InterpolateFuncOptions().size(wanted).mode(torch::kNearest)));
}

} // namespace cf
