#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace cf {

/// Writes a file whole or not at all: under a temporary name in the same folder first. A device or pipe is written to
/// in place. Errors: Io, naming the file.
Result<> writeWhole(const std::filesystem::path &file, std::string_view bytes);

/// Whether `file` could be written now, to be asked before long work whose result goes there. Leaves nothing behind.
/// Errors: Io, or InvalidInput for a folder.
Result<> checkWritable(const std::filesystem::path &file);

} // namespace cf
