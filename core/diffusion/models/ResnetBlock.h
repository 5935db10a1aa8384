#pragma once

#include "core/diffusion/models/Layers.h"

#include "core/diffusion/runtime/Torch.h"

#include <cstdint>

namespace cf {

/// A 3 × 3 convolution of stride 1 and padding 1, `rows` lines of its answer at a time, with a stop point before each.
/// image: [batch, from, height, width]; returns what the convolution itself returns, to rounding.
torch::Tensor convolvedInStrips(Convolution &conv, const torch::Tensor &image, std::int64_t rows);

/// diffusers' ResnetBlock2D: norm–SiLU–conv twice around an optional time embedding; 1×1 shortcut when widths differ.
struct ResnetBlockImpl : torch::nn::Module {
    /// `timeChannels` 0: no time embedding (autoencoder).
    ResnetBlockImpl(std::int64_t from, std::int64_t to, std::int64_t timeChannels, std::int64_t groups, double eps);
    /// image: [batch, from, height, width]; time: [batch, timeChannels] or undefined; returns [batch, to, height,
    /// width].
    torch::Tensor forward(const torch::Tensor &image, const torch::Tensor &time);

    GroupNorm norm1{ nullptr }, norm2{ nullptr };
    Convolution conv1{ nullptr }, conv2{ nullptr }, conv_shortcut{ nullptr };
    LinearMap time_emb_proj{ nullptr };
};
TORCH_MODULE(ResnetBlock);

/// Halves height and width. The autoencoder pads right and bottom only (`asymmetric`), the UNet all round.
struct DownsampleImpl : torch::nn::Module {
    DownsampleImpl(std::int64_t channels, bool asymmetric);
    torch::Tensor forward(const torch::Tensor &image);

    Convolution conv{ nullptr };
    bool asymmetric;
};
TORCH_MODULE(Downsample);

/// Nearest-neighbour growth to twice the size, or to `size` where a skip connection asks for another, then a
/// convolution.
struct UpsampleImpl : torch::nn::Module {
    explicit UpsampleImpl(std::int64_t channels);
    torch::Tensor forward(const torch::Tensor &image, torch::IntArrayRef size = {});

    Convolution conv{ nullptr };
};
TORCH_MODULE(Upsample);

} // namespace cf
