#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/remover/RemoverRecipe.h"

#include <filesystem>

namespace cf {

/// Trains the network that takes things out of a radiograph at its own pixels (Remover). Goes on from
/// `state`/remover.pt; logs to remover.csv; every 250 steps remover-check.csv gets the normalised counterfactual error
/// by kind, on crops of pairs that are never trained on, and remover-sheet.png shows some: source, answer, truth.
Result<> trainRemover(const RemoverRecipe &recipe, const TrainingFolders &folders, const JobContext &job);

/// Writes remover/ into a model's folder and names it in contrafact.json.
Result<> exportRemover(
    const RemoverRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder);

} // namespace cf
