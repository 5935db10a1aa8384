#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "dicom/LoadedRadiograph.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One DICOM object of a series. `problem` says why it cannot be shown; empty when it can, as far as its header tells.
struct InstanceEntry {
    std::filesystem::path path;
    InstanceAttributes attributes;
    std::string problem;
};

struct SeriesEntry {
    std::string seriesInstanceUid;
    std::string description;
    std::string modality;
    std::string number;
    std::vector<InstanceEntry> instances; ///< By instance number.
};

struct StudyEntry {
    std::string studyInstanceUid;
    std::string date; ///< YYYYMMDD
    std::string description;
    std::vector<SeriesEntry> series; ///< By series number.
};

struct PatientEntry {
    std::string id;
    std::string name;
    std::string birthDate;
    std::string sex;
    std::vector<StudyEntry> studies; ///< Newest first.
};

/// A file that is not in the tree, with one sentence why.
struct FileProblem {
    std::filesystem::path path;
    std::string message;
};

/// All that a scan found.
struct StudyTree {
    std::vector<PatientEntry> patients; ///< By name. Two patients with one ID but different names stay apart.
    std::vector<std::filesystem::path> pictures; ///< PNG, JPEG and TIFF files, for readPicture().
    std::vector<FileProblem> problems;
    int filesSeen = 0;
    int instances = 0;
};

/// Reads the headers of a file, of all files in a folder and below, or of the files that a DICOMDIR names.
/// Not for the GUI thread; reports a step for each file and stops between files. A file that cannot be read never
/// keeps the others from the tree. Errors: Cancelled, Io when `path` itself cannot be read.
Result<StudyTree> scanStudies(const std::filesystem::path &path, const JobContext &job = {});

/// Why nothing of a tree can be shown, in words for the user; nothing where something can.
std::optional<std::string> nothingToShow(const StudyTree &tree);

} // namespace cf
