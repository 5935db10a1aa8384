#include "core/datasets/plan/StudyFilms.h"

#include "core/base/files/PrintedName.h"
#include "core/base/text/CsvFile.h"
#include "core/base/text/JsonFile.h"
#include "core/insertion/patients/PatientIdentity.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace cf {

namespace {

using StudyRow = std::map<std::string, std::string>;

std::string cellOf(const StudyRow &row, const std::string &column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

Error noManifest(const std::filesystem::path &file)
{
    return { ErrorCode::InvalidInput,
        "\"" + file.string() + "\" is no manifest of a study: it lists no cases with file and arm." };
}

/// The rows of a manifest in JSON, as its table would have them.
Result<std::vector<StudyRow>> rowsOfJson(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto json, readJsonFile(file));
    try {
        std::vector<StudyRow> rows;
        for (const auto &each : json.at("cases")) {
            StudyRow shared{ { "patient", each.value("patient", std::string()) },
                { "pair", each.value("pair", std::string()) } };
            if (each.contains("truth"))
                for (const auto &[key, value] : each.at("truth").items())
                    shared["truth:" + key] = value.template get<std::string>();
            for (const auto &image : each.at("images")) {
                StudyRow row = shared;
                row["file"] = image.at("file").template get<std::string>();
                row["arm"] = image.value("arm", std::string());
                rows.push_back(std::move(row));
            }
        }
        return rows;
    } catch (const nlohmann::json::exception &) {
        return tl::unexpected(noManifest(file));
    }
}

} // namespace

Result<std::vector<FilmEntry>> listStudyFilms(
    const std::filesystem::path &manifest, const std::filesystem::path &folder, const std::string &arm)
{
    const bool isJson = manifest.extension() == ".json";
    CF_ASSIGN(const auto rows, isJson ? rowsOfJson(manifest) : readTable(manifest));
    std::map<std::string, FilmEntry> films;
    bool hasCases = false;
    for (const StudyRow &row : rows) {
        const std::string file = cellOf(row, "file");
        const std::string ownArm = cellOf(row, "arm");
        if (file.empty() || ownArm.empty())
            return tl::unexpected(noManifest(manifest));
        hasCases = true;
        if (!arm.empty() && ownArm != arm)
            continue;
        const std::filesystem::path inside =
            (manifest.parent_path() / file).lexically_normal().lexically_relative(folder.lexically_normal());
        if (inside.empty() || *inside.begin() == "..")
            return fail(ErrorCode::InvalidInput,
                "The film \"" + file + "\" of \"" + manifest.string() + "\" lies outside of \"" + folder.string()
                    + "\". Name a folder that holds all of its films.");
        FilmEntry &film = films[printedName(inside)];
        film.path = printedName(inside);
        film.columns = row;
        if (std::string patient = patientInColumns(row); !patient.empty())
            film.patients.insert(std::move(patient));
        film.patientOfPath = patientOfPath(film.path);
    }
    if (!hasCases)
        return tl::unexpected(noManifest(manifest));
    if (films.empty())
        return fail(ErrorCode::InvalidInput, "\"" + manifest.string() + "\" has no film of the arm \"" + arm + "\".");
    std::vector<FilmEntry> listed;
    for (auto &[name, film] : films) {
        film.patient = !film.patients.empty() ? *film.patients.begin() : film.patientOfPath;
        listed.push_back(std::move(film));
    }
    return listed;
}

} // namespace cf
