#include "core/datasets/pilot/FilmCheck.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/PrintedName.h"
#include "core/base/files/RegularFile.h"
#include "core/base/files/Sha256.h"
#include "core/base/text/JsonText.h"
#include "core/datasets/FilmEmbedding.h"
#include "core/datasets/FilmHash.h"
#include "core/datasets/FilmPatients.h"
#include "core/datasets/plan/FilmList.h"
#include "core/datasets/plan/PatientKey.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/patients/PatientIdentity.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>

namespace cf {

namespace {

/// Below it a film shows too little of what an edit is about.
constexpr int minSide = 256;

Result<std::map<std::string, FilmCheck>> knownChecks(const std::filesystem::path &records)
{
    std::map<std::string, FilmCheck> known;
    CF_ASSIGN(const bool isThere, hasRegularFile(records));
    if (!isThere)
        return known;
    std::ifstream stream(records, std::ios::binary);
    for (std::string line; std::getline(stream, line);) {
        if (stream.eof())
            break; // Cut short by a kill: made anew.
        CF_ASSIGN(FilmCheck check, filmCheckFromJson(line));
        known[check.film] = std::move(check);
    }
    return known;
}

FilmCheck checkFilm(const std::filesystem::path &films, const FilmEntry &entry, const FilmCheckServices &services)
{
    FilmCheck check;
    check.film = entry.path;
    const std::filesystem::path file = films / pathOfPrintedName(entry.path);
    if (auto sha256 = sha256OfFile(file))
        check.sha256 = std::move(*sha256);
    const auto film = services.readFilm(file);
    // An object may say "unknown", too.
    const bool says = entry.patient.empty() && film && !comparedPatient(film->patient).empty();
    const std::string patient = says ? film->patient : entry.patient;
    check.patientKnown = isKnownPatient(patient);
    check.patientKey = patientKey(patient, entry.path);
    if (!film) {
        check.unreadable = film.error().message;
        return check;
    }
    check.width = film->radiograph.stored.width;
    check.height = film->radiograph.stored.height;
    check.view = film->radiograph.viewPosition;
    for (const char *column : { "view", "view_position", "ViewPosition" }) // Pictures do not say it themselves.
        if (const auto cell = entry.columns.find(column); check.view.empty() && cell != entry.columns.end())
            check.view = cell->second;
    const GreyImage seen = toDisplay(film->radiograph);
    check.hash = hashText(appearanceHash(seen));
    const auto embedding = filmEmbedding(seen);
    check.embedding = embedding ? embeddingText(*embedding) : std::string();
    if (services.look) {
        const auto notes = services.look(film->radiograph);
        if (!notes) {
            check.unreadable = notes.error().message;
            return check;
        }
        for (const FilmNote &note : *notes)
            check.notes.push_back(note.code);
    }
    if (services.countWords)
        check.words = services.countWords(film->radiograph);
    return check;
}

} // namespace

std::string toJson(const FilmCheck &check)
{
    nlohmann::ordered_json json{ { "film", check.film }, { "sha256", check.sha256 }, { "patient", check.patientKey },
        { "patient_known", check.patientKnown }, { "unreadable", check.unreadable }, { "width", check.width },
        { "height", check.height }, { "view", check.view }, { "hash", check.hash }, { "embedding", nullptr },
        { "notes", check.notes }, { "words", nullptr } };
    if (check.embedding)
        json["embedding"] = *check.embedding;
    if (check.words)
        json["words"] = *check.words;
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<FilmCheck> filmCheckFromJson(const std::string &text)
{
    const std::string fault = "A record of the film check cannot be read. Delete films.jsonl.";
    CF_ASSIGN(const nlohmann::json json, parseJson(text, "A record of the film check", fault));
    try {
        FilmCheck check;
        check.film = json.at("film");
        check.sha256 = json.at("sha256");
        check.patientKey = json.at("patient");
        check.patientKnown = json.at("patient_known");
        check.unreadable = json.at("unreadable");
        check.width = json.at("width");
        check.height = json.at("height");
        check.view = json.at("view");
        check.hash = json.at("hash");
        check.notes = json.at("notes").get<std::vector<std::string>>();
        if (const auto embedding = json.find("embedding"); embedding != json.end() && !embedding->is_null())
            check.embedding = embedding->get<std::string>();
        if (!json.at("words").is_null())
            check.words = json.at("words").get<int>();
        return check;
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidInput, fault);
    }
}

Result<std::vector<FilmCheck>> checkFilms(const std::filesystem::path &films, const std::filesystem::path &records,
    const FilmCheckServices &services, const JobContext &job)
{
    CF_ASSIGN(auto listed, listFilms(films));
    CF_ASSIGN(const PatientCensus census, joinPatients(std::move(listed), films, services.patientOf, job));
    const auto &entries = census.films;
    CF_ASSIGN(auto known, knownChecks(records));
    const auto start = std::chrono::steady_clock::now();
    std::vector<FilmCheck> checks;
    int made = 0;
    for (const FilmEntry &entry : entries) {
        CF_TRY(job.checkStop());
        const auto found = known.find(entry.path);
        const bool again = services.looksAgain && found != known.end()
            && (!found->second.unreadable.empty() || !found->second.embedding
                || (services.countWords && !found->second.words));
        if (found != known.end() && !again) {
            checks.push_back(std::move(found->second));
            if (!entry.patient.empty()) { // New films and tables may have told more of the patient.
                checks.back().patientKey = patientKey(entry.patient, entry.path);
                checks.back().patientKnown = isKnownPatient(entry.patient);
            }
            continue;
        }
        checks.push_back(checkFilm(films, entry, services));
        CF_TRY(appendLines(records, toJson(checks.back()) + "\n"));
        ++made;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const auto done = static_cast<int>(checks.size());
        const auto all = static_cast<int>(entries.size());
        job.report({ done, all, "Checking films", seconds / made * (all - done) });
    }
    return checks;
}

std::string whyUnsuitable(const FilmCheck &check, const std::string &like)
{
    if (!check.unreadable.empty())
        return "cannot be read";
    if (!like.empty())
        return std::string(looksLike) + like;
    if (std::min(check.width, check.height) < minSide)
        return "smaller than " + std::to_string(minSide) + " pixels";
    if (check.view == "LL" || check.view == "RL" || check.view == "LATERAL")
        return "lateral view";
    if (std::ranges::find(check.notes, "film-not-frontal-chest") != check.notes.end())
        return "does not look like a frontal chest film";
    if (std::ranges::find(check.notes, "film-mirrored") != check.notes.end())
        return "looks mirrored";
    return {};
}

} // namespace cf
