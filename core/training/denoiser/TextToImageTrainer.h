#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/language/values/CaptionGrammar.h"
#include "core/training/classifier/ClassifierLabels.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/Recipe.h"

#include <filesystem>
#include <string>

namespace cf {

/// The captions of the small text-to-image model: what is present, in the editor's words and vocabulary, with side,
/// zone and severity where they are known.
CaptionGrammar stateGrammar();

/// What an image shows of what those captions can name; a label that is not known counts as absent. Devices are named
/// themselves, not as "Support Devices".
std::vector<Target> shownTargets(const LabelRow &labels);

/// Trains a text encoder and a UNet that make images from captions of their state (v-prediction, min-SNR weighting,
/// captions dropped at times): what the methods that invert an image need (prism, direct, flow). Both captions of a
/// pair are answered for the same noisy image, and the error in what tells the answers apart counts by itself: the
/// words of a finding would else hardly be learnt, for most of them can be seen in the noisy image. `modelFolder` must
/// hold the vae/ and tokenizer/ of the editor; the pairs are those encoded for it. Goes on from
/// `state`/text-to-image.pt; logs to text-to-image.csv.
Result<> trainTextToImage(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job);

/// Writes unet/, text_encoder/, scheduler/, model_index.json and contrafact.json beside vae/ and tokenizer/.
Result<> exportTextToImage(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder);

} // namespace cf
