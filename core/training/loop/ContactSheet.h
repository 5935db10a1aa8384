#pragma once

#include "core/base/Result.h"

#include <torch/types.h>

#include <filesystem>

namespace cf {

/// Writes [rows, columns, 1, height, width] in [-1, 1] as one grey PNG to look at.
Result<> writeContactSheet(const torch::Tensor &images, const std::filesystem::path &file);

} // namespace cf
