#include "core/datasets/FilmList.h"

#include "core/base/RegularFile.h"
#include "core/datasets/TableRows.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace cf {

namespace {

/// A folder with more files than this is not a data set that one meant.
constexpr std::size_t maxFiles = 1'000'000;

bool isNoFilm(const std::filesystem::path &file)
{
    const std::string name = file.filename().string();
    if (name.starts_with('.') || name == "DICOMDIR" || name == "LICENSE" || name == "NOTICE" || name == "README")
        return true;
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
        [](unsigned char character) { return static_cast<char>(std::tolower(character)); });
    constexpr std::array others{ ".csv", ".tsv", ".json", ".jsonl", ".txt", ".md", ".html", ".xml", ".yaml", ".log",
        ".sha256" };
    return std::find(others.begin(), others.end(), extension) != others.end();
}

/// Splits a table's text into cells; quotes may hold commas, line ends and doubled quotes.
class TableReader
{
public:
    explicit TableReader(std::string text)
        : m_text(std::move(text))
    {
        if (m_text.starts_with("\xEF\xBB\xBF"))
            m_at = 3;
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    std::size_t line() const { return m_line; }

    Result<std::vector<std::string>> row()
    {
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (; m_at < m_text.size(); ++m_at) {
            const char character = m_text[m_at];
            m_line += character == '\n' ? 1 : 0;
            if (quoted) {
                if (character != '"')
                    cells.back() += character;
                else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"')
                    cells.back() += m_text[++m_at];
                else
                    quoted = false;
            } else if (character == '"') {
                quoted = true;
            } else if (character == ',') {
                cells.emplace_back();
            } else if (character == '\n') {
                ++m_at;
                return cells;
            } else if (character != '\r') {
                cells.back() += character;
            }
        }
        if (quoted)
            return fail(ErrorCode::InvalidInput, "a quote is not closed");
        return cells;
    }

private:
    std::string m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

std::string cell(const std::map<std::string, std::string> &row, std::string_view column)
{
    const auto found = row.find(std::string(column));
    return found == row.end() ? std::string() : found->second;
}

Result<std::set<std::string>> filesBelow(const std::filesystem::path &folder)
{
    std::set<std::string> files;
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries(folder, error);
    for (; !error && entries != std::filesystem::recursive_directory_iterator(); entries.increment(error)) {
        std::error_code ignored;
        const std::string name = entries->path().filename().string();
        const bool isFolder = entries->is_directory(ignored) && !entries->is_symlink(ignored);
        if (isFolder && (name.starts_with('.') || name == "lost+found")) // The latter stands on disks, for root alone.
            entries.disable_recursion_pending();
        else if (isFolder && ::access(entries->path().c_str(), R_OK | X_OK) != 0)
            return fail(ErrorCode::InvalidInput, // Films that are left out in silence would bias what is made of them.
                "You may not read the folder \"" + entries->path().string()
                    + "\". Get the right to, move it away, or name another folder.");
        // A link that leads nowhere is a film that is missing, which is said of it; a link to a folder is not followed.
        const bool leadsNowhere = entries->is_symlink(ignored) && !entries->exists(ignored);
        if ((!entries->is_regular_file(ignored) && !leadsNowhere) || isNoFilm(entries->path()))
            continue;
        files.insert(entries->path().lexically_relative(folder).generic_string());
        if (files.size() > maxFiles)
            return fail(ErrorCode::InvalidInput,
                "\"" + folder.string() + "\" holds more than a million files. Name a folder of films.");
    }
    if (error)
        return fail(ErrorCode::Io, "\"" + folder.string() + "\" could not be listed: " + error.message() + ".");
    return files;
}

} // namespace

Result<std::vector<std::map<std::string, std::string>>> readFilmTable(const std::filesystem::path &file)
{
    constexpr std::uintmax_t longestTable = std::uintmax_t{ 4 } << 30U;
    CF_ASSIGN(std::string text, readText(file, longestTable));
    TableReader reader(std::move(text));
    std::vector<std::map<std::string, std::string>> rows;
    std::vector<std::string> names;
    while (!reader.atEnd()) {
        const std::size_t line = reader.line();
        auto cells = reader.row();
        if (!cells)
            return fail(ErrorCode::InvalidInput,
                "\"" + file.string() + "\", line " + std::to_string(line) + ": " + cells.error().message + ".");
        if (cells->size() == 1 && cells->front().empty())
            continue;
        if (names.empty()) {
            names = std::move(*cells);
            continue;
        }
        if (cells->size() > names.size())
            return fail(ErrorCode::InvalidInput,
                "\"" + file.string() + "\", line " + std::to_string(line) + ": more cells than columns. Quote commas.");
        std::map<std::string, std::string> row;
        for (std::size_t index = 0; index < cells->size(); ++index)
            row[names[index]] = std::move((*cells)[index]);
        rows.push_back(std::move(row));
    }
    return rows;
}

namespace {

std::vector<FilmEntry> sortedFilms(std::map<std::string, FilmEntry> films)
{
    std::vector<FilmEntry> sorted;
    sorted.reserve(films.size());
    for (auto &[path, film] : films)
        sorted.push_back(std::move(film));
    return sorted;
}

Result<std::map<std::string, FilmEntry>> withLabels(
    std::map<std::string, FilmEntry> films, const std::set<std::string> &files, const std::filesystem::path &table)
{
    CF_ASSIGN(auto rows, readFilmTable(table));
    for (auto &row : rows) {
        const std::string file = cell(row, "file").empty() ? cell(row, "image_id") : cell(row, "file");
        if (file.empty())
            continue;
        const std::string inImages = "images/" + file;
        FilmEntry &film = films[files.contains(file) || !files.contains(inImages) ? file : inImages];
        if (film.path.empty())
            film.path = file;
        film.patient = cell(row, "patient_id");
        film.columns = std::move(row);
    }
    return films;
}

/// Takes rows to their films; how many have none.
Result<std::size_t> takeRows(
    std::map<std::string, FilmEntry> &films, const std::set<std::string> &files, const std::filesystem::path &table)
{
    CF_ASSIGN(const auto rows, readFilmTable(table));
    const TableRows names(files);
    std::size_t without = 0;
    for (const auto &row : rows) {
        const auto found = names.filmsOf(row);
        without += found.empty() ? 1 : 0;
        for (const std::string &file : found) {
            FilmEntry &film = films.at(file);
            if (!film.columns.empty())
                return fail(ErrorCode::InvalidInput,
                    "\"" + table.string() + "\" has two rows for the film " + file + ". Keep one a film.");
            film.columns = row;
            film.patient = patientOfRow(row);
        }
    }
    if (without == rows.size())
        return fail(ErrorCode::InvalidInput,
            "No row of \"" + table.string()
                + "\" belongs to a film of the folder. A row names its film in file, image_id, Path, Image Index or "
                  "dicom_id, or its study in subject_id and study_id.");
    return without;
}

} // namespace

Result<FilmListing> listFilms(
    const std::filesystem::path &folder, const std::filesystem::path &table, const std::filesystem::path &masks)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        return fail(ErrorCode::InvalidInput, "\"" + folder.string() + "\" is no folder. Name a folder of films.");
    CF_ASSIGN(auto files, filesBelow(folder));
    const auto inside = masks.lexically_normal().lexically_relative(folder.lexically_normal());
    if (!masks.empty() && !inside.empty() && inside != "." && *inside.begin() != "..")
        std::erase_if(files,
            [prefix = (inside / "").generic_string()](const std::string &file) { return file.starts_with(prefix); });
    std::map<std::string, FilmEntry> films;
    for (const std::string &file : files)
        films[file].path = file;
    FilmListing listing;
    const std::filesystem::path labels = folder / "labels.csv";
    if (!table.empty()) {
        CF_ASSIGN(listing.rowsWithoutFilm, takeRows(films, files, table));
    } else if (std::filesystem::exists(labels, ignored)) {
        CF_ASSIGN(films, withLabels(std::move(films), files, labels));
    }
    listing.films = sortedFilms(std::move(films));
    return listing;
}

Result<std::vector<FilmEntry>> listFilms(const std::filesystem::path &folder)
{
    CF_ASSIGN(auto listing, listFilms(folder, {}, {}));
    return std::move(listing.films);
}

} // namespace cf
