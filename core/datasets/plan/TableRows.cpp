#include "core/datasets/plan/TableRows.h"

#include <filesystem>
#include <iterator>

namespace cf {

namespace {

std::string cellIn(const std::map<std::string, std::string> &row, const char *column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

/// Notes a file by a name of its own; a name that two have is nobody's.
void note(std::map<std::string, std::string> &names, const std::string &name, const std::string &file)
{
    const auto [known, isNew] = names.emplace(name, file);
    if (!isNew)
        known->second.clear();
}

std::string foundIn(const std::map<std::string, std::string> &names, const std::string &name)
{
    const auto found = names.find(name);
    return found == names.end() ? std::string() : found->second;
}

} // namespace

TableRows::TableRows(const std::set<std::string> &files)
    : m_files(files)
{
    for (const std::string &file : files) {
        const std::filesystem::path path(file);
        note(m_byName, path.filename().string(), file);
        note(m_byStem, path.stem().string(), file);
        const std::filesystem::path study = path.parent_path();
        const std::string own = study.filename().string();
        const std::string patient = study.parent_path().filename().string();
        if (own.starts_with('s') && patient.starts_with('p'))
            m_byStudy[patient + "/" + own].push_back(file);
    }
}

std::string TableRows::fileNamed(const std::string &name) const
{
    const std::filesystem::path given(name);
    std::string below; // Without the data set's own name, which CheXpert's paths begin with.
    if (given.has_parent_path())
        below = given.lexically_relative(*given.begin()).generic_string();
    for (const std::string &file : { name, "images/" + name, below })
        if (m_files.contains(file))
            return file;
    return given.has_parent_path() ? std::string() : foundIn(m_byName, name);
}

std::vector<std::string> TableRows::filmsOf(const std::map<std::string, std::string> &row) const
{
    for (const char *column : { "file", "image_id", "img_name", "Path", "Image Index" })
        if (const std::string name = cellIn(row, column); !name.empty()) {
            std::string file = fileNamed(name);
            if (file.empty() && std::string_view(column) == "image_id")
                file = foundIn(m_byStem, name);
            return file.empty() ? std::vector<std::string>() : std::vector{ file };
        }
    if (const std::string id = cellIn(row, "dicom_id"); !id.empty()) {
        const std::string file = foundIn(m_byStem, id);
        return file.empty() ? std::vector<std::string>() : std::vector{ file };
    }
    const auto study = m_byStudy.find("p" + cellIn(row, "subject_id") + "/s" + cellIn(row, "study_id"));
    return study == m_byStudy.end() ? std::vector<std::string>() : study->second;
}

std::string patientOfRow(const std::map<std::string, std::string> &row)
{
    for (const char *column : { "patient_id", "Patient ID", "subject_id" })
        if (std::string patient = cellIn(row, column); !patient.empty())
            return patient;
    for (const std::filesystem::path &part : std::filesystem::path(cellIn(row, "Path")))
        if (part.string().starts_with("patient"))
            return part.string();
    return {};
}

} // namespace cf
