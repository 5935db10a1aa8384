#include "core/datasets/FilmPatients.h"

#include "core/base/files/PrintedName.h"
#include "core/datasets/SameFiles.h"
#include "core/datasets/plan/PatientKey.h"
#include "core/insertion/patients/PatientGroups.h"
#include "core/insertion/patients/PatientIdentity.h"
#include "core/insertion/patients/PatientSplit.h"

#include <map>
#include <set>

namespace cf {

namespace {

namespace fs = std::filesystem;

/// What is said of the patient of one film.
struct SaidPatient {
    std::set<std::string> names; ///< By table and object.
    std::string byPath;
    std::string sha256;
};

std::set<std::string> comparedNames(const SaidPatient &said)
{
    std::set<std::string> compared;
    for (const std::string &name : said.names)
        compared.insert(comparedPatient(name));
    if (compared.empty() && !said.byPath.empty())
        compared.insert(comparedPatient(said.byPath));
    return compared;
}

/// The name of a group of films.
std::string nameOfGroup(const std::vector<SaidPatient> &films, const std::vector<std::size_t> &group)
{
    std::set<std::string> names;
    std::set<std::string> byPath;
    for (const std::size_t film : group) {
        names.insert(films[film].names.begin(), films[film].names.end());
        if (!films[film].byPath.empty())
            byPath.insert(films[film].byPath);
    }
    if (names.empty())
        names = byPath;
    if (!names.empty())
        return *names.begin();
    return group.size() > 1 ? std::string(unknownPatientPrefix) + films[group.front()].sha256 : std::string();
}

} // namespace

Result<PatientCensus> joinPatients(std::vector<FilmEntry> films, const fs::path &folder,
    const std::function<std::string(const fs::path &)> &patientOf, const JobContext &job)
{
    std::vector<fs::path> files;
    for (const FilmEntry &film : films)
        files.push_back(folder / pathOfPrintedName(film.path));
    return joinPatients(std::move(films), files, patientOf, job);
}

Result<PatientCensus> joinPatients(std::vector<FilmEntry> films, const std::vector<fs::path> &files,
    const std::function<std::string(const fs::path &)> &patientOf, const JobContext &job,
    const std::function<std::string(const fs::path &)> &hashOf)
{
    PatientCensus census;
    const auto hashes = hashesOfEqualSizes(files, job, hashOf);
    std::vector<SaidPatient> said;
    PatientGroups groups;
    for (std::size_t place = 0; place < films.size(); ++place) {
        CF_TRY(job.checkStop());
        SaidPatient of{ {}, films[place].patientOfPath, hashes[place] };
        for (const std::string &name : films[place].patients)
            of.names.insert(printedName(std::string(trimmedPatient(name))));
        const std::size_t inTable = comparedNames(of).size();
        if (const std::string own = patientOf ? patientOf(files[place]) : std::string(); !comparedPatient(own).empty())
            of.names.insert(printedName(std::string(trimmedPatient(own))));
        groups.add();
        for (const std::string &name : of.names)
            groups.name(place, name);
        groups.nameByPath(place, of.byPath);
        groups.file(place, of.sha256);
        census.twoNames += !films[place].patients.empty() && comparedNames(of).size() > inTable ? 1 : 0;
        said.push_back(std::move(of));
    }
    for (const auto &[first, other] : equalPlaces(hashes)) {
        const auto names = comparedNames(said[first]);
        const auto others = comparedNames(said[other]);
        if (!names.empty() && !others.empty() && names != others)
            census.sameFiles.emplace_back(films[first].path, films[other].path);
    }
    std::map<std::size_t, std::vector<std::size_t>> byGroup;
    for (std::size_t place = 0; place < films.size(); ++place)
        byGroup[groups.groupOf(place)].push_back(place);
    for (const auto &[first, group] : byGroup) {
        const std::string name = nameOfGroup(said, group);
        for (const std::size_t place : group)
            films[place].patient = name;
        census.unknown += isKnownPatient(name) ? 0 : group.size();
    }
    census.films = std::move(films);
    return census;
}

} // namespace cf
