#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/SegmenterRecipe.h"

#include <filesystem>

namespace cf {

/// Trains the reader of electrodes on the samples of `folders`.state: electrodes of the recipe's line_table,
/// what lies beside them, and the spots of films without leads. From which probability on a spot is an electrode is
/// decided on a part of the training patients. Takes minutes. Writes `modelFolder`/electrode-reader with the figures of
/// held-back patients, and the model's card. Errors: samples in which no electrode is annotated.
Result<> trainElectrodeReader(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job);

} // namespace cf
