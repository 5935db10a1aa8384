#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// The rows of a comma-separated table with a header line (RFC 4180: quoted fields may hold commas), by column name.
/// Rows of another length than the header are left out. Errors: a file that cannot be read, larger than 64 MiB, or
/// empty.
Result<std::vector<std::map<std::string, std::string>>> readTable(const std::filesystem::path &file);

} // namespace cf
