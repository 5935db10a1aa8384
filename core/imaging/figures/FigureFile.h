#pragma once

// Inside core/imaging only: a drawn canvas to a file.

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <functional>

namespace cf {

/// Writes what `draw` draws (8 bits, blue, green, red) as a PNG, whole or not at all. Errors of OpenCV become a
/// sentence.
Result<> writeDrawn(const std::function<cv::Mat()> &draw, const std::filesystem::path &file, const WritePolicy &policy);

} // namespace cf
