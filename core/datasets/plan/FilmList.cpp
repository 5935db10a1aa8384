#include "core/datasets/plan/FilmList.h"

#include "core/base/files/PrintedName.h"
#include "core/base/files/RegularFile.h"
#include "core/insertion/patients/FilmFinder.h"
#include "core/insertion/patients/PatientIdentity.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace cf {

namespace {

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

/// Takes the rows of the folder's own table; a film that it names and that is not there is listed, too.
Result<> takeLabels(
    std::map<std::string, FilmEntry> &films, const FilmFinder &finder, const std::filesystem::path &table)
{
    CF_ASSIGN(auto rows, readFilmTable(table));
    for (auto &row : rows) {
        auto found = finder.filmsOf(row);
        const std::string name = filmOfRow(row);
        if (found.empty() && !name.empty())
            found.push_back(printedName(name));
        for (const std::string &file : found) {
            FilmEntry &film = films[file];
            film.path = file;
            if (std::string patient = patientOfRow(row); !patient.empty())
                film.patients.insert(std::move(patient)); // Two rows of one film may name two.
            film.columns = row;
        }
    }
    return {};
}

/// Takes rows to their films; how many have none.
Result<std::size_t> takeRows(
    std::map<std::string, FilmEntry> &films, const FilmFinder &finder, const std::filesystem::path &table)
{
    CF_ASSIGN(const auto rows, readFilmTable(table));
    std::size_t without = 0;
    for (const auto &row : rows) {
        const auto found = finder.filmsOf(row);
        without += found.empty() ? 1 : 0;
        for (const std::string &file : found) {
            FilmEntry &film = films.at(file);
            if (!film.columns.empty())
                return fail(ErrorCode::InvalidInput,
                    "\"" + table.string() + "\" has two rows for the film " + file + ". Keep one a film.");
            film.columns = row;
            if (std::string patient = patientOfRow(row); !patient.empty())
                film.patients.insert(std::move(patient));
        }
    }
    if (without == rows.size())
        return fail(ErrorCode::InvalidInput,
            "No row of \"" + table.string()
                + "\" belongs to a film of the folder. A row names its film in file, image_id, img_name, Path, Image "
                  "Index or dicom_id, or its study in subject_id and study_id.");
    return without;
}

} // namespace

Result<FilmListing> listFilms(
    const std::filesystem::path &folder, const std::filesystem::path &table, const std::filesystem::path &masks)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        return fail(ErrorCode::InvalidInput, "\"" + folder.string() + "\" is no folder. Name a folder of films.");
    CF_ASSIGN(auto files, filmsBelow(folder));
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
        CF_ASSIGN(listing.rowsWithoutFilm, takeRows(films, FilmFinder(files), table));
    } else if (std::filesystem::exists(labels, ignored)) {
        CF_TRY(takeLabels(films, FilmFinder(files), labels));
    }
    for (auto &[path, film] : films) {
        film.patientOfPath = patientOfPath(path);
        film.patient = !film.patients.empty() ? *film.patients.begin() : film.patientOfPath;
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
