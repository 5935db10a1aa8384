#pragma once

#include "core/diffusion/models/Segmenter.h"
#include "core/training/segmenter/SegmenterBatch.h"

namespace cf {

/// What is minimised, a scalar: see trainSegmenter().
torch::Tensor segmenterLoss(const SegmenterAnswer &answer, const SegmenterBatch &batch, const SegmenterRecipe &recipe);

/// Dice of each map of each row at a probability of 0.5, [rows, maps]; −1 where the truth is unknown or empty.
torch::Tensor overlapOf(const torch::Tensor &logits, const SegmenterBatch &batch);

} // namespace cf
