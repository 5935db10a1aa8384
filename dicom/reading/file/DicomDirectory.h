#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <vector>

namespace cf {

/// True when the file's name and contents say that it is a DICOMDIR (PS3.10 section 8).
bool isDicomDirectory(const std::filesystem::path &path);

/// The files that a DICOMDIR names, beside it or below; those that are missing are among them. A name that leads out
/// of the DICOMDIR's folder is left out.
Result<std::vector<std::filesystem::path>> filesOfDirectory(const std::filesystem::path &path);

} // namespace cf
