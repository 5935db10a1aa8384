#include "core/diffusion/models/ResnetBlock.h"

namespace cf {

namespace F = torch::nn::functional;

torch::nn::GroupNorm groupNorm(std::int64_t groups, std::int64_t channels, double eps)
{
    return torch::nn::GroupNorm(torch::nn::GroupNormOptions(groups, channels).eps(eps));
}

torch::nn::Conv2d convolution(
    std::int64_t from, std::int64_t to, std::int64_t kernel, std::int64_t stride, std::int64_t padding)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(from, to, kernel).stride(stride).padding(padding));
}

ResnetBlockImpl::ResnetBlockImpl(
    std::int64_t from, std::int64_t to, std::int64_t timeChannels, std::int64_t groups, double eps)
{
    norm1 = register_module("norm1", groupNorm(groups, from, eps));
    conv1 = register_module("conv1", convolution(from, to, 3));
    if (timeChannels > 0)
        time_emb_proj = register_module("time_emb_proj", torch::nn::Linear(timeChannels, to));
    norm2 = register_module("norm2", groupNorm(groups, to, eps));
    conv2 = register_module("conv2", convolution(to, to, 3));
    if (from != to)
        conv_shortcut = register_module("conv_shortcut", convolution(from, to, 1, 1, 0));
}

torch::Tensor ResnetBlockImpl::forward(const torch::Tensor &image, const torch::Tensor &time)
{
    torch::Tensor hidden = conv1(torch::silu(norm1(image)));
    if (time_emb_proj)
        hidden = hidden + time_emb_proj(torch::silu(time)).unsqueeze(-1).unsqueeze(-1);
    hidden = conv2(torch::silu(norm2(hidden)));
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
    return conv(F::interpolate(image, F::InterpolateFuncOptions().size(wanted).mode(torch::kNearest)));
}

} // namespace cf
