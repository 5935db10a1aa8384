#pragma once

#include "core/diffusion/readers/Segmenter.h"
#include "core/training/segmenter/SegmenterBatch.h"

namespace cf {

/// What is minimised, a scalar: see trainSegmenter().
torch::Tensor segmenterLoss(const SegmenterAnswer &answer, const SegmenterBatch &batch, const SegmenterRecipe &recipe);

/// Dice of each map of each row at a probability of 0.5, [rows, maps]; −1 where the truth is unknown or empty.
torch::Tensor overlapOf(const torch::Tensor &logits, const SegmenterBatch &batch);

/// Cells by which a line may be missed and still lie within the region of its removal, which is wider.
inline constexpr std::int64_t nearCells = 2;
/// The same where a cell counts that has the other's within `nearCells`: for lines, of which a cell's shift costs half
/// the Dice and nothing of the edit.
torch::Tensor nearOverlapOf(const torch::Tensor &logits, const SegmenterBatch &batch);

} // namespace cf
