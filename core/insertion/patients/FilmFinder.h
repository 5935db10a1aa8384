#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cf {

/// Every film below a folder: all files but hidden ones, tables, texts, pages and DICOMDIR, by their printedName()
/// below it. A link that leads nowhere or a pipe is a film that cannot be read; a link to a folder is not followed.
/// Errors: a folder that cannot be listed or may not be read, more than a million files.
Result<std::set<std::string>> filmsBelow(const std::filesystem::path &folder);

/// Finds the films of rows of users' and public tables among the files of a folder, as those data sets are unpacked.
class FilmFinder
{
public:
    /// `files`: as filmsBelow() names them.
    explicit FilmFinder(std::set<std::string> files);

    /// The files that a row speaks of; none where there is none. A row names its film in a column of filmOfRow() or in
    /// "dicom_id" (MIMIC-CXR, without ending): at that place, in images/, with or without the first folders of its
    /// path, at the end of one file's path, or, a name alone, anywhere below where no other file has that name
    /// (ChestX-ray14's images_001/images/). FastDiME's "patient41055_study2_view1_frontal.jpg" is CheXpert's
    /// patient41055/study2/view1_frontal.jpg. A row with "subject_id" and "study_id" alone (MIMIC-CXR) speaks of all
    /// films of that study's folder, p…/s….
    std::vector<std::string> filmsOf(const std::map<std::string, std::string> &row) const;

    /// The one file of that name; empty where there is none or more than one.
    std::string fileNamed(const std::string &name) const;

    const std::set<std::string> &files() const { return m_files; }

private:
    using Places = std::map<std::string, std::string>; ///< Empty where two files have the name.

    std::string atEndOfPath(const std::string &name) const;

    std::set<std::string> m_files;
    Places m_byName;
    Places m_byStem;
    std::map<std::string, std::vector<std::string>> m_allByName;
    std::map<std::string, std::vector<std::string>> m_byStudy; ///< "p10000032/s50414267"
};

} // namespace cf
