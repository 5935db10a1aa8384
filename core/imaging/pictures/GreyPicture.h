#pragma once

// For libraries that work with OpenCV's images.

#include "core/base/Result.h"

#include <opencv2/core.hpp>

#include <filesystem>

namespace cf {

/// A PNG, JPEG or TIFF file as 8 bits of grey, as data sets hold their films and training reads them: of 16 bits the
/// upper eight, of colours their brightness. Nothing is printed, whatever the libraries find odd.
/// Errors, which name the file: Io; InvalidInput for a damaged picture or none at all; Unsupported for too many pixels.
Result<cv::Mat> readGreyPicture(const std::filesystem::path &file);

} // namespace cf
