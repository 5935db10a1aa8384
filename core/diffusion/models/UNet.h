#pragma once

#include "core/base/Result.h"
#include "core/diffusion/attention/AttentionControl.h"
#include "core/diffusion/models/CrossAttention.h"
#include "core/diffusion/models/ResnetBlock.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// diffusers' UNet2DConditionModel config.json: SD v1.x, InstructPix2Pix (8 input channels) and small relatives.
struct UNetConfig {
    std::int64_t sampleSize = 64;
    std::int64_t inChannels = 4;
    std::int64_t outChannels = 4;
    std::vector<std::int64_t> blockOutChannels{ 320, 640, 1280, 1280 };
    std::vector<bool> downAttention{ true, true, true, false }; ///< CrossAttnDownBlock2D or DownBlock2D.
    std::vector<bool> upAttention{ false, true, true, true };
    std::int64_t layersPerBlock = 2;
    std::vector<std::int64_t> heads{ 8, 8, 8,
        8 }; ///< Number of heads a level: for SD v1.x, "attention_head_dim" says so.
    std::int64_t crossAttentionWidth = 768;
    std::int64_t normGroups = 32;
    double normEps = 1e-5;
    bool flipSinToCos = true;
    double frequencyShift = 0.0;

    static Result<UNetConfig> fromText(const std::string &json);
    static Result<UNetConfig> fromFile(const std::filesystem::path &file);
};

/// Sinusoidal embedding of timesteps, [batch] → [batch, width].
torch::Tensor timestepEmbedding(
    const torch::Tensor &timesteps, std::int64_t width, bool flipSinToCos, double frequencyShift);

struct TimeEmbeddingImpl : torch::nn::Module {
    TimeEmbeddingImpl(std::int64_t from, std::int64_t to);
    torch::Tensor forward(const torch::Tensor &embedding);
    LinearMap linear_1{ nullptr }, linear_2{ nullptr };
};
TORCH_MODULE(TimeEmbedding);

/// What every block of one call shares.
struct UNetCall {
    torch::Tensor time; ///< [batch, 4·width]
    torch::Tensor context; ///< [batch, tokens, crossAttentionWidth]
    AttentionPlace place;
    AttentionControl *control = nullptr;
};

/// DownBlock2D or, with attention, CrossAttnDownBlock2D.
struct UNetDownBlockImpl : torch::nn::Module {
    UNetDownBlockImpl(const UNetConfig &config, std::size_t level);
    /// Appends its outputs to `skips`.
    torch::Tensor forward(torch::Tensor image, UNetCall &call, std::vector<torch::Tensor> &skips);
    torch::nn::ModuleList resnets, attentions, downsamplers;
};
TORCH_MODULE(UNetDownBlock);

struct UNetMiddleBlockImpl : torch::nn::Module {
    explicit UNetMiddleBlockImpl(const UNetConfig &config);
    torch::Tensor forward(torch::Tensor image, UNetCall &call);
    torch::nn::ModuleList resnets, attentions;
};
TORCH_MODULE(UNetMiddleBlock);

/// UpBlock2D or, with attention, CrossAttnUpBlock2D.
struct UNetUpBlockImpl : torch::nn::Module {
    UNetUpBlockImpl(const UNetConfig &config, std::size_t level);
    /// Takes its skips from the end of `skips`.
    torch::Tensor forward(torch::Tensor image, UNetCall &call, std::vector<torch::Tensor> &skips);
    torch::nn::ModuleList resnets, attentions, upsamplers;
};
TORCH_MODULE(UNetUpBlock);

/// The denoising network.
struct UNet2DConditionModelImpl : torch::nn::Module {
    explicit UNet2DConditionModelImpl(const UNetConfig &config);

    /// sample: [batch, inChannels, height, width], any size; timesteps: [batch], any number type;
    /// context: [batch, tokens, crossAttentionWidth]. Returns [batch, outChannels, height, width].
    /// `control` sees the attention maps of this call only.
    torch::Tensor forward(const torch::Tensor &sample, const torch::Tensor &timesteps, const torch::Tensor &context,
        AttentionControl *control = nullptr);

    UNetConfig config;
    Convolution conv_in{ nullptr }, conv_out{ nullptr };
    TimeEmbedding time_embedding{ nullptr };
    torch::nn::ModuleList down_blocks, up_blocks;
    UNetMiddleBlock mid_block{ nullptr };
    GroupNorm conv_norm_out{ nullptr };

    /// What becomes of the weights of a network that multiplies in bf16.
    enum class Weights {
        Converted, ///< For use: half the memory.
        Kept, ///< For training: they stay in fp32, and each call converts copies.
    };
    /// Convolutions and linear maps multiply in bf16 from now on, each sum in fp32. All but the time embedding and the
    /// last convolution, whose rounding every pixel would see; norms stay in fp32, too.
    void multiplyInBFloat16(Weights weights = Weights::Converted);
};
TORCH_MODULE(UNet2DConditionModel);

} // namespace cf
