#pragma once

#include "core/training/recipe/Recipe.h"

#include <filesystem>

namespace cf {

/// The settings of a fine-tuning; those of PRISM unless told otherwise.
struct FineTuneRecipe : LoopRecipe {
    FineTuneRecipe()
        : LoopRecipe{ 15000, 8, 1e-5, 1, 1.0, 42 }
    {
    }
    int imageSize = 512; ///< Pixels; a multiple of what the model's levels need.
    int accumulation = 4; ///< Batches whose gradients are added up for one step.
    double weightDecay = 1e-2;
    double clipNorm = 1.0;
    /// Products in bf16, weights and everything else in fp32: faster where the processor has instructions for bf16.
    bool mixedPrecision = false;
    double captionDropout = 0.0; ///< PRISM drops none; guidance with an empty caption needs about 0.1.
};

/// Reads a JSON file with these members ("image_size", "accumulation", "weight_decay", "clip_norm",
/// "mixed_precision", "caption_dropout" and those of every training). Errors name the member that is wrong or not
/// known.
Result<FineTuneRecipe> readFineTuneRecipe(const std::filesystem::path &file);

} // namespace cf
