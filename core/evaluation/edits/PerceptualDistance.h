#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <filesystem>
#include <functional>

namespace cf {

/// How different two images of equal size look; 0 for equal ones.
using PerceptualDistance = std::function<double(const GreyImage &first, const GreyImage &second)>;

/// LPIPS with the weights of a folder (see Lpips::load). Errors: its weights cannot be read or do not fit.
Result<PerceptualDistance> loadPerceptualDistance(const std::filesystem::path &folder);

} // namespace cf
