#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/SegmenterRecipe.h"

#include <filesystem>

namespace cf {

/// Trains the reader of lines on the segmenter's samples (see makeSegmenterSamples): lines are traced on each film, cut
/// into stretches and measured beside the maps of `modelFolder`/segmenter; a stretch belongs to a device where the
/// exact maps of an insertion say so, and to none where they, or a reader's table, say that the film shows none. What
/// was measured is kept in `state`/line-stretches-*.pt. Takes minutes. Writes `modelFolder`/line-reader with the
/// figures of held-back patients, which decide what is trusted, and the model's card.
Result<> trainLineReader(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job);

} // namespace cf
