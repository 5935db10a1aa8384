#include "core/evaluation/FilmRows.h"

#include "core/base/files/PrintedName.h"

#include <system_error>

namespace cf {

namespace fs = std::filesystem;

std::string fieldOf(const FilmRow &row, const std::string &column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

std::optional<fs::path> filmFile(const fs::path &folder, const FilmFinder &finder, const FilmRow &row)
{
    const auto files = finder.filmsOf(row);
    std::error_code failure;
    if (files.size() != 1 || !fs::is_regular_file(folder / pathOfPrintedName(files.front()), failure))
        return std::nullopt;
    return folder / pathOfPrintedName(files.front());
}

} // namespace cf
