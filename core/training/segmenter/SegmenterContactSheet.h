#pragma once

#include "core/base/Result.h"

#include <torch/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// Writes films beside their maps in colour, `columns` pairs a row, each with a line of text. films: [rows, 1, size,
/// size], grey 0…1; maps: [rows, maps, size/2, size/2], probabilities.
Result<> writeSegmenterContactSheet(const torch::Tensor &films, const torch::Tensor &maps,
    const std::vector<std::string> &texts, int columns, const std::filesystem::path &file);

} // namespace cf
