#pragma once

#include "core/diffusion/runtime/Torch.h"

#include <cstdint>
#include <optional>

namespace cf {

// The layers of diffusers' networks, named and stored as LibTorch's own. Each takes any number format and works in its
// own: so a network multiplies in bf16 and keeps its norms in fp32. (In bf16 and channels-last LibTorch 1.13's
// GroupNorm is wrong by a tenth and more.)

/// The number format of a layer's products: that of its weights, or, in training, another one that copies of the
/// weights are brought to for each call.
struct ProductFormat {
    std::optional<torch::ScalarType> inTraining;
    torch::ScalarType of(const torch::Tensor &weight) const { return inTraining.value_or(weight.scalar_type()); }
};

struct ConvolutionImpl : torch::nn::Conv2dImpl {
    using Conv2dImpl::Conv2dImpl;
    /// [batch, from, height, width] → [batch, to, height, width]
    torch::Tensor forward(const torch::Tensor &image);
    ProductFormat format;
};
TORCH_MODULE(Convolution);

struct LinearMapImpl : torch::nn::LinearImpl {
    using LinearImpl::LinearImpl;
    /// [..., from] → [..., to]
    torch::Tensor forward(const torch::Tensor &input);
    ProductFormat format;
};
TORCH_MODULE(LinearMap);

Convolution convolution(
    std::int64_t from, std::int64_t to, std::int64_t kernel, std::int64_t stride = 1, std::int64_t padding = 1);

struct GroupNormImpl : torch::nn::GroupNormImpl {
    using torch::nn::GroupNormImpl::GroupNormImpl;
    torch::Tensor forward(const torch::Tensor &image);
};
TORCH_MODULE(GroupNorm);

struct LayerNormImpl : torch::nn::LayerNormImpl {
    using torch::nn::LayerNormImpl::LayerNormImpl;
    torch::Tensor forward(const torch::Tensor &input);
};
TORCH_MODULE(LayerNorm);

/// GroupNorm of diffusers' blocks: `eps` differs between UNet (1e-5) and autoencoder (1e-6).
GroupNorm groupNorm(std::int64_t groups, std::int64_t channels, double eps);

} // namespace cf
