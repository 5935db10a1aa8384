#pragma once

#include "core/base/Result.h"

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// An image file and what a model is told that it shows.
struct CaptionedImage {
    std::filesystem::path file;
    std::string caption;
};

/// PRISM's caption of a row of CheXpert's table (finetune_chexpert.py): the labels whose value is 1, "No Finding" among
/// them, in the table's order behind "Chest X-ray showing "; uncertain (−1), 0 and blank do not count. A row without
/// any reads "Normal chest X-ray with no significant findings".
std::string prismCaption(const std::map<std::string, std::string> &row);

/// The images of a table in CheXpert's form: a column "Path" (relative to `root`, or absolute) and one column a label;
/// or, where there is a column "Caption", with that as it is, for models that were told in other words.
/// Errors: the table's; a column that is missing; no row.
Result<std::vector<CaptionedImage>> readCaptionedImages(
    const std::filesystem::path &table, const std::filesystem::path &root);

/// An image as Stable Diffusion is shown it, [1, 3, size, size] in [−1, 1]: grey in all three channels, squashed to a
/// square as PRISM does it. Errors: a file that cannot be read as an image; the message names it.
Result<torch::Tensor> readSquashed(const std::filesystem::path &file, int size);

} // namespace cf
