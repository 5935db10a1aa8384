#pragma once

#include "core/base/Result.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// A sheet of cells; what reads as a number is stored as one.
struct Sheet {
    std::string name;
    std::vector<std::vector<std::string>> rows;
};

/// The bytes of an .xlsx workbook (ECMA-376) with inline texts, its parts uncompressed. Up to 26 columns.
/// Errors: InvalidInput for more, or for 4 GB.
Result<std::string> workbook(const std::vector<Sheet> &sheets);

} // namespace cf::sessions
