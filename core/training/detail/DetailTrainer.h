#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/Recipe.h"

#include <filesystem>

namespace cf {

/// Trains the network that carries the editor's answers from the latents' resolution to the image's (DetailNetwork), on
/// answers of the finished editor in `modelFolder`. Goes on from `state`/detail.pt; logs to detail.csv; every 250 steps
/// detail-check.csv gets the normalised counterfactual error in pixels, per target and direction, on pairs that are
/// never trained on, as decoded and as this network says it.
Result<> trainDetail(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job);

/// Writes detail/ into the editor's folder and names it in contrafact.json.
Result<> exportDetail(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder);

} // namespace cf
