#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace cf {

/// Opens a regular file for reading and gives its descriptor, which the caller closes. A pipe or device would wait for
/// ever or never end. Errors: Io or InvalidInput, saying what the name leads to.
Result<int> openRegularFile(const std::filesystem::path &file);

/// Why something could not be read, by the system's error number, in words for the user.
std::string reasonNotRead(int errorNumber);

/// The whole text of a configuration. Errors: as openRegularFile(); InvalidInput above `maximumBytes`.
Result<std::string> readText(
    const std::filesystem::path &file, std::uintmax_t maximumBytes = std::uintmax_t{ 16 } << 20U);

} // namespace cf
