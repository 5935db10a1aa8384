#include "core/sessions/cases/BatchCases.h"

#include "core/base/files/PrintedName.h"
#include "core/base/files/Sha256.h"
#include "core/sessions/cases/CaseTable.h"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

namespace cf::sessions {

namespace {

using Row = std::vector<std::string>;

/// Cells of a row by the names of the header.
class Columns
{
public:
    explicit Columns(const Row &header)
    {
        for (std::size_t i = 0; i < header.size(); ++i)
            m_places.emplace(header[i], i);
    }
    bool has(const char *name) const { return m_places.contains(name); }
    std::string at(const Row &row, const char *name) const
    {
        const auto place = m_places.find(name);
        return place == m_places.end() || place->second >= row.size() ? std::string() : row[place->second];
    }

private:
    std::map<std::string, std::size_t> m_places;
};

Result<> checkThere(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored))
        return {};
    return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is named by the manifest and is not there.");
}

/// The rows that are wanted, in the manifest's order.
std::vector<Row> wantedRows(std::vector<Row> rows, const Columns &columns, const BatchCases &wanted)
{
    rows.erase(rows.begin());
    std::erase_if(rows, [&](const Row &row) {
        const std::string status = columns.at(row, "status");
        return columns.at(row, "dicom").empty() || (status != "accepted" && !(wanted.refused && status == "refused"))
            || (!wanted.split.empty() && columns.at(row, "split") != wanted.split);
    });
    if (wanted.count <= 0 || static_cast<std::size_t>(wanted.count) >= rows.size())
        return rows;
    std::vector<std::pair<std::string, std::size_t>> drawn;
    for (std::size_t place = 0; place < rows.size(); ++place)
        drawn.emplace_back(columns.at(rows[place], "dicom_sha256"), place);
    std::ranges::sort(drawn);
    drawn.resize(static_cast<std::size_t>(wanted.count));
    std::ranges::sort(drawn, {}, &std::pair<std::string, std::size_t>::second);
    std::vector<Row> kept;
    for (const auto &[hash, place] : drawn)
        kept.push_back(std::move(rows[place]));
    return kept;
}

/// By the film's content, so that films of several batches are never one pair, and one film of several batches always
/// is. Its name would say too much.
std::string pairOf(const std::string &film, const std::string &filmHash)
{
    constexpr std::size_t digits = 10;
    if (filmHash.size() >= digits)
        return "F" + filmHash.substr(0, digits);
    Sha256 hash;
    hash.add(film.data(), film.size());
    return "F" + hash.finish().substr(0, digits);
}

} // namespace

bool isBatchManifest(const std::string &text)
{
    const auto rows = rowsOfCsv(text.substr(0, text.find('\n')));
    if (rows.empty())
        return false;
    const Columns columns(rows[0]);
    return columns.has("film") && columns.has("patient") && columns.has("status") && columns.has("dicom");
}

Result<std::vector<ManifestCase>> casesOfBatch(
    const std::string &manifestCsv, const std::filesystem::path &folder, const BatchCases &wanted)
{
    if (!isBatchManifest(manifestCsv))
        return fail(ErrorCode::InvalidInput,
            "This is no manifest of a batch: it needs the columns film, patient, "
            "status and dicom.");
    if (wanted.editedArm.empty())
        return fail(ErrorCode::InvalidInput, "Say into which arm the counterfactuals go.");
    if (!wanted.realArm.empty() && wanted.films.empty())
        return fail(ErrorCode::InvalidInput, "Name the folder of the films, so that they can be read, too.");
    const auto rows = rowsOfCsv(manifestCsv);
    const Columns columns(rows[0]);
    std::vector<ManifestCase> cases;
    std::set<std::string> films;
    for (const Row &row : wantedRows(rows, columns, wanted)) {
        const std::string film = columns.at(row, "film");
        const std::string planned = wanted.armsOfPlan ? columns.at(row, "arm") : std::string();
        ManifestCase edited;
        edited.patient = columns.at(row, "patient");
        const bool isFirst = films.insert(film).second;
        edited.pair = pairOf(film, columns.at(row, "film_sha256"));
        // A source of the batch's plan may lie in a folder of another name than its films are known by.
        const std::string elsewhere = columns.at(row, "film_path");
        const std::filesystem::path source = wanted.films.empty()
            ? std::filesystem::path()
            : wanted.films / pathOfPrintedName(elsewhere.empty() ? film : elsewhere);
        edited.files.push_back(
            { folder / columns.at(row, "dicom"), planned.empty() ? wanted.editedArm : planned, source, {} });
        CF_TRY(checkThere(edited.files.front().path));
        if (!source.empty())
            CF_TRY(checkThere(source));
        if (!wanted.realArm.empty() && isFirst) {
            ManifestCase real = edited;
            real.files = { { source, wanted.realArm, {}, {} } };
            cases.push_back(std::move(real));
        }
        if (columns.has("prompt"))
            edited.truth["prompt"] = columns.at(row, "prompt");
        cases.push_back(std::move(edited));
    }
    if (cases.empty())
        return fail(ErrorCode::InvalidInput, "The manifest has no such result that was kept as a DICOM object.");
    return cases;
}

} // namespace cf::sessions
