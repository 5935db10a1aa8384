#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/SegmenterRecipe.h"

#include <filesystem>
#include <string_view>

namespace cf {

/// Trains the segmenter on `state`/samples (see makeSegmenterSamples). The loss is, over what is known: cross-entropy
/// of every pixel, overlap (Dice) of what is there, cross-entropy of the image-level labels. Goes on from
/// `state`/segmenter.pt; logs to segmenter.csv; segmenter-check.csv gets figures of held-back samples and
/// segmenter-sheet.png held-back real films with their maps in colour.
Result<> trainSegmenter(const SegmenterRecipe &recipe, const TrainingFolders &folders, const JobContext &job);

/// Writes the averaged weights as config.json and model.safetensors (fp16) into `modelFolder`/`part`, segmenterPart or
/// secondSegmenterPart, and into the model's card. A temperature and an offset a label are fitted on half of the
/// held-back patients; AUC, sensitivity at 95 % specificity, calibration and Dice of the other half go into
/// config.json, and decide which labels are trusted; so does, a label, the probability above which one real film in
/// twenty lies that does not show it.
Result<> exportSegmenter(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, std::string_view part, const JobContext &job);

} // namespace cf
