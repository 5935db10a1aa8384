#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/Layers.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// config.json of a model's remover/ folder.
struct RemoverConfig {
    std::vector<std::int64_t> blockOutChannels{ 24, 48, 96, 160 }; ///< One level each; the first at half the size.
    std::vector<std::int64_t> midDilations{ 1, 2, 4 }; ///< Of the blocks at the coarsest level, which see far.
    /// Radii, in pixels, of the top-hats that the picture is taken apart by; see bands() and forward().
    std::vector<std::int64_t> bandRadii{ 2, 3, 5, 8, 12, 20 };
    std::vector<std::string> kinds; ///< Keys of the targets that the network can be told, in the order of its inputs.

    /// Planes of the picture's bright parts: one a radius, and what stands above the mask's surroundings beyond them.
    std::int64_t bands() const { return static_cast<std::int64_t>(bandRadii.size()) + 1; }
    /// Sides of images must be multiples of this.
    std::int64_t stride() const { return std::int64_t{ 1 } << blockOutChannels.size(); }
    static Result<RemoverConfig> fromText(const std::string &json);
    static Result<RemoverConfig> fromFile(const std::filesystem::path &file);
};

/// Two convolutions, the first after each pixel's channels were brought to one size, added to what came in.
struct RemoverBlockImpl : torch::nn::Module {
    RemoverBlockImpl(std::int64_t channels, std::int64_t dilation);
    torch::Tensor forward(const torch::Tensor &image);

    Convolution conv1{ nullptr }, conv2{ nullptr };
};
TORCH_MODULE(RemoverBlock);

/// What a Remover says of a picture.
struct Removal {
    torch::Tensor change; ///< Without minus with, [rows, 1, height, width]; 0 where the mask is 0.
    torch::Tensor grain; ///< Natural logarithm of the deviation of the grain that belongs there, same shape and units.
};

/// Takes something out of a radiograph in one pass: what lies under it has one answer, so it is regressed at the
/// picture's own pixels (Bozorgpour et al. 2026 measure the same of paired images, arXiv 2606.17675: no worse than
/// diffusion, 200 times faster). A U of convolutions that levels each pixel by itself, so that tiles and whole pictures
/// are treated alike; the blocks at the coarsest level are dilated, for the inside of a generator is told by what
/// surrounds it. What lies bright on the picture comes in taken apart by its width; the network says of each part and
/// pixel how much of it goes, and adds what no part holds: to tell a wire from a rib is learnt sooner than to draw it.
struct RemoverImpl : torch::nn::Module {
    explicit RemoverImpl(const RemoverConfig &config);

    /// picture: [rows, 1, height, width], about [-1, 1]; mask of what is to go, same shape, 0 … 1;
    /// bands: [rows, config.bands(), height, width], 0 or negative, in the picture's units: what would be added to take
    /// each part away; kinds: [rows, config.kinds.size()], 1 for each kind that is to go, all 0 where it is not told.
    Removal forward(const torch::Tensor &picture, const torch::Tensor &mask, const torch::Tensor &bands,
        const torch::Tensor &kinds);

    /// A view of the last layer's biases that say how much of a band goes, before the others are heard.
    torch::Tensor shareBiases(std::int64_t band);

    /// From now on convolutions multiply in bf16; weights stay as they are (for training), or are converted.
    void multiplyInBFloat16(bool keepWeights);

    RemoverConfig config;
    Convolution conv_in{ nullptr }, conv_out{ nullptr };
    torch::nn::ModuleList kind_embeddings, down_blocks, downsamplers, mid_blocks, upsamplers, up_blocks;
};
TORCH_MODULE(Remover);

} // namespace cf
