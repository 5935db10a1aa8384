#include "core/diffusion/models/Layers.h"

namespace cf {

torch::Tensor ConvolutionImpl::forward(const torch::Tensor &image)
{
    const auto products = format.of(weight);
    if (products == weight.scalar_type())
        return Conv2dImpl::forward(image.to(products));
    namespace F = torch::nn::functional;
    return F::conv2d(image.to(products), weight.to(products),
        F::Conv2dFuncOptions()
            .bias(bias.defined() ? bias.to(products) : torch::Tensor())
            .stride(options.stride())
            .padding(options.padding())
            .dilation(options.dilation())
            .groups(options.groups()));
}

torch::Tensor LinearMapImpl::forward(const torch::Tensor &input)
{
    const auto products = format.of(weight);
    return torch::linear(input.to(products), weight.to(products), bias.defined() ? bias.to(products) : torch::Tensor());
}

torch::Tensor GroupNormImpl::forward(const torch::Tensor &image)
{
    return torch::nn::GroupNormImpl::forward(image.to(weight.scalar_type()));
}

torch::Tensor LayerNormImpl::forward(const torch::Tensor &input)
{
    return torch::nn::LayerNormImpl::forward(input.to(weight.scalar_type()));
}

Convolution convolution(
    std::int64_t from, std::int64_t to, std::int64_t kernel, std::int64_t stride, std::int64_t padding)
{
    return Convolution(torch::nn::Conv2dOptions(from, to, kernel).stride(stride).padding(padding));
}

GroupNorm groupNorm(std::int64_t groups, std::int64_t channels, double eps)
{
    return GroupNorm(torch::nn::GroupNormOptions(groups, channels).eps(eps));
}

} // namespace cf
