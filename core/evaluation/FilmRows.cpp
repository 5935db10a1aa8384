#include "core/evaluation/FilmRows.h"

#include <algorithm>
#include <system_error>
#include <vector>

namespace cf {

namespace fs = std::filesystem;

std::string fieldOf(const FilmRow &row, const std::string &column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

std::string filmNameIn(const FilmRow &row)
{
    for (const char *column : { "file", "img_name", "Path", "Image Index" })
        if (std::string name = fieldOf(row, column); !name.empty())
            return name;
    const std::string id = fieldOf(row, "image_id");
    return id.empty() ? id : id + ".png";
}

std::string patientIn(const FilmRow &row)
{
    for (const char *column : { "patient_id", "Patient ID" })
        if (std::string patient = fieldOf(row, column); !patient.empty())
            return patient;
    for (const fs::path &part : fs::path(filmNameIn(row)))
        if (part.string().starts_with("patient"))
            return part.string();
    return {};
}

std::optional<fs::path> filmFile(const fs::path &folder, const std::string &name)
{
    const fs::path given = fs::path(name).lexically_normal();
    const bool leadsOut = std::ranges::any_of(given, [](const fs::path &part) { return part == ".."; });
    if (given.empty() || given.is_absolute() || leadsOut)
        return std::nullopt;
    std::vector<fs::path> tries{ folder / given, folder / "images" / given };
    // CheXpert's paths begin with the name of the data set's folder.
    if (given.has_parent_path())
        tries.push_back(folder / given.lexically_relative(*given.begin()));
    std::error_code failure;
    for (fs::path &file : tries)
        if (fs::is_regular_file(file, failure))
            return std::move(file);
    return std::nullopt;
}

} // namespace cf
