#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <filesystem>
#include <vector>

namespace cf {

/// Pictures side by side as one JPEG, each `width` pixels wide.
Result<> writePictures(const std::vector<GreyImage> &pictures, int width, const std::filesystem::path &file);

/// The change from one picture to another, times two around middle grey.
GreyImage shownChange(const GreyImage &source, const GreyImage &edited);

/// Source, truth, edited and the change that was made (times two, around middle grey) side by side as one JPEG, each
/// 192 pixels wide.
Result<> writeStrip(
    const GreyImage &source, const GreyImage &truth, const GreyImage &edited, const std::filesystem::path &file);

} // namespace cf
