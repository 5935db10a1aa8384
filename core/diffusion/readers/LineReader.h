#pragma once

#include "core/base/Result.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// config.json of a model's line-reader/ folder.
struct LineReaderConfig {
    std::int64_t features = 54; ///< Of a stretch of a line, as core/imaging/lines/LineWindows.h measures them.
    std::vector<std::int64_t> hidden{ 64, 32 };
    std::vector<std::string> kinds; ///< What a stretch may belong to, in the order of the outputs; names of maps.
    std::vector<std::string> trusted; ///< Kinds that are read well enough to say where an edit acts.
    std::vector<std::string> maps; ///< Of the segmenter, in the order in which they were measured along lines.

    static Result<LineReaderConfig> fromText(const std::string &json);
    static Result<LineReaderConfig> fromFile(const std::filesystem::path &file);
};

/// Says to which device a stretch of a traced line belongs, if any: a small perceptron on what a segmenter's maps hold
/// along the line and on how the line looks and runs. Along a line a map's errors average out, and a rib's edge looks
/// otherwise than a wire.
struct LineReaderImpl : torch::nn::Module {
    explicit LineReaderImpl(const LineReaderConfig &config);

    /// [stretches, features] → [stretches, kinds], log odds.
    torch::Tensor forward(const torch::Tensor &features);

    LineReaderConfig config;
    torch::Tensor mean, scale; ///< [features]: what the features are centred and multiplied by first.
    torch::nn::ModuleList layers;
};
TORCH_MODULE(LineReader);

} // namespace cf
