#pragma once

#include "core/base/Result.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// config.json of a model's side-letters/ folder.
struct SideLetterConfig {
    std::vector<std::int64_t> channels{ 12, 24, 32, 32 }; ///< One level each, each at half the size of the one before.
    std::int64_t width = 64; ///< Of a window, as core/imaging/letters/LetterBlobs.h cuts them.
    std::int64_t height = 32;
    double threshold = 0.9; ///< From this probability on a letter is read.

    static Result<SideLetterConfig> fromText(const std::string &json);
    static Result<SideLetterConfig> fromFile(const std::filesystem::path &file);
};

/// Says whether a blob in a printed mark is a side letter: a few convolutions. What it says of a window in a mirror is
/// what it says of the window, mirrored: it looks at both.
struct SideLetterReaderImpl : torch::nn::Module {
    /// What a blob is, in the order of the outputs.
    enum Class : std::int64_t { Other, Left, Right, MirroredLeft, MirroredRight, Classes };

    explicit SideLetterReaderImpl(const SideLetterConfig &config);

    /// [blobs, 2, height, width] → [blobs, Classes], logits.
    torch::Tensor forward(const torch::Tensor &windows);

    SideLetterConfig config;
    torch::nn::ModuleList levels;
    torch::nn::Linear head{ nullptr };

private:
    torch::Tensor oneWay(const torch::Tensor &windows);
};
TORCH_MODULE(SideLetterReader);

} // namespace cf
