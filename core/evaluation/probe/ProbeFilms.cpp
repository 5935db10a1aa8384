#include "core/evaluation/probe/ProbeFilms.h"

#include "core/base/RandomStream.h"
#include "core/base/text/CsvFile.h"
#include "core/evaluation/AskedEdit.h"
#include "core/evaluation/FilmRows.h"
#include "core/evaluation/removals/RemovalFilms.h"
#include "core/insertion/patients/PatientIdentity.h"
#include "core/insertion/patients/PatientSplit.h"
#include "core/phantom/Phantom.h"
#include "core/phantom/PhantomDataset.h"
#include "core/training/classifier/ClassifierLabels.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

namespace cf {

namespace {

namespace fs = std::filesystem;

/// What one table says of one target.
struct Known {
    bool there = false;
    StatedTarget how;
};
using States = std::map<Target, Known>;

/// 1 or 0, or words such as "small left"; nothing for what says nothing or is not understood.
std::optional<Known> knownFrom(Target target, const std::string &cell)
{
    if (cell == "1" || cell == "1.0")
        return Known{ true, { target } };
    if (cell == "0" || cell == "0.0")
        return Known{ false, { target } };
    Known known{ true, { target } };
    std::istringstream words(cell);
    int understood = 0;
    for (std::string word; words >> word; ++understood) {
        if (const auto side = sideFromKey(word); side && *side != Side::None)
            known.how.side = *side;
        else if (word == "bilateral")
            known.how.side = Side::Both;
        else if (const auto zone = zoneFromKey(word); zone && *zone != Zone::None)
            known.how.zone = *zone;
        else if (const auto severity = severityFromKey(word); severity && *severity != Severity::None)
            known.how.severity = *severity;
        else
            return std::nullopt;
    }
    return understood > 0 ? std::optional(known) : std::nullopt;
}

std::vector<std::string> parts(const std::string &text)
{
    std::vector<std::string> found;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, '|');)
        if (!part.empty())
            found.push_back(part);
    return found;
}

/// Findings as ChestX-ray14 writes them, by the rules that the classifier is taught with: what may pass for what is
/// there is unknown, not absent.
void readFindings(const std::string &cell, States &states)
{
    const auto words = parts(cell);
    if (words.empty())
        return;
    // Of a device of the kinds that are rarely in a film these rows say something; it is not used.
    const LabelRow row = labelsOfInsertion(words, { Target::EcgLeads }, false);
    for (const Target target : allTargets) {
        const float value = isDevice(target) ? labelUnknown : row[classifierOutputOf(target)];
        if (value != labelUnknown)
            states[target] = { value == labelPresent, { target } };
    }
}

void readTargets(const FilmRow &row, States &states)
{
    if (fieldOf(row, "No Finding") == "1" || fieldOf(row, "No Finding") == "1.0")
        for (const Target target : allTargets)
            if (!isDevice(target))
                states[target] = { false, { target } };
    for (const Target target : allTargets)
        if (const auto known = knownFrom(target, fieldOf(row, std::string(keyOf(target)))))
            states[target] = *known;
}

void readDevices(const FilmRow &row, States &states)
{
    bool any = false;
    bool none = true; // Of all kinds that the reader looked for.
    int columns = 0;
    for (const DeviceColumn &column : deviceColumns()) {
        const auto known = knownFrom(column.target, fieldOf(row, column.column));
        columns += row.contains(column.column) ? 1 : 0;
        none = none && known && !known->there;
        any = any || (known && known->there);
        if (known)
            states[column.target] = *known;
    }
    for (const char *other : { "tracheostomy", "clips_or_valve", "other" }) {
        const std::string cell = fieldOf(row, other);
        any = any || cell == "1";
        none = none && (cell == "0" || !row.contains(other));
    }
    if (columns > 0 && (any || none))
        states[Target::SupportDevices] = { any, { Target::SupportDevices } };
}

struct Merged {
    fs::path file;
    std::string patient;
    States states;
    std::set<Target> contradicted;
};

void merge(Merged &film, const States &states)
{
    for (const auto &[target, known] : states) {
        const auto [found, isNew] = film.states.try_emplace(target, known);
        if (!isNew && found->second.there != known.there)
            film.contradicted.insert(target);
    }
}

/// What all tables together say of the films of `source`, by the film's name.
Result<std::map<std::string, Merged>> readTables(const ProbeSource &source)
{
    const std::string folder = source.folder();
    auto tables = source.tables;
    if (tables.empty())
        tables.push_back(source.films / "labels.csv");
    // The folder's own table may tell the patients of films that another one labels.
    std::error_code failure;
    if (const auto own = source.films / "labels.csv"; tables.front() != own && fs::exists(own, failure))
        tables.insert(tables.begin(), own);
    CF_ASSIGN(auto below, filmsBelow(source.films));
    const FilmFinder finder(std::move(below));
    std::map<std::string, Merged> films;
    for (const fs::path &table : tables) {
        CF_ASSIGN(const auto rows, readTable(table));
        for (const FilmRow &row : rows) {
            const std::string set = fieldOf(row, "set");
            if (!set.empty() && set != folder)
                continue;
            const auto file = filmFile(source.films, finder, row);
            if (!file)
                continue;
            States states;
            for (const char *column : { "finding_labels", "Finding Labels" })
                readFindings(fieldOf(row, column), states);
            readTargets(row, states);
            readDevices(row, states);
            Merged &film = films[file->lexically_relative(source.films).string()];
            film.file = *file;
            if (film.patient.empty())
                film.patient = patientOfRow(row);
            merge(film, states);
        }
    }
    return films;
}

constexpr std::string_view phantomName = "phantom/";

} // namespace

bool ProbeFilm::shows(Target target) const
{
    return std::ranges::any_of(shown, [target](const StatedTarget &each) { return each.target == target; });
}

std::string ProbeSource::folder() const
{
    return (films.filename().empty() ? films.parent_path() : films).filename().string();
}

Result<std::vector<ProbeFilm>> listProbeFilms(const ProbeSource &source)
{
    const std::string folder = source.folder();
    const bool onlyHeldBack =
        !source.allPatients && std::ranges::find(source.trainedOn, folder) != source.trainedOn.end();
    CF_ASSIGN(const auto films, readTables(source));
    std::vector<std::pair<std::uint64_t, ProbeFilm>> ordered;
    for (const auto &[name, merged] : films) {
        const std::string dataSet = dataSetOfFilm(source.films, name);
        // Whose patient is not known may have been trained on.
        if (onlyHeldBack && (merged.patient.empty() || !isHeldBackPatient(dataSet, merged.patient)))
            continue;
        ProbeFilm film{ merged.file, name, dataSet + "/" + (merged.patient.empty() ? name : merged.patient), {}, {} };
        for (const auto &[target, known] : merged.states) {
            if (merged.contradicted.contains(target))
                continue;
            if (known.there)
                film.shown.push_back(known.how);
            else
                film.absent.insert(target);
        }
        if (!film.shown.empty() || !film.absent.empty())
            ordered.emplace_back(RandomStream(0, name).next(), std::move(film));
    }
    if (ordered.empty())
        return fail(ErrorCode::InvalidInput,
            "The tables say nothing of any film in " + source.films.string()
                + (onlyHeldBack
                        ? " of a patient who was held back from training; --all-patients takes the others, too."
                        : ". A film is found by its file's name (column file, image_id, Path or Image Index)."));
    std::ranges::sort(ordered, {}, [](const auto &each) { return std::pair(each.first, each.second.name); });
    std::vector<ProbeFilm> list;
    for (auto &[order, film] : ordered)
        list.push_back(std::move(film));
    return list;
}

std::vector<ProbeFilm> listProbePhantoms(std::size_t count)
{
    constexpr std::size_t choice = 8; // Candidates for each that is chosen; they cost nothing until they are rendered.
    std::vector<ProbeFilm> films;
    for (std::uint64_t seed = 0; seed < count * choice; ++seed) {
        const PhantomCase drawn = samplePhantomCase(seed);
        const LabelRow row = labelsOfPhantom(drawn, true);
        ProbeFilm film;
        film.name = film.patient = std::string(phantomName) + std::to_string(seed);
        const auto add = [&film](const Abnormality &each) {
            if (!film.shows(each.target))
                film.shown.emplace_back(each.target, each.side, each.zone, each.severity);
        };
        add(drawn.turned);
        for (const Abnormality &each : drawn.base)
            add(each);
        for (const Target target : allTargets)
            if (row[classifierOutputOf(target)] == labelAbsent)
                film.absent.insert(target);
        films.push_back(std::move(film));
    }
    return films;
}

Result<Radiograph> renderProbePhantom(const ProbeFilm &film, int size)
{
    std::uint64_t seed = 0;
    const char *digits = film.name.data() + std::min(film.name.size(), phantomName.size());
    const char *end = film.name.data() + film.name.size();
    if (!film.name.starts_with(phantomName) || std::from_chars(digits, end, seed).ptr != end)
        return fail(ErrorCode::InvalidInput, "\"" + film.name + "\" is no phantom.");
    const PhantomCase drawn = samplePhantomCase(seed);
    CF_ASSIGN(const auto pair, renderPhantomPair(seed, size, drawn.base, drawn.turned));
    return asRadiograph(pair.with);
}

std::vector<ProbeFilm> chooseProbeFilms(const std::vector<ProbeFilm> &films, std::size_t count)
{
    std::map<Target, int> withIt;
    std::map<Target, int> withoutIt;
    std::map<std::string, int> ofPatient;
    std::vector<bool> taken(films.size(), false);
    std::vector<ProbeFilm> chosen;
    while (chosen.size() < std::min(count, films.size())) {
        std::size_t best = films.size();
        double bestWorth = -1.0;
        for (std::size_t index = 0; index < films.size(); ++index) {
            if (taken[index])
                continue;
            // What was seen seldom is worth most; a second film of a patient says little that is new.
            double worth = 0.0;
            for (const StatedTarget &each : films[index].shown)
                worth += 1.0 / (1.0 + withIt[each.target]);
            for (const Target target : films[index].absent)
                worth += 0.25 / (1.0 + withoutIt[target]);
            worth /= 1.0 + 10.0 * ofPatient[films[index].patient];
            if (worth > bestWorth) {
                bestWorth = worth;
                best = index;
            }
        }
        taken[best] = true;
        for (const StatedTarget &each : films[best].shown)
            ++withIt[each.target];
        for (const Target target : films[best].absent)
            ++withoutIt[target];
        ++ofPatient[films[best].patient];
        chosen.push_back(films[best]);
    }
    return chosen;
}

} // namespace cf
