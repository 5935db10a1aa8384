#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace cf {

/// Writes a file whole or not at all: under a temporary name in the same folder first. Errors: Io, naming the file.
Result<> writeWhole(const std::filesystem::path &file, std::string_view bytes);

} // namespace cf
