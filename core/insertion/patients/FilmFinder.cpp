#include "core/insertion/patients/FilmFinder.h"

#include "core/base/files/PrintedName.h"
#include "core/base/files/RegularFile.h"
#include "core/insertion/patients/PatientIdentity.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace cf {

namespace {

namespace fs = std::filesystem;

/// A folder with more files than this is not a data set that one meant.
constexpr std::size_t maxFiles = 1'000'000;

bool isNoFilm(const fs::path &file)
{
    const std::string name = file.filename().string();
    if (name.starts_with('.') || name == "DICOMDIR" || name == "LICENSE" || name == "NOTICE" || name == "README")
        return true;
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(),
        [](unsigned char character) { return static_cast<char>(std::tolower(character)); });
    constexpr std::array others{ ".csv", ".tsv", ".json", ".jsonl", ".txt", ".md", ".html", ".xml", ".yaml", ".log",
        ".sha256" };
    return std::ranges::find(others, extension) != others.end();
}

std::string cellNamed(const std::map<std::string, std::string> &row, const char *column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

/// Notes a file by a name of its own; a name that two have is nobody's.
void noteFile(std::map<std::string, std::string> &names, const std::string &name, const std::string &file)
{
    const auto [known, isNew] = names.emplace(name, file);
    if (!isNew)
        known->second.clear();
}

std::string placeOf(const std::map<std::string, std::string> &names, const std::string &name)
{
    const auto found = names.find(name);
    return found == names.end() ? std::string() : found->second;
}

/// FastDiME writes CheXpert's patient41055/study2/view1_frontal.jpg with "_" for "/".
std::string flatName(const fs::path &file)
{
    const std::string study = file.parent_path().filename().string();
    const std::string patient = file.parent_path().parent_path().filename().string();
    return patient.starts_with("patient") && study.starts_with("study")
        ? patient + "_" + study + "_" + file.filename().string()
        : std::string();
}

} // namespace

Result<std::set<std::string>> filmsBelow(const fs::path &folder)
{
    std::set<std::string> files;
    std::error_code error;
    fs::recursive_directory_iterator entries(folder, error);
    for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
        std::error_code ignored;
        const std::string name = entries->path().filename().string();
        const bool isFolder = entries->is_directory(ignored) && !entries->is_symlink(ignored);
        if (isFolder && (name.starts_with('.') || name == "lost+found")) // The latter stands on disks, for root alone.
            entries.disable_recursion_pending();
        else if (isFolder && ::access(entries->path().c_str(), R_OK | X_OK) != 0)
            return fail(ErrorCode::InvalidInput, // Films that are left out in silence would bias what is made of them.
                "You may not read the folder \"" + entries->path().string()
                    + "\". Get the right to, move it away, or name another folder.");
        // A link that leads nowhere and a pipe, too: whoever reads them says why they cannot be read.
        const bool leadsNowhere = entries->is_symlink(ignored) && !entries->exists(ignored);
        const bool isListed = entries->is_regular_file(ignored) || entries->is_other(ignored) || leadsNowhere;
        if (!isListed || isNoFilm(entries->path()))
            continue;
        files.insert(printedName(entries->path().lexically_relative(folder)));
        if (files.size() > maxFiles)
            return fail(ErrorCode::InvalidInput,
                "\"" + folder.string() + "\" holds more than a million files. Name a folder of films.");
    }
    if (error)
        return fail(
            codeOfReading(error.value()), "\"" + folder.string() + "\" could not be listed: " + error.message() + ".");
    return files;
}

FilmFinder::FilmFinder(std::set<std::string> files)
    : m_files(std::move(files))
{
    for (const std::string &file : m_files) {
        const fs::path path(file);
        noteFile(m_byName, path.filename().string(), file);
        noteFile(m_byStem, path.stem().string(), file);
        m_allByName[path.filename().string()].push_back(file);
        if (const std::string flat = flatName(path); !flat.empty())
            noteFile(m_byName, flat, file);
        const fs::path study = path.parent_path();
        const std::string own = study.filename().string();
        const std::string patient = study.parent_path().filename().string();
        if (own.starts_with('s') && patient.starts_with('p'))
            m_byStudy[patient + "/" + own].push_back(file);
    }
}

std::string FilmFinder::atEndOfPath(const std::string &name) const
{
    const auto same = m_allByName.find(fs::path(name).filename().string());
    if (same == m_allByName.end())
        return {};
    std::string found;
    for (const std::string &file : same->second) {
        if (!file.ends_with("/" + name))
            continue;
        if (!found.empty())
            return {};
        found = file;
    }
    return found;
}

std::string FilmFinder::fileNamed(const std::string &name) const
{
    // A table's bytes need not be UTF-8 either.
    const fs::path given = fs::path(m_files.contains(name) ? name : printedName(name)).lexically_normal();
    if (given.empty() || given.is_absolute()
        || std::ranges::any_of(given, [](const auto &part) { return part == ".."; }))
        return {};
    if (!given.has_parent_path()) {
        const std::string alone = given.string();
        for (const std::string &file : { alone, "images/" + alone })
            if (m_files.contains(file))
                return file;
        return placeOf(m_byName, alone);
    }
    for (const std::string &file : { given.generic_string(), "images/" + given.generic_string() })
        if (m_files.contains(file))
            return file;
    // Paths of public tables begin with the name of the data set's folder. No more is taken away: what is left must
    // still tell the patient.
    for (const fs::path &tried : { given, given.lexically_relative(*given.begin()) }) {
        if (m_files.contains(tried.generic_string()))
            return tried.generic_string();
        if (tried.has_parent_path())
            if (std::string file = atEndOfPath(tried.generic_string()); !file.empty())
                return file;
    }
    return {};
}

std::vector<std::string> FilmFinder::filmsOf(const std::map<std::string, std::string> &row) const
{
    if (const std::string name = filmOfRow(row); !name.empty()) {
        std::string file = fileNamed(name);
        if (file.empty() && !fs::path(name).has_parent_path()) { // A name without its ending.
            file = fileNamed(name + ".png");
            file = file.empty() ? placeOf(m_byStem, name) : file;
        }
        return file.empty() ? std::vector<std::string>() : std::vector{ file };
    }
    if (const std::string id = cellNamed(row, "dicom_id"); !id.empty()) {
        const std::string file = placeOf(m_byStem, id);
        return file.empty() ? std::vector<std::string>() : std::vector{ file };
    }
    const auto study = m_byStudy.find("p" + cellNamed(row, "subject_id") + "/s" + cellNamed(row, "study_id"));
    return study == m_byStudy.end() ? std::vector<std::string>() : study->second;
}

} // namespace cf
