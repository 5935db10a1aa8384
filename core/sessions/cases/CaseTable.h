#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace cf::sessions {

/// Cells of a table with commas or semicolons, by its first line; quotes as in RFC 4180. Empty lines are left out.
std::vector<std::vector<std::string>> rowsOfCsv(const std::string &text);

/// Longest cell of a table that somebody wrote, in bytes: ten pages of text.
inline constexpr std::size_t longestCell = 20'000;

/// A row and the line of the text on which it begins, from 1.
struct TableRow {
    std::size_t line = 1;
    std::vector<std::string> cells;
};

/// The same of a table that somebody wrote, whose slips would otherwise lose rows or change words unseen. Errors:
/// InvalidInput, naming the line: text that is not UTF-8, a quote that is never closed, a cell beyond longestCell,
/// a column that the header names twice, more cells than the header has.
Result<std::vector<TableRow>> rowsOfTable(const std::string &text);

} // namespace cf::sessions
