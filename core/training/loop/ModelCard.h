#pragma once

#include "core/base/Result.h"
#include "core/language/values/CaptionGrammar.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/Recipe.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// What tells one of our models from another.
struct ModelCard {
    std::string name;
    std::string pipeline = "StableDiffusionInstructPix2PixPipeline"; ///< diffusers' class for the folder.
    std::string defaultMethod = "instruct";
    std::string predictionType = "source_residual";
    CaptionGrammar grammar = CaptionGrammar::bundled();
    /// What the model's weights want else than the methods' own defaults, by method and parameter.
    std::map<std::string, std::map<std::string, double>> methodParameters;
    std::map<std::string, std::int64_t> steps; ///< Of training, by network.
};

/// Writes scheduler_config.json, model_index.json and contrafact.json: what the model is, what its networks were
/// trained on (the autoencoder all pairs of the corpus, the others those that are encoded), for how long, which method
/// and grammar it is made for, its limits, and the SHA-256 of each weight file.
Result<> writeModelCard(const ModelCard &card, const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder);

/// How many steps a network of a model was trained for, as its card, or another of its JSON files, says at a place
/// ("/steps/edit", "/classifier/steps"); 0 where it does not.
std::int64_t stepsOnCard(const std::filesystem::path &modelFolder, const std::string &place,
    const std::filesystem::path &file = "contrafact.json");

/// The folders of films that a model was trained on, as its card names them; none where it does not.
std::vector<std::string> dataSetsOnCard(const std::filesystem::path &modelFolder);

/// Writes into an existing contrafact.json what `modelFolder`/classifier is: labels, steps, calibration (ECE, AUC on
/// held-back patients) and its SHA-256. Nothing happens where one of both is missing.
Result<> addClassifierToCard(const std::filesystem::path &modelFolder);

/// Writes into an existing contrafact.json that the folder has a detail network, for how many steps it was trained, and
/// its SHA-256.
Result<> addDetailToCard(const std::filesystem::path &modelFolder, std::int64_t steps);
/// The same for remover/.
Result<> addRemoverToCard(const std::filesystem::path &modelFolder, std::int64_t steps);

/// Writes into an existing contrafact.json that the folder has a segmenter in `part`, for how many steps it was
/// trained, and its SHA-256. Nothing happens where there is no card.
Result<> addSegmenterToCard(const std::filesystem::path &modelFolder, std::string_view part, std::int64_t steps);

} // namespace cf
