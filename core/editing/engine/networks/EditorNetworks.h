#pragma once

// The loaded networks of a model folder.

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/diffusion/models/Autoencoder.h"
#include "core/diffusion/models/DetailNetwork.h"
#include "core/diffusion/models/Remover.h"
#include "core/diffusion/models/TextEncoder.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/runtime/EvaluationCache.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/engine/networks/ModelSettings.h"

#include <torch/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cf {

/// The source as the networks see it.
struct EncodedSource {
    GreyImage square; ///< What was encoded, display grey.
    torch::Tensor mean; ///< The encoder's mean, [1, channels, height, width], not scaled.
    torch::Tensor latent; ///< The mean times the latent scaling: what is noised and denoised.
    GreyImage reconstruction; ///< The latent decoded.
    double decodingSeconds = 0.0; ///< What that took.
};

struct EditorNetworks {
    ModelDescription description;
    ClipTokenizer tokenizer;
    ClipTextEncoder text{ nullptr };
    UNet2DConditionModel unet{ nullptr };
    AutoencoderKL autoencoder{ nullptr };
    DetailNetwork detail{ nullptr }; ///< Where the folder has one.
    Remover remover{ nullptr }; ///< Where the folder has one.
    NoiseSchedule schedule;
    MethodParameters methodParameters; ///< Of the model's card.
    double latentScaling = 1.0;
    bool isPaired = false; ///< The UNet takes the source latent as a second input.
    bool multipliesInBFloat16 = false; ///< The UNet's convolutions and linear maps.
    EvaluationCache remembered{ 0 };
    std::int64_t rowsComputed = 0; ///< Rows that the UNet was given since the start.

    /// [1, tokens, width]. May throw what LibTorch throws.
    torch::Tensor encode(const std::string &caption);
    /// The latent that a paired UNet is given beside the noisy one: published InstructPix2Pix checkpoints take the
    /// encoder's mean as it is, models that say the residual the scaled one, in whose space they answer.
    const torch::Tensor &condition(const EncodedSource &source) const;
    torch::Tensor encodeMean(const GreyImage &square);
    /// What the UNet answers to `input`, [rows, channels, height, width], at one timestep; remembered where it was
    /// given the same before and nothing is learnt. `control` may be null. May throw what LibTorch throws.
    torch::Tensor answer(const torch::Tensor &input, std::int64_t timestep, const torch::Tensor &context,
        AttentionControl *control = nullptr);
    GreyImage decode(const torch::Tensor &latent);
    /// `edited`, a decoded edit of `source`, with its change as the detail network says it; only with a detail network.
    /// `caption`: the one instruction that was followed, empty where there were several. May leave 0…1.
    GreyImage sharpened(const EncodedSource &source, const GreyImage &edited, const std::string &caption);
    int downscale() const { return static_cast<int>(autoencoder->config.downscale()); }
};

/// Loads and checks that the parts fit each other. Errors name the file, the tensor or the two parts; Unsupported where
/// bf16 is asked for that this processor has no instructions for.
Result<std::unique_ptr<EditorNetworks>> loadNetworks(const std::filesystem::path &modelFolder, Precision precision);

} // namespace cf
