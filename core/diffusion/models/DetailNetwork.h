#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/Layers.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// config.json of a model's detail/ folder.
struct DetailConfig {
    std::vector<std::int64_t> blockOutChannels{ 16, 32, 64, 96 }; ///< One level each; the first at half the size.
    std::int64_t wordsWidth = 128; ///< hidden_size of the text encoder that reads the instruction.

    /// Sides of images must be multiples of this.
    std::int64_t stride() const { return std::int64_t{ 1 } << blockOutChannels.size(); }
    static Result<DetailConfig> fromText(const std::string &json);
    static Result<DetailConfig> fromFile(const std::filesystem::path &file);
};

/// Two convolutions whose middle is scaled and shifted by the instruction (feature-wise modulation, arXiv 1709.07871),
/// added to what came in.
struct DetailBlockImpl : torch::nn::Module {
    DetailBlockImpl(std::int64_t channels, std::int64_t wordsWidth);
    torch::Tensor forward(const torch::Tensor &image, const torch::Tensor &words);

    Convolution conv1{ nullptr }, conv2{ nullptr };
    torch::nn::Linear words_proj{ nullptr };
};
TORCH_MODULE(DetailBlock);

/// Carries an edit from the latents' resolution to the image's. What a decoder says of an edit is blurred: lines
/// thinner than a latent cell (leads, wires, tubes, pleural edges) it loses or draws beside their place. This network
/// sees the source itself beside source and edit decoded, and says the change at every pixel: a U of convolutions
/// that levels each pixel by itself, so that crops and whole images are treated alike. Its answer is put together from
/// the decoder's change, from what decoding lost of the source, and from something of its own, each weighed at every
/// pixel: what most often is to be said (more of the change; away with the lost line) needs but one weight.
struct DetailNetworkImpl : torch::nn::Module {
    explicit DetailNetworkImpl(const DetailConfig &config);

    /// source, reconstruction (the source decoded), edited (the edit decoded): [rows, 1, height, width], about
    /// [-1, 1]; words: [rows, wordsWidth], the pooled state of the instruction, zeros where there is none.
    /// Returns the change, edit minus source, [rows, 1, height, width] in the same units.
    torch::Tensor forward(const torch::Tensor &source, const torch::Tensor &reconstruction, const torch::Tensor &edited,
        const torch::Tensor &words);

    DetailConfig config;
    Convolution conv_in{ nullptr }, conv_out{ nullptr };
    torch::nn::ModuleList down_blocks, downsamplers, up_blocks, upsamplers;
    DetailBlock mid_block{ nullptr };
};
TORCH_MODULE(DetailNetwork);

} // namespace cf
