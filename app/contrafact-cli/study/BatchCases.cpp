#include "app/contrafact-cli/study/BatchCases.h"

#include "core/datasets/FilmList.h"

#include <algorithm>
#include <set>

namespace cf::cli {

namespace {

using Row = std::map<std::string, std::string>;

std::string field(const Row &row, const std::string &name)
{
    const auto found = row.find(name);
    return found == row.end() ? std::string() : found->second;
}

Result<> checkThere(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored))
        return {};
    return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is named by the manifest and is not there.");
}

} // namespace

Result<std::vector<sessions::ManifestCase>> casesOfBatch(const BatchCases &wanted)
{
    CF_ASSIGN(std::vector<Row> rows, readFilmTable(wanted.manifest));
    if (!rows.empty() && (!rows.front().contains("status") || !rows.front().contains("dicom")))
        return fail(ErrorCode::InvalidInput, "\"" + wanted.manifest.string() + "\" is no manifest of a batch.");
    if (!wanted.realArm.empty() && wanted.films.empty())
        return fail(ErrorCode::InvalidInput, "For a real arm, name the folder of the batch's films with --films.");
    std::erase_if(rows, [&wanted](const Row &row) {
        return field(row, "status") != "accepted" || field(row, "dicom").empty()
            || (!wanted.split.empty() && field(row, "split") != wanted.split);
    });
    if (rows.empty())
        return fail(ErrorCode::InvalidInput, "The manifest has no accepted edit of that kind.");
    if (wanted.count > 0 && static_cast<std::size_t>(wanted.count) < rows.size()) {
        std::ranges::sort(rows, {}, [](const Row &row) { return field(row, "dicom_sha256"); });
        rows.resize(static_cast<std::size_t>(wanted.count));
        std::ranges::sort(rows, {}, [](const Row &row) { return std::stoll("0" + field(row, "index")); });
    }
    const std::filesystem::path folder = wanted.manifest.parent_path();
    std::vector<sessions::ManifestCase> cases;
    std::set<std::string> filmsTaken;
    for (const Row &row : rows) {
        const std::filesystem::path film =
            wanted.films.empty() ? std::filesystem::path() : wanted.films / field(row, "film");
        sessions::ManifestCase edited;
        edited.files.push_back({ folder / field(row, "dicom"), wanted.editedArm, film, {} });
        edited.patient = field(row, "patient");
        edited.pair = field(row, "film");
        edited.truth["prompt"] = field(row, "prompt");
        CF_TRY(checkThere(edited.files.front().path));
        if (!film.empty())
            CF_TRY(checkThere(film));
        cases.push_back(std::move(edited));
        if (wanted.realArm.empty() || !filmsTaken.insert(field(row, "film")).second)
            continue;
        sessions::ManifestCase real;
        real.files.push_back({ film, wanted.realArm, {}, {} });
        real.patient = field(row, "patient");
        real.pair = field(row, "film");
        cases.push_back(std::move(real));
    }
    return cases;
}

} // namespace cf::cli
