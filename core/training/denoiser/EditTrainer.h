#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/data/LatentCorpus.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/Recipe.h"

#include <filesystem>

namespace cf {

/// Encodes this process's share of the pairs with the autoencoder exported to `modelFolder`/vae. Goes on where an
/// earlier call stopped.
Result<> encodePairs(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, EncodingShare share, const JobContext &job);

/// Trains the text encoder and the UNet of a model that edits by instruction (as InstructPix2Pix, arXiv 2211.09800):
/// input [x_t, z_source], text the instruction, output the residual x0 − z_source. The autoencoder is the one exported
/// to `modelFolder`/vae; it stays frozen, and the pairs encoded so far are what is learnt from. Goes on from
/// `state`/edit.pt; without one it begins with `startFrom`, where that is named; logs to edit.csv; every 500 steps
/// edit-check.csv gets the normalised counterfactual error inside the region, per target and direction, on pairs that
/// are never trained on.
Result<> trainEditor(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job);

/// Writes unet/, text_encoder/, scheduler/, model_index.json and contrafact.json beside vae/ and tokenizer/.
Result<> exportEditor(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder);

} // namespace cf
