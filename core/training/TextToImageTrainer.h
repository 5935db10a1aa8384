#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/language/CaptionGrammar.h"
#include "core/training/AutoencoderTrainer.h"
#include "core/training/ClassifierLabels.h"
#include "core/training/Recipe.h"

#include <filesystem>
#include <string>

namespace cf {

/// The captions of the small text-to-image model: the labels that are present, in the editor's words and vocabulary.
CaptionGrammar stateGrammar();

/// What an image shows, in `grammar`'s words; a label that is not known counts as absent. A device is named itself, not
/// as "Support Devices".
std::string captionOfLabels(const LabelRow &labels, const CaptionGrammar &grammar);

/// Trains a text encoder and a UNet that make images from captions of their state (v-prediction, min-SNR weighting,
/// captions dropped at times): what the methods that invert an image need (prism, direct, flow). Both images of a pair
/// are seen with the same noise at the same timestep, and the error in what tells them apart counts by itself: the
/// words of a small finding would else hardly be learnt. `modelFolder` must hold the vae/ and tokenizer/ of the editor;
/// the pairs are those encoded for it. Goes on from `state`/text-to-image.pt; logs to text-to-image.csv.
Result<> trainTextToImage(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job);

/// Writes unet/, text_encoder/, scheduler/, model_index.json and contrafact.json beside vae/ and tokenizer/.
Result<> exportTextToImage(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder);

} // namespace cf
