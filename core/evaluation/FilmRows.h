#pragma once

// Inside core/evaluation only: rows of users' tables of films.

#include "core/insertion/patients/FilmFinder.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace cf {

/// A row of a table by column name.
using FilmRow = std::map<std::string, std::string>;

/// The cell of a column; empty where there is none.
std::string fieldOf(const FilmRow &row, const std::string &column);

/// The one file that a row speaks of, see FilmFinder; nothing where there is none, or where it speaks of several.
std::optional<std::filesystem::path> filmFile(
    const std::filesystem::path &folder, const FilmFinder &finder, const FilmRow &row);

} // namespace cf
