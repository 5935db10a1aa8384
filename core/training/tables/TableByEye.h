#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// One row of a table of what a reader saw on real films.
struct RowByEye {
    std::string film; ///< The name of its file, without folders.
    std::map<std::string, std::string> cells; ///< By column.
    std::string where; ///< "Row 2 of the table seen.csv", for errors.
};

/// An empty path gives no rows. Errors: a table that cannot be read, or lacks "file" or one of `columns`.
Result<std::vector<RowByEye>> readByEye(
    const std::filesystem::path &file, const std::vector<std::string> &columns = {});

} // namespace cf
