#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cf {

/// What a table or an object says of a film and of whom it shows, beside findings. Empty and 0: unknown.
struct FilmTraits {
    std::string sex; ///< "F", "M"
    int ageYears = 0;
    std::string view; ///< "PA", "AP", … in capitals.
    std::string scanner; ///< Maker, model and detector.
    bool operator==(const FilmTraits &) const = default;
};

/// "058Y", "58", "58.0"; 0 for what is no age of a person in whole years.
int ageInYears(std::string_view text);
/// "F" or "M" of "F", "female", "Male" …; else empty.
std::string sexOf(std::string_view text);

/// Of the columns that public tables have for them: "Patient Age", "Age"; "Patient Gender", "Sex"; "View Position",
/// "AP/PA", "projection", "ViewPosition"; "Manufacturer", "ManufacturerModelName", "Scanner", "Detector". Case, blanks,
/// "_" and "-" in the names of columns do not count.
FilmTraits traitsOfRow(const std::map<std::string, std::string> &row);

/// What `first` does not say, from `second`.
FilmTraits completed(FilmTraits first, const FilmTraits &second);

/// "SIEMENS Fluorospot Compact FD", of which any part may be empty or begin with the one before.
std::string scannerName(const std::string &maker, const std::string &model, const std::string &detector);

} // namespace cf
