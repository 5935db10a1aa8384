#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/loop/TrainingGroup.h"
#include "core/training/recipe/Recipe.h"

#include <filesystem>

namespace cf {

/// Trains the classifier of findings and devices (EfficientNet-B0) on the corpus of exact pairs, from nothing or from
/// the classifier of the model `folders.startFrom`; with `folders.radiographs` the findings of the films' tables are
/// learnt, too. The loss is cross-entropy over known labels, plus for each pair the demand that the image with the
/// abnormality scores higher for it, and that nothing else moves. Goes on from `state`/classifier.pt; logs to
/// classifier.csv; classifier-check.csv gets loss and mean AUC of pairs of patients that are never trained on. The
/// processes of a group, which see the same folders, share each batch's pairs; they learn the same as one process, but
/// for rounding.
Result<> trainClassifier(const TrainingRecipe &recipe, const TrainingFolders &folders, const JobContext &job,
    const TrainingGroup &group = TrainingGroup());

/// Writes the averaged weights as `folder`/config.json and model.safetensors (fp16) in torchvision's names. Batch
/// norms are measured anew for the average; a temperature and an offset a label are fitted on half of the held-back
/// patients, and AUC, Brier score and ECE of the other half go into config.json.
Result<> exportClassifier(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &folder, const JobContext &job);

} // namespace cf
