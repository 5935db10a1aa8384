#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/SegmenterRecipe.h"

#include <filesystem>

namespace cf {

/// Trains the reader of side letters on what `modelFolder`/segmenter takes for printed marks on real films, with the
/// texts that the recipe's table names, and on drawn letters. Where a text holds an L or R beside other words, a first
/// network says which blob it is, and a second one learns from it. From which probability on a letter is read is
/// decided on a part of the training patients. Takes minutes. Writes `modelFolder`/side-letters with the figures of
/// held-back patients, as they lie and mirrored, the model's card, and `state`/side-letters.png: the held-back letters,
/// read or not.
Result<> trainSideLetters(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job);

} // namespace cf
