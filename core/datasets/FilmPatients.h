#pragma once

#include "core/base/Result.h"
#include "core/datasets/plan/FilmList.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// What is known of the patients of a data set before anything is made of it.
struct PatientCensus {
    std::vector<FilmEntry> films; ///< With `patient` equal for all films of one patient.
    std::size_t unknown = 0; ///< Films of whom neither table nor path nor object says whose they are.
    std::size_t twoNames = 0; ///< Films whose table and object name their patient differently.
    std::vector<std::pair<std::string, std::string>> sameFiles; ///< Equal files under names of two patients.
};

/// Makes one patient of all films that belong together: by the table's names, the path's, the object's own
/// (`patientOf`, empty where it says nothing; may be empty itself), and where two files are equal byte for byte. The
/// patient's name is the first of all of these in the alphabet, as it is written there, so that a data set whose films
/// agree keeps its names. Reads the header of every file, and the whole of those that have another's size.
/// Errors: Cancelled.
Result<PatientCensus> joinPatients(std::vector<FilmEntry> films, const std::filesystem::path &folder,
    const std::function<std::string(const std::filesystem::path &)> &patientOf, const JobContext &job = {});

/// The same of films that lie in `files`, in their order. `hashOf`: the SHA-256 of a file, for who knows it already;
/// see KnownFiles.
Result<PatientCensus> joinPatients(std::vector<FilmEntry> films, const std::vector<std::filesystem::path> &files,
    const std::function<std::string(const std::filesystem::path &)> &patientOf, const JobContext &job = {},
    const std::function<std::string(const std::filesystem::path &)> &hashOf = {});

} // namespace cf
