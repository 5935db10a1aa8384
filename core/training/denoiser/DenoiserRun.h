#pragma once

#include "core/diffusion/models/TextEncoder.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/training/loop/OrthogonalMomentum.h"
#include "core/training/loop/TrainingState.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cf {

/// How a DenoiserRun is made and stepped.
struct DenoiserSettings {
    std::string unetConfig; ///< diffusers' UNet2DConditionModel config.json, as text.
    std::string textConfig; ///< transformers' CLIPTextModel config.json, as text.
    double learningRate = 1e-3;
    double weightDecay = 0.01;
    double clipNorm = 1.0;
    double emaCap = 0.999;
    std::uint64_t seed = 1; ///< Of the first weights.
};

/// A UNet and its text encoder while they are trained together: inner matrices by orthogonalised momentum, the rest by
/// AdamW; what is exported is the moving average.
class DenoiserRun
{
public:
    /// Fresh weights; the UNet's last convolution is zero, so that it starts by saying zero.
    static Result<std::unique_ptr<DenoiserRun>> make(const DenoiserSettings &settings);
    DenoiserRun(const UNetConfig &unetConfig, const TextEncoderConfig &textConfig, const DenoiserSettings &settings);
    DenoiserRun(const DenoiserRun &) = delete;

    /// [captions, tokens, width]; equal captions are encoded once.
    torch::Tensor encode(const ClipTokenizer &tokenizer, const std::vector<std::string> &captions);
    /// To be called after backward(): clips the gradients and steps the inner matrices.
    void afterBackward(double learningRate);
    /// Writes unet/ and text_encoder/ with the average's weights, in fp16. The run's weights are the average's after.
    Result<> exportTo(const std::filesystem::path &modelFolder);

    UNet2DConditionModel unet;
    ClipTextEncoder text;
    MovingAverage average;
    TrainingState state;

private:
    DenoiserSettings m_settings;
    std::vector<torch::Tensor> m_parameters;
    torch::optim::AdamW m_optimizer;
    OrthogonalMomentum m_unetMomentum, m_textMomentum;
};

/// `rows` timesteps spread evenly over time: one draw from each of equal intervals. int64, 0…999.
torch::Tensor stratifiedTimesteps(std::int64_t rows);
/// What the loss of a row is multiplied by, [rows]: the less its pair changes (`energy`, with the corpus's median
/// `middle`), the more; a large faint change would else drown beside a small strong one. `power` 0: 1 for all.
torch::Tensor shareByEnergy(const torch::Tensor &energy, double middle, double power);

/// Begins with the weights of a model's unet/ and text_encoder/, which must be built alike, and counts their steps
/// ("edit" on the model's card) as earlier ones.
Result<> startFromModel(DenoiserRun &run, const std::filesystem::path &modelFolder);
/// Begins with those of an editor's weights that fit a network of the same build that is not given the source: where
/// the editor read the source, it reads its noisy image, and where the editor said the change of the source it says the
/// negative, which is the velocity's sign. Returns how many parameters were taken over.
std::size_t startFromEditor(DenoiserRun &run, DenoiserRun &editor);

} // namespace cf
