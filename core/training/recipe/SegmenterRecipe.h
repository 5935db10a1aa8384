#pragma once

#include "core/training/recipe/Recipe.h"

#include <filesystem>

namespace cf {

/// How the segmenter's samples are made and how it is trained.
struct SegmenterRecipe : LoopRecipe {
    SegmenterRecipe()
        : LoopRecipe{ 2000, 8, 1.5e-3, 50, 0.4, 23 }
    {
    }
    int imageSize = 512;
    int phantoms = 800;
    int insertions = 2400;
    int heldBackPhantoms = 80;
    int heldBackInsertions = 160;
    double wideShare = 0.7; ///< Of the inserted devices: drawn from the wide ranges of device_styles.tsv.
    std::uint64_t firstSeed = 3'000'000; ///< Phantom seeds below one million are held back for evaluation.
    /// A DeviceTable of the radiographs, relative to the recipe's folder; empty: nothing is known of their devices.
    std::filesystem::path deviceTable;
    std::filesystem::path lineTable; ///< A LineTable of them, in the same way.
    std::string config; ///< The network: "block_out_channels", "layers_per_level", as text.
    /// Products in bf16, weights and everything else in fp32: faster where the processor has instructions for bf16.
    bool mixedPrecision = false;
    double clipNorm = 1.0;
    double emaCap = 0.99;
    double filmShare = 0.4; ///< Of a batch's rows: real films as they are.
    double phantomShare = 0.2; ///< The rest are insertions.
    double annotatedShare = 0.0; ///< Of the rows of real films: those whose lines were annotated one by one.
    /// Share of the training patients who are left out, drawn by `seed`: two networks with different seeds then learn
    /// from different patients.
    double leftOutShare = 0.0;
    double presentWeight = 4.0; ///< Of pixels that show something, in the cross-entropy.
    double overlapWeight = 1.0; ///< Of the overlap (Dice) term.
    double labelWeight = 0.5; ///< Of the image-level labels.
    int checkEvery = 200;
};

/// Errors name the member that is wrong or not known.
Result<SegmenterRecipe> readSegmenterRecipe(const std::filesystem::path &file);

} // namespace cf
