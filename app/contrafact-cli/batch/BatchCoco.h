#pragma once

#include "core/base/Result.h"
#include "core/datasets/BatchRow.h"

#include <filesystem>
#include <vector>

namespace cf::cli {

/// Writes annotations.coco.json into the batch's folder: an image for each accepted edit, with its region as a mask
/// where the batch has its picture, else as a box. `file_name` is the edit's picture, else its object, below `folder`.
/// Errors: of reading the pictures and of writing.
Result<> writeBatchCoco(const std::vector<BatchRow> &rows, const std::filesystem::path &folder);

} // namespace cf::cli
