#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/ResnetBlock.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// diffusers' AutoencoderKL config.json; any number of levels (SD v1.x: 4, f = 8). `patch_size` above 1 (as in
/// diffusers' AutoencoderKLWan) folds squares of a grey image into channels before the first convolution and back after
/// the last, which spares a small model the costly full-size levels (the bundled model: patches of 4, 3 levels, f =
/// 16).
struct AutoencoderConfig {
    std::int64_t inChannels = 3;
    std::int64_t outChannels = 3;
    std::int64_t latentChannels = 4;
    std::vector<std::int64_t> blockOutChannels{ 128, 256, 512, 512 };
    std::int64_t layersPerBlock = 2;
    std::int64_t normGroups = 32;
    double scalingFactor = 0.18215;
    std::int64_t patchSize = 1; ///< Above 1: in_channels and out_channels are its square.

    std::int64_t downscale() const { return patchSize << (blockOutChannels.size() - 1); }
    static Result<AutoencoderConfig> fromText(const std::string &json);
    static Result<AutoencoderConfig> fromFile(const std::filesystem::path &file);
};

/// One-head self-attention of the autoencoder's middle block, under the names of current diffusers (to_q, …).
struct AutoencoderAttentionImpl : torch::nn::Module {
    AutoencoderAttentionImpl(std::int64_t channels, std::int64_t groups);
    torch::Tensor forward(const torch::Tensor &image);

    GroupNorm group_norm{ nullptr };
    LinearMap to_q{ nullptr }, to_k{ nullptr }, to_v{ nullptr };
    torch::nn::ModuleList to_out;
};
TORCH_MODULE(AutoencoderAttention);

/// The middle of encoder and decoder: resnet, attention, resnet.
struct AutoencoderMiddleImpl : torch::nn::Module {
    AutoencoderMiddleImpl(std::int64_t channels, std::int64_t groups);
    torch::Tensor forward(const torch::Tensor &image);

    torch::nn::ModuleList resnets, attentions;
};
TORCH_MODULE(AutoencoderMiddle);

/// One level of encoder or decoder: resnets, then a change of scale on all but the last.
struct AutoencoderLevelImpl : torch::nn::Module {
    enum class Scale { Down, Up, Keep };
    AutoencoderLevelImpl(std::int64_t from, std::int64_t to, std::int64_t layers, std::int64_t groups, Scale scale);
    torch::Tensor forward(torch::Tensor image);

    torch::nn::ModuleList resnets, downsamplers, upsamplers;
};
TORCH_MODULE(AutoencoderLevel);

struct EncoderImpl : torch::nn::Module {
    explicit EncoderImpl(const AutoencoderConfig &config);
    torch::Tensor forward(const torch::Tensor &image);

    Convolution conv_in{ nullptr }, conv_out{ nullptr };
    torch::nn::ModuleList down_blocks;
    AutoencoderMiddle mid_block{ nullptr };
    GroupNorm conv_norm_out{ nullptr };
};
TORCH_MODULE(Encoder);

struct DecoderImpl : torch::nn::Module {
    explicit DecoderImpl(const AutoencoderConfig &config);
    torch::Tensor forward(const torch::Tensor &latent);

    Convolution conv_in{ nullptr }, conv_out{ nullptr };
    torch::nn::ModuleList up_blocks;
    AutoencoderMiddle mid_block{ nullptr };
    GroupNorm conv_norm_out{ nullptr };
};
TORCH_MODULE(Decoder);

/// diffusers' AutoencoderKL. Latents here are not yet multiplied by the scaling factor.
struct AutoencoderKLImpl : torch::nn::Module {
    explicit AutoencoderKLImpl(const AutoencoderConfig &config);

    /// image: [batch, 3, height, width] in [-1, 1], sides divisible by `downscale()`.
    /// Returns [batch, 2·latentChannels, height/f, width/f]: mean, then log-variance (unclamped).
    torch::Tensor encodeMoments(const torch::Tensor &image);
    /// The mean alone, [batch, latentChannels, …]: what editing uses.
    torch::Tensor encodeMean(const torch::Tensor &image);
    /// latent: [batch, latentChannels, h, w]; returns [batch, 3, h·f, w·f], about [-1, 1].
    torch::Tensor decode(const torch::Tensor &latent);

    AutoencoderConfig config;
    Encoder encoder{ nullptr };
    Decoder decoder{ nullptr };
    Convolution quant_conv{ nullptr }, post_quant_conv{ nullptr };
};
TORCH_MODULE(AutoencoderKL);

} // namespace cf
