#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/Recipe.h"

#include <filesystem>

namespace cf {

/// Threads of the network's kernels in this process; to be set once, before any training.
void setTrainingThreads(int threads);

/// Trains the autoencoder of `recipe` on the corpus of pairs and on real radiographs. Goes on from
/// `state`/autoencoder.pt; saves every few minutes and when stopped; logs to autoencoder.csv (step, loss, learning
/// rate, seconds; every 500 steps the PSNR of held-back images) and draws autoencoder-sheet.png (source above rebuilt).
Result<> trainAutoencoder(const TrainingRecipe &recipe, const TrainingFolders &folders, const JobContext &job);

/// Writes the averaged weights as a diffusers folder (config.json, fp16 safetensors). The latents' mean and deviation
/// are folded into quant_conv and post_quant_conv, so that every latent channel has mean 0 and deviation 1 and
/// scaling_factor is 1.
Result<> exportAutoencoder(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &vaeFolder, const JobContext &job);

} // namespace cf
