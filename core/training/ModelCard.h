#pragma once

#include "core/base/Result.h"
#include "core/training/AutoencoderTrainer.h"
#include "core/training/Recipe.h"

#include <cstdint>
#include <filesystem>

namespace cf {

/// Writes scheduler_config.json, model_index.json and contrafact.json: what the model is, what it was trained on, for
/// how long, which method and grammar it is made for, its limits, and the SHA-256 of each weight file.
Result<> writeModelCard(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, std::int64_t editSteps);

/// Writes into an existing contrafact.json what `modelFolder`/classifier is: labels, steps, calibration (ECE, AUC on
/// held-back patients) and its SHA-256. Nothing happens where one of both is missing.
Result<> addClassifierToCard(const std::filesystem::path &modelFolder);

} // namespace cf
