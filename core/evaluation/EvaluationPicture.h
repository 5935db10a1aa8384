#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <filesystem>

namespace cf {

/// Source, truth, edited and the change that was made (times two, around middle grey) side by side as one JPEG, each
/// 192 pixels wide.
Result<> writeStrip(
    const GreyImage &source, const GreyImage &truth, const GreyImage &edited, const std::filesystem::path &file);

} // namespace cf
