#pragma once

#include "core/base/Result.h"
#include "core/base/terms/ClinicalTerms.h"
#include "core/training/recipe/Recipe.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// Pairs of one image size that a remover learns from.
struct RemovalPairsRecipe {
    int imageSize = 512;
    int insertions = 0; ///< Devices and findings put into radiographs.
    int phantoms = 0;
    std::string radiographs; ///< Only folders whose name holds this; empty: all.
};

/// How a remover is trained.
struct RemoverRecipe : LoopRecipe {
    RemoverRecipe()
        : LoopRecipe{ 4000, 8, 1.2e-3, 50, 0.5, 23 }
    {
    }
    std::string config; ///< A Remover's config.json, as text.
    std::vector<RemovalPairsRecipe> pairs;
    std::uint64_t firstSeed = 3'000'000; ///< Of the pairs; seeds below one million are held back for evaluation.
    double minVisible = 6.0; ///< Grey levels of 255.
    double otherDevices = 0.45; ///< See InsertionChoices.
    bool wideStyles = true; ///< See InsertionChoices.
    std::string devicesByEye; ///< Name of the reader's table, looked for beside the folders of radiographs.
    std::vector<std::pair<Target, double>> kinds; ///< What is to go, and how often it is drawn.
    double phantomShare = 0.2; ///< Of the crops.
    int crop = 256; ///< Pixels.
    double minScale = 0.6; ///< Pixels of a crop to pixels of its pair, drawn between these evenly in the logarithm.
    double greatestScale = 2.0;
    double idleShare = 0.06; ///< Crops whose mask lies where nothing is to go.
    double ghostShare = 0.15; ///< Crops whose removal was done coarsely before: what is left are the edges.
    double kindDropout = 0.25; ///< Crops of which the network is not told the kind.
    double clipNorm = 1.0;
    double emaCap = 0.998;
    double insideWeight = 1.0; ///< Of the mean absolute error within the mask, as a share of what was asked.
    double slopeWeight = 0.5; ///< Of that of differences between neighbours, against blur.
    double grainWeight = 0.05; ///< Of the error of the noise level's logarithm.
};

/// Reads a JSON file with these members; "kinds" maps keys of targets to shares. Errors name what is wrong or unknown.
Result<RemoverRecipe> readRemoverRecipe(const std::filesystem::path &file);

} // namespace cf
