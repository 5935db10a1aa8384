#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/evaluation/downstream/plan/StudyPlan.h"
#include "core/insertion/patients/FilmTraits.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cf::downstream {

/// Films of one patient.
struct PatientFilms {
    std::map<int, GreyImage> cells; ///< By group; grey 0…1, square.
    std::map<int, FilmTraits> traits; ///< By group: the films may be of different people.
};

/// Where the films of a task come from: of every patient, the same film with and without finding and device.
class FilmSource
{
public:
    virtual ~FilmSource() = default;
    /// All patients of the study, parts settled; those to train on first.
    virtual const std::vector<StudyPatient> &patients() const = 0;
    /// A patient's films of these groups, at the plan's size; the patient's noise is the same in all of them.
    virtual Result<PatientFilms> films(const StudyPatient &patient, const std::vector<int> &cells) = 0;
    /// What a user would type to turn the device of a patient's film of this group.
    virtual std::string prompt(const StudyPatient &patient, int cell) const = 0;
    virtual const ShortcutTask &task() const = 0;
    virtual std::string name() const = 0; ///< "phantom", "insertion"; stands in reports.
    /// Whether a patient's films differ in finding and device alone; else they are of different people.
    virtual bool hasExactPairs() const { return true; }
};

/// Phantoms of seeds that no training of ours uses (below one million). Errors: as PhantomPatient.
std::unique_ptr<FilmSource> makePhantomFilms(const ShortcutTask &task, const StudyPlan &plan);

/// Insertions into real films, folders as InsertionDataset takes them: training and validation in films of patients
/// that our models may have seen, the test in films of those that none has. One film a patient. Takes as many patients
/// as there are, at most the plan's. Errors: as InsertionDataset; too few films that take finding and device.
Result<std::unique_ptr<FilmSource>> openRadiographFilms(
    const ShortcutTask &task, const StudyPlan &plan, const std::vector<std::filesystem::path> &folders);

} // namespace cf::downstream
