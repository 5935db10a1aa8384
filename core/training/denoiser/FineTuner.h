#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/loop/TrainingGroup.h"
#include "core/training/recipe/FineTuneRecipe.h"

#include <filesystem>

namespace cf {

/// Where a fine-tuning reads from and writes to.
struct FineTuneFolders {
    std::filesystem::path base; ///< The text-to-image model to start from, in diffusers' layout.
    std::filesystem::path table; ///< See readCaptionedImages.
    std::filesystem::path images; ///< What the table's paths are relative to.
    std::filesystem::path state; ///< Checkpoint and log; made when missing.
};

/// Fine-tunes the UNet of a text-to-image model on captioned radiographs as PRISM does (arXiv 2503.00196, its
/// finetune_chexpert.py): autoencoder and text encoder frozen, latents sampled from the posterior, uniform timesteps,
/// mean squared error of what the model's scheduler predicts (noise or velocity), AdamW, clipped gradients,
/// accumulation. In fp32. Goes on from `state`/fine-tune.pt; logs to fine-tune.csv. The processes of a group, which see
/// the same folders, share each batch's rows; they learn the same as one process, but for rounding.
Result<> fineTune(const FineTuneRecipe &recipe, const FineTuneFolders &folders, const JobContext &job,
    const TrainingGroup &group = TrainingGroup());

/// Writes the fine-tuned model to `modelFolder`: the UNet in fp16, all else copied from the base.
Result<> exportFineTuned(
    const FineTuneRecipe &recipe, const FineTuneFolders &folders, const std::filesystem::path &modelFolder);

} // namespace cf
