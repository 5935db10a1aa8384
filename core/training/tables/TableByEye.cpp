#include "core/training/tables/TableByEye.h"

#include "core/base/text/CsvFile.h"

#include <cstddef>
#include <utility>

namespace cf {

Result<std::vector<RowByEye>> readByEye(const std::filesystem::path &file, const std::vector<std::string> &columns)
{
    std::vector<RowByEye> read;
    if (file.empty())
        return read;
    std::vector<std::string> needed{ "file" };
    needed.insert(needed.end(), columns.begin(), columns.end());
    CF_ASSIGN(auto rows, readTable(file));
    std::size_t number = 1; // The header's.
    for (auto &cells : rows) {
        RowByEye row;
        row.where = "Row " + std::to_string(++number) + " of the table " + file.string();
        for (const std::string &column : needed)
            if (!cells.contains(column))
                return fail(ErrorCode::InvalidInput, row.where + " lacks the column \"" + column + "\".");
        row.film = std::filesystem::path(cells.at("file")).filename().string();
        row.cells = std::move(cells);
        read.push_back(std::move(row));
    }
    return read;
}

} // namespace cf
