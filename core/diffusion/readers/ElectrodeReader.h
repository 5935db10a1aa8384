#pragma once

#include "core/base/Result.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// config.json of a model's electrode-reader/ folder.
struct ElectrodeReaderConfig {
    std::vector<std::int64_t> channels{ 16, 24, 32, 48 }; ///< One level each, each at half the size of the one before.
    std::int64_t side = 48; ///< Of a window, as core/imaging/filling/SpotCandidates.h cuts them.
    double threshold = 0.5; ///< From this probability on a spot is an electrode.

    static Result<ElectrodeReaderConfig> fromText(const std::string &json);
    static Result<ElectrodeReaderConfig> fromFile(const std::filesystem::path &file);
};

/// Says whether a small bright spot of a film is an electrode of ECG leads: a few convolutions. It looks at a window
/// and at its mirror images, since an electrode has no right way up.
struct ElectrodeReaderImpl : torch::nn::Module {
    explicit ElectrodeReaderImpl(const ElectrodeReaderConfig &config);

    /// [spots, 2, side, side] → [spots], log odds. In training one way round alone.
    torch::Tensor forward(const torch::Tensor &windows);

    ElectrodeReaderConfig config;
    torch::nn::ModuleList levels;
    torch::nn::Linear head{ nullptr };

private:
    torch::Tensor oneWay(const torch::Tensor &windows);
};
TORCH_MODULE(ElectrodeReader);

} // namespace cf
