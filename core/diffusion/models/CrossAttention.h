#pragma once

#include "core/diffusion/attention/AttentionControl.h"
#include "core/diffusion/models/Layers.h"

#include "core/diffusion/runtime/Torch.h"

#include <cstdint>

namespace cf {

/// Attention of image positions to themselves or to prompt tokens. Key names follow the Stable Diffusion checkpoint.
struct AttentionImpl : torch::nn::Module {
    AttentionImpl(std::int64_t queryWidth, std::int64_t contextWidth, std::int64_t heads);

    /// image: [batch, positions, queryWidth]; context: [batch, tokens, contextWidth], or undefined for self-attention.
    /// Returns the shape of `image`. `control` may be null.
    torch::Tensor forward(const torch::Tensor &image, const torch::Tensor &context, const AttentionPlace &place,
        AttentionControl *control);

    std::int64_t heads;
    LinearMap to_q{ nullptr }, to_k{ nullptr }, to_v{ nullptr };
    torch::nn::ModuleList to_out;
};
TORCH_MODULE(Attention);

/// GEGLU feed-forward: net.0.proj to twice four widths, gate by GELU, net.2 back.
struct FeedForwardImpl : torch::nn::Module {
    explicit FeedForwardImpl(std::int64_t width);
    torch::Tensor forward(const torch::Tensor &image);

    torch::nn::ModuleList net;
};
TORCH_MODULE(FeedForward);

/// diffusers' BasicTransformerBlock: self-attention, cross-attention, feed-forward, each with a residual.
struct TransformerBlockImpl : torch::nn::Module {
    TransformerBlockImpl(std::int64_t width, std::int64_t contextWidth, std::int64_t heads);
    torch::Tensor forward(
        torch::Tensor image, const torch::Tensor &context, AttentionPlace &place, AttentionControl *control);

    LayerNorm norm1{ nullptr }, norm2{ nullptr }, norm3{ nullptr };
    Attention attn1{ nullptr }, attn2{ nullptr };
    FeedForward ff{ nullptr };
};
TORCH_MODULE(TransformerBlock);

/// diffusers' Transformer2DModel with 1×1 convolutions in and out.
struct Transformer2DImpl : torch::nn::Module {
    Transformer2DImpl(std::int64_t channels, std::int64_t contextWidth, std::int64_t heads, std::int64_t groups);
    /// image: [batch, channels, height, width]; context: [batch, tokens, contextWidth]. `place.layer` counts on.
    torch::Tensor forward(
        const torch::Tensor &image, const torch::Tensor &context, AttentionPlace &place, AttentionControl *control);

    GroupNorm norm{ nullptr };
    Convolution proj_in{ nullptr }, proj_out{ nullptr };
    torch::nn::ModuleList transformer_blocks;
};
TORCH_MODULE(Transformer2D);

} // namespace cf
