#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/Layers.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// config.json of a model's segmenter/ or second-segmenter/ folder.
struct SegmenterConfig {
    std::vector<std::int64_t> blockOutChannels{ 32, 64, 112, 144 }; ///< One level each; the first at a quarter size.
    std::vector<std::int64_t> layersPerLevel{ 1, 1, 2, 2 }; ///< Blocks of each level on the way down.
    std::int64_t imageSize = 512; ///< Side of the letterboxed square.
    std::vector<std::string> maps; ///< What each map shows; each is an image-level label, too.
    std::vector<std::string> labels; ///< Image-level labels without a map.
    std::vector<double> temperature; ///< Of each map's label, then of each further label; empty: 1 each.
    std::vector<double> threshold; ///< The same order: probability above which it is found; empty: 0.5 each.
    std::vector<std::string> trusted; ///< Labels that may decide about edits: those whose figures allow it.
    std::vector<std::string> trustedMaps; ///< Maps that may say where an edit acts and what it leaves alone.

    /// Side of the maps: half the image's.
    std::int64_t mapSize() const { return imageSize / 2; }
    /// Image sides must be multiples of this.
    std::int64_t stride() const { return std::int64_t{ 2 } << blockOutChannels.size(); }
    static Result<SegmenterConfig> fromText(const std::string &json);
    static Result<SegmenterConfig> fromFile(const std::filesystem::path &file);
};

/// Two convolutions after one norm, added to what came in.
struct SegmenterBlockImpl : torch::nn::Module {
    explicit SegmenterBlockImpl(std::int64_t channels);
    torch::Tensor forward(const torch::Tensor &image);

    GroupNorm norm{ nullptr };
    Convolution conv1{ nullptr }, conv2{ nullptr };
};
TORCH_MODULE(SegmenterBlock);

/// What a segmenter says of films, before any calibration.
struct SegmenterAnswer {
    torch::Tensor maps; ///< [rows, maps, size/2, size/2], logits.
    torch::Tensor labels; ///< [rows, maps + labels], logits: of each map, pooled; then of the further labels.
};

/// Sees what is on a chest film: a small U of convolutions (arXiv 1505.04597). Squares of 4 × 4 pixels are folded into
/// channels first, so that nothing thin is lost while most of the work is done at a quarter of the size; the mean of
/// the deepest level is told to all places, so that each knows what kind of film it is on. A map's image-level label is
/// the log-sum-exp of the map (Pinheiro and Collobert, arXiv 1411.6228): films of which only that is known what they
/// show teach the map, too.
struct SegmenterImpl : torch::nn::Module {
    explicit SegmenterImpl(const SegmenterConfig &config);

    /// film: [rows, 1, size, size], grey 0…1, letterboxed with black.
    SegmenterAnswer forward(const torch::Tensor &film);
    /// [rows, maps], from map logits.
    torch::Tensor pooled(const torch::Tensor &maps);
    /// Convolutions multiply in bf16 from now on, weights stay as they are; norms and the last layers stay in fp32.
    void multiplyInBFloat16();

    SegmenterConfig config;
    Convolution conv_in{ nullptr }, conv_out{ nullptr };
    torch::nn::ModuleList down_blocks, downsamplers, mid_blocks, up_projections, up_blocks;
    torch::nn::Linear context{ nullptr }, label_head{ nullptr };
    torch::Tensor pool_scale, pool_bias;
};
TORCH_MODULE(Segmenter);

} // namespace cf
