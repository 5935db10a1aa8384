#pragma once

#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/sampling/NoisePredictor.h"
#include "core/diffusion/sampling/TimeGrid.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "tests/parity/Golden.h"

#include "core/diffusion/runtime/Torch.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cf::parity {

/// A model folder as the editing methods use it.
struct EditModel {
    std::vector<double> levels;
    std::unique_ptr<NoisePredictor> network;
    ClipTextEncoder text{ nullptr };
    AutoencoderKL vae{ nullptr };
    std::optional<ClipTokenizer> tokenizer;

    /// [captions, tokens, width]
    torch::Tensor encode(const std::vector<std::string> &captions);
    /// The mean of the latent times the scaling factor; image: [height, width, 3] bytes.
    torch::Tensor latentOf(const torch::Tensor &image);
    /// [rows, height, width, 3] in [0, 1].
    torch::Tensor pictureOf(const torch::Tensor &latent);
};

/// Ends the test where the folder does not load. The tokenizer may be missing.
EditModel loadEditModel(const std::filesystem::path &folder);

/// The file of this kind that was made with the same model; ends the test where there is none.
GoldenFile siblingOf(const GoldenFile &file, const std::string &kind);

} // namespace cf::parity
