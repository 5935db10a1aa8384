#pragma once

// Inside core/evaluation only: rows of users' tables of films.

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace cf {

/// A row of a table by column name.
using FilmRow = std::map<std::string, std::string>;

/// The cell of a column; empty where there is none.
std::string fieldOf(const FilmRow &row, const std::string &column);

/// What a row calls its film: "file", "img_name", "Path", "Image Index", or "image_id" with ".png"; empty: nothing.
std::string filmNameIn(const FilmRow &row);

/// Whose film it is: "patient_id", "Patient ID", or a part "patient…" of its path, as CheXpert has it; empty: unknown.
std::string patientIn(const FilmRow &row);

/// The file of that name in the folder itself, in images/, or below as its path says, with or without the data set's
/// own name before it. No name leads out of the folder. Nothing where there is no such file.
std::optional<std::filesystem::path> filmFile(const std::filesystem::path &folder, const std::string &name);

} // namespace cf
