#include "core/evaluation/downstream/films/TableFilms.h"

#include "core/base/RandomStream.h"
#include "core/base/files/PrintedName.h"
#include "core/base/files/Sha256.h"
#include "core/base/text/CsvFile.h"
#include "core/evaluation/FilmRows.h"
#include "core/evaluation/downstream/films/DevicePrompt.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/patients/PatientGroups.h"
#include "core/insertion/patients/PatientIdentity.h"
#include "core/insertion/patients/PatientSplit.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace cf::downstream {

namespace {

namespace fs = std::filesystem;

using FilmsByCell = std::array<std::vector<TableFilm>, cellCount>;

std::optional<bool> saidBy(const std::string &cell)
{
    if (cell == "1" || cell == "1.0")
        return true;
    return cell == "0" || cell == "0.0" ? std::optional(false) : std::nullopt;
}

/// A row of the table whose film is there.
struct FoundRow {
    fs::path file;
    std::string patient; ///< As the row or the path says; the file's name where neither does.
    std::string byPath;
    int cell = 0;
    bool heldBack = false;
    FilmTraits traits;
};

/// So many films that are missing are named.
constexpr std::size_t namedMissing = 5;

/// What was left out of a table and why.
struct LeftOut {
    std::size_t unsaid = 0; ///< Rows that say neither 1 nor 0.
    std::vector<std::string> missing; ///< Films that are not there, as the rows call them.
    std::vector<std::string> contradicted; ///< Films that rows put into two groups.
};

std::string namesOf(const std::vector<std::string> &names)
{
    std::string text;
    for (std::size_t place = 0; place < std::min(names.size(), namedMissing); ++place)
        text += (text.empty() ? "" : ", ") + names[place];
    return text + (names.size() > namedMissing ? ", …" : "");
}

void tellOfLeftOut(const TableOfFilms &table, const LeftOut &left, std::size_t rows)
{
    if (!table.tell)
        return;
    if (!left.missing.empty())
        table.tell(std::to_string(left.missing.size()) + " of the table's " + std::to_string(rows)
            + " films are not in " + table.films.string() + ": " + namesOf(left.missing) + ".");
    if (left.unsaid > 0)
        table.tell(std::to_string(left.unsaid) + " rows say neither 1 nor 0 in \"" + table.findingColumn + "\" and \""
            + table.deviceColumn + "\". They are left out.");
    if (!left.contradicted.empty())
        table.tell(std::to_string(left.contradicted.size())
            + " films stand in the table with other labels in another row, and are left out: "
            + namesOf(left.contradicted) + ".");
}

/// FastDiME's table for ChestX-ray14 mixes labels of people with those of a classifier.
void tellOfPredictedLabels(const TableOfFilms &table, std::size_t byPeople, std::size_t films)
{
    if (table.tell && byPeople < films)
        table.tell("People told the device on " + std::to_string(byPeople) + " of " + std::to_string(films)
            + " films, a classifier on the others (drain_annotated). Report those of people, too, by --only-column "
              "drain_annotated.");
}

/// What public tables call a target whose own name is not among their columns.
std::vector<std::string> columnNamesOf(Target target)
{
    std::vector<std::string> names{ std::string(keyOf(target)) };
    if (target == Target::ChestTube)
        names.insert(names.end(), { "Drain", "drain" });
    if (target == Target::Pacemaker)
        names.insert(names.end(), { "PM", "pacemaker" });
    if (target == Target::PleuralEffusion)
        names.insert(names.end(), { "Effusion" });
    return names;
}

Error noColumn(const fs::path &table, const std::string &column, const FilmRow &row)
{
    std::string there;
    for (const auto &[name, cell] : row)
        there += (there.empty() ? "" : ", ") + name;
    return { ErrorCode::InvalidInput,
        "The table " + table.string() + " has no column \"" + column + "\". Its columns: " + there + "." };
}

/// Traits of the films of the table that only describes them, by file.
Result<std::map<std::string, FilmTraits>> traitsIn(const fs::path &about, const FilmFinder &finder)
{
    std::map<std::string, FilmTraits> traits;
    if (about.empty())
        return traits;
    CF_ASSIGN(const auto rows, readTable(about));
    for (const FilmRow &row : rows)
        for (const std::string &file : finder.filmsOf(row))
            traits[file] = completed(traits[file], traitsOfRow(row));
    if (traits.empty())
        return fail(ErrorCode::InvalidInput, "No row of " + about.string() + " speaks of a film that is there.");
    return traits;
}

/// Takes films out that two rows put into different groups: nobody knows which of them is right.
std::vector<FoundRow> withoutContradictions(std::vector<FoundRow> rows, const fs::path &films, LeftOut &left)
{
    std::map<fs::path, std::set<int>> cells;
    for (const FoundRow &row : rows)
        cells[row.file].insert(row.cell);
    for (const auto &[file, own] : cells)
        if (own.size() > 1)
            left.contradicted.push_back(printedName(file.lexically_relative(films)));
    std::erase_if(rows, [&cells](const FoundRow &row) { return cells.at(row.file).size() > 1; });
    return rows;
}

/// So many pairs of equal files are named.
constexpr int namedSameFiles = 5;

/// Says which files are equal though the table gives them to different patients.
void tellOfSameFiles(const std::vector<fs::path> &files, const std::vector<std::string> &hashes,
    const std::vector<std::set<std::string>> &patients, const std::function<void(const std::string &)> &tell)
{
    std::map<std::string, std::size_t> firstOf;
    int pairs = 0;
    for (std::size_t place = 0; place < files.size(); ++place) {
        if (hashes[place].empty())
            continue;
        const auto [first, isNew] = firstOf.emplace(hashes[place], place);
        const auto &one = patients[first->second];
        const auto &other = patients[place];
        if (isNew || one.empty() || other.empty() || one == other || ++pairs > namedSameFiles)
            continue;
        tell(printedName(files[first->second].filename()) + " and " + printedName(files[place].filename())
            + " are the same file under two patients. They count as one patient's.");
    }
    if (pairs > namedSameFiles)
        tell("So are " + std::to_string(pairs - namedSameFiles) + " more pairs of files.");
}

/// Rows that speak of one patient, by PatientGroups.
std::vector<std::vector<FoundRow>> patientsAmong(
    std::vector<FoundRow> rows, const std::function<void(const std::string &)> &tell)
{
    std::vector<fs::path> files;
    std::map<fs::path, std::size_t> placeOf; // A table may have several rows for a file, of two patients even.
    for (const FoundRow &row : rows)
        if (placeOf.emplace(row.file, files.size()).second)
            files.push_back(row.file);
    const auto hashes = hashesOfEqualSizes(files);
    PatientGroups groups;
    for (std::size_t place = 0; place < files.size(); ++place)
        groups.file(groups.add(), hashes[place]);
    std::vector<std::set<std::string>> patientsOf(files.size());
    for (const FoundRow &row : rows) {
        if (row.patient != row.file.filename().string()) // Else nobody says whose it is.
            patientsOf[placeOf.at(row.file)].insert(comparedPatient(row.patient));
        groups.name(placeOf.at(row.file), row.patient);
        groups.nameByPath(placeOf.at(row.file), row.byPath);
    }
    if (tell)
        tellOfSameFiles(files, hashes, patientsOf, tell);
    std::map<std::size_t, std::vector<FoundRow>> byGroup;
    for (FoundRow &row : rows) {
        auto &group = byGroup[groups.groupOf(placeOf.at(row.file))];
        group.push_back(std::move(row));
    }
    std::vector<std::vector<FoundRow>> patients;
    for (auto &[first, group] : byGroup)
        patients.push_back(std::move(group));
    return patients;
}

class TableSource final : public FilmSource
{
public:
    TableSource(ShortcutTask task, int size, TableOfFilms table)
        : m_task(std::move(task))
        , m_size(size)
        , m_table(std::move(table))
    {
    }

    Result<> choose(const StudyPlan &plan)
    {
        CF_ASSIGN(const auto films, readTableFilms(m_table));
        FilmsByCell seen;
        FilmsByCell heldBack;
        for (const TableFilm &film : films)
            (film.heldBack ? heldBack : seen)[static_cast<std::size_t>(film.cell)].push_back(film);
        const auto minimum = [](const FilmsByCell &cells) {
            return static_cast<int>(std::ranges::min(cells, {}, [](const auto &each) { return each.size(); }).size());
        };
        // A training patient takes two films, of either finding in turn, a validation patient four.
        const double share = static_cast<double>(plan.validationPatients) / plan.trainingPatients;
        const int validation =
            std::min(plan.validationPatients, static_cast<int>(minimum(seen) * share / (0.5 + share)));
        const int training = std::min(plan.trainingPatients, 2 * (minimum(seen) - validation));
        const int test = std::min(plan.testPatients, minimum(heldBack));
        if (training < 4 || validation < 2 || test < 2)
            return fail(ErrorCode::InvalidInput,
                "The table " + m_table.table.string()
                    + " has too few films in one of the groups (neither, device, finding, both), one film a patient: "
                    + countsOf(seen) + " of patients to train and validate on, " + countsOf(heldBack)
                    + " of those to test on.");
        m_patients.resize(static_cast<std::size_t>(training + validation + test));
        assignParts(m_patients, training, validation);
        std::array<std::size_t, cellCount> nextSeen{};
        std::array<std::size_t, cellCount> nextHeldBack{};
        for (StudyPatient &patient : m_patients) {
            const bool isTest = patient.part == Part::Test;
            std::map<int, TableFilm> own;
            std::string names;
            for (int cell = 0; cell < cellCount; ++cell) {
                if (patient.part == Part::Training && showsFinding(cell) != patient.finding)
                    continue;
                const auto place = static_cast<std::size_t>(cell);
                const TableFilm &film =
                    isTest ? heldBack[place].at(nextHeldBack[place]++) : seen[place].at(nextSeen[place]++);
                names += film.file.filename().string() + "\n";
                own[cell] = film;
            }
            // Named after its films, so that a study's folder never takes the one for the other.
            Sha256 hash;
            hash.add(names.data(), names.size());
            patient.name = "table/" + hash.finish().substr(0, 12);
            patient.seed = RandomStream(1, patient.name).next();
            patient.film = m_files.size();
            m_files.push_back(std::move(own));
        }
        return {};
    }

    const std::vector<StudyPatient> &patients() const override { return m_patients; }
    const ShortcutTask &task() const override { return m_task; }
    std::string name() const override { return "table"; }
    bool hasExactPairs() const override { return false; }

    std::string prompt(const StudyPatient &patient, int cell) const override
    {
        Abnormality device{ m_task.device, Side::None, Zone::None, Severity::None };
        RandomStream stream(patient.seed, "study device kind");
        const bool adds = !showsDevice(cell);
        // On which side a real device lies is not in the table; a new one needs a side.
        if (adds && m_task.device == Target::Pacemaker)
            device.side = stream.chance(0.75) ? Side::Left : Side::Right;
        if (adds && m_task.device == Target::ChestTube)
            device.side = stream.chance(0.5) ? Side::Left : Side::Right;
        return devicePrompt(device, adds);
    }

    Result<PatientFilms> films(const StudyPatient &patient, const std::vector<int> &cells) override
    {
        PatientFilms films;
        for (const int cell : cells) {
            const auto file = m_files.at(patient.film).find(cell);
            if (file == m_files.at(patient.film).end())
                return fail(ErrorCode::Internal, "The set " + patient.name + " has no film of that group.");
            CF_ASSIGN(const OpenedFilm opened, m_table.open(file->second.file));
            const Radiograph upright = uprightRadiograph(opened.film);
            films.traits[cell] = completed(file->second.traits, opened.header);
            CF_ASSIGN(const Letterbox letterbox, fitIntoSquare(upright, m_size));
            films.cells[cell] = toSquare(toDisplay(upright), letterbox);
        }
        return films;
    }

private:
    static std::string countsOf(const FilmsByCell &cells)
    {
        std::string text;
        for (const auto &each : cells)
            text += (text.empty() ? "" : ", ") + std::to_string(each.size());
        return text;
    }

    ShortcutTask m_task;
    int m_size;
    TableOfFilms m_table;
    std::vector<StudyPatient> m_patients;
    std::vector<std::map<int, TableFilm>> m_files; ///< By StudyPatient::film, then by group.
};

/// Of rows whose device people looked at themselves.
constexpr const char *annotated = "drain_annotated";

FoundRow filmOf(const FilmRow &row, const std::string &name, int cell, const TableOfFilms &table)
{
    FoundRow film{ table.films / pathOfPrintedName(name), patientOfRow(row), patientOfPath(name), cell, false,
        traitsOfRow(row) };
    // A film of whom nothing is known is a patient of its own.
    for (const std::string &other : { film.byPath, film.file.filename().string() })
        film.patient = film.patient.empty() ? other : film.patient;
    const std::string dataSet = dataSetOfFilm(table.films, name);
    film.heldBack =
        isHeldBackPatient(dataSet, film.patient) && (film.byPath.empty() || isHeldBackPatient(dataSet, film.byPath));
    return film;
}

/// The rows of a table whose films are there.
struct FoundRows {
    std::vector<FoundRow> films;
    LeftOut left;
    std::size_t wanted = 0; ///< Rows that say finding and device.
    std::size_t byPeople = 0; ///< Films that people annotated.
};

/// `about`: further traits, by file.
FoundRows findRows(const std::vector<FilmRow> &rows, const TableOfFilms &table, const FilmFinder &finder,
    const std::map<std::string, FilmTraits> &about)
{
    FoundRows read;
    for (const FilmRow &row : rows) {
        if (!table.onlyColumn.empty() && saidBy(fieldOf(row, table.onlyColumn)) != std::optional(true))
            continue;
        const auto finding = saidBy(fieldOf(row, table.findingColumn));
        const auto device = saidBy(fieldOf(row, table.deviceColumn));
        if (!finding || !device) {
            ++read.left.unsaid;
            continue;
        }
        ++read.wanted;
        const auto files = finder.filmsOf(row);
        if (files.empty())
            read.left.missing.push_back(filmOfRow(row).empty() ? "a row without a film" : filmOfRow(row));
        for (const std::string &name : files) {
            FoundRow film = filmOf(row, name, cellOf(*finding, *device), table);
            if (const auto known = about.find(name); known != about.end())
                film.traits = completed(film.traits, known->second);
            read.byPeople += saidBy(fieldOf(row, annotated)) == std::optional(true) ? 1 : 0;
            read.films.push_back(std::move(film));
        }
    }
    return read;
}

/// One film of each patient, of the group that has fewest, in an order that only the names decide.
std::vector<TableFilm> oneFilmEach(std::vector<FoundRow> found, const TableOfFilms &table)
{
    std::array<std::size_t, cellCount> counts{};
    for (const FoundRow &film : found)
        ++counts[static_cast<std::size_t>(film.cell)];
    std::vector<std::pair<std::uint64_t, TableFilm>> ordered;
    for (const auto &own : patientsAmong(std::move(found), table.tell)) {
        const auto &rarest = *std::ranges::min_element(own, {}, [&counts](const FoundRow &film) {
            return std::pair(counts[static_cast<std::size_t>(film.cell)], film.file);
        });
        const std::string patient = std::ranges::min(own, {}, &FoundRow::patient).patient;
        // One name that training may have seen is enough.
        const bool heldBack = std::ranges::all_of(own, &FoundRow::heldBack);
        ordered.emplace_back(
            RandomStream(1, patient).next(), TableFilm{ rarest.file, patient, rarest.cell, heldBack, rarest.traits });
    }
    std::ranges::sort(ordered, {}, [](const auto &each) { return std::pair(each.first, each.second.patient); });
    std::vector<TableFilm> films;
    for (auto &[order, film] : ordered)
        films.push_back(std::move(film));
    return films;
}

} // namespace

Result<std::string> columnFor(const fs::path &table, const std::string &asked, Target target)
{
    CF_ASSIGN(const auto rows, readTable(table));
    const std::vector<std::string> names = asked.empty() ? columnNamesOf(target) : std::vector{ asked };
    for (const std::string &name : names)
        if (!rows.empty() && rows.front().contains(name))
            return name;
    return tl::make_unexpected(noColumn(table, names.front(), rows.empty() ? FilmRow() : rows.front()));
}

Result<std::vector<TableFilm>> readTableFilms(const TableOfFilms &table)
{
    CF_ASSIGN(const auto rows, readTable(table.table));
    for (const std::string &column : { table.findingColumn, table.deviceColumn, table.onlyColumn })
        if (!column.empty() && !rows.empty() && !rows.front().contains(column))
            return tl::make_unexpected(noColumn(table.table, column, rows.front()));
    CF_ASSIGN(auto below, filmsBelow(table.films));
    const FilmFinder finder(std::move(below));
    CF_ASSIGN(const auto about, traitsIn(table.about, finder));
    FoundRows read = findRows(rows, table, finder, about);
    if (!read.films.empty() && table.onlyColumn.empty() && rows.front().contains(annotated))
        tellOfPredictedLabels(table, read.byPeople, read.films.size());
    auto found = withoutContradictions(std::move(read.films), table.films, read.left);
    tellOfLeftOut(table, read.left, read.wanted);
    if (found.empty())
        return fail(ErrorCode::InvalidInput,
            "No film of the table " + table.table.string() + " is in " + table.films.string()
                + ", or no row says 1 or 0 in both columns.");
    return oneFilmEach(std::move(found), table);
}

Result<std::unique_ptr<FilmSource>> openTableFilms(
    const ShortcutTask &task, const StudyPlan &plan, const TableOfFilms &table)
{
    auto films = std::make_unique<TableSource>(task, plan.renderSize, table);
    CF_TRY(films->choose(plan));
    return std::unique_ptr<FilmSource>(std::move(films));
}

} // namespace cf::downstream
