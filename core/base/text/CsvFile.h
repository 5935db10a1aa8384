#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// The rows of a comma-separated table with a header line (RFC 4180: quoted fields may hold commas and line breaks), by
/// column name. Blank lines are no rows. Errors: a file that cannot be read, larger than 64 MiB, or empty; a row of
/// another length than the header, by its line: who left it out in silence would have lost a film; quotes that do not
/// end.
Result<std::vector<std::map<std::string, std::string>>> readTable(const std::filesystem::path &file);

} // namespace cf
