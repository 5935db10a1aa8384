#pragma once

#include "core/diffusion/readers/Segmenter.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"

#include <torch/types.h>

#include <cstddef>
#include <optional>
#include <vector>

namespace cf {

/// What a segmenter says of samples, and the truth.
struct SegmenterScores {
    std::vector<std::size_t> places; ///< In the store, row by row.
    torch::Tensor logits; ///< [rows, maps + labels]
    torch::Tensor labels; ///< Same shape; −1 unknown.
    torch::Tensor overlap; ///< [rows, maps], Dice; −1 where the map is unknown or empty.
    torch::Tensor near; ///< Same, within `nearCells`.
};

/// Runs over samples of one origin ("film", "insertion", "phantom"), at most `maximum` of them, evenly chosen; no rows
/// where there are none.
Result<SegmenterScores> scoreSamples(
    Segmenter &network, const SegmenterSamples &samples, const std::string &origin, std::size_t maximum);

/// The score above which one in twenty lies of what is not there; nothing with fewer than twenty of these. scores,
/// labels: [rows].
std::optional<double> limitAt95(const torch::Tensor &scores, const torch::Tensor &labels);

/// Share of what is there that is found where one in twenty that is not there is called so; −1 with fewer than five of
/// either. scores, labels: [rows].
double sensitivityAt95(const torch::Tensor &scores, const torch::Tensor &labels);

/// Mean of the values of a column that are not negative, and how many there are.
struct MeanOf {
    double mean = 0.0;
    int count = 0;
};
MeanOf meanOverlap(const torch::Tensor &overlap, std::int64_t map);

} // namespace cf
