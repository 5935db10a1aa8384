#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// The rows of a table with a header line (RFC 4180: quoted fields may hold separators and line breaks), by column
/// name. Fields are parted by commas, or by what the header has more of: semicolons, as spreadsheets write them where
/// the comma is in numbers, or tabs. Lines end in LF, CRLF or CR; blank lines are no rows. Errors: a file that cannot
/// be read, larger than 4 GiB, empty, or in UTF-16; two columns of one name; a row of another length than the header,
/// by its line: who left it out in silence would have lost a film; quotes that do not end.
Result<std::vector<std::map<std::string, std::string>>> readTable(const std::filesystem::path &file);

} // namespace cf
