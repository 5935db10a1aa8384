#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// Finds the films of rows of public tables among the files of a folder.
class TableRows
{
public:
    /// Paths below the films' folder, with '/'.
    explicit TableRows(const std::set<std::string> &files);

    /// The files that a row speaks of; none where there is none. A row names its film in `file`, `image_id`,
    /// `img_name`, `Path` (CheXpert: with or without the data set's own name before it), `Image Index` (ChestX-ray14)
    /// or `dicom_id` (MIMIC-CXR, without ending), at that place, in images/, or anywhere below where no other file has
    /// that name. A row with `subject_id` and `study_id` alone (MIMIC-CXR) speaks of all films of that study's folder,
    /// p…/s….
    std::vector<std::string> filmsOf(const std::map<std::string, std::string> &row) const;

private:
    std::string fileNamed(const std::string &name) const;

    const std::set<std::string> &m_files;
    std::map<std::string, std::string> m_byName; ///< Empty where two files have the name.
    std::map<std::string, std::string> m_byStem;
    std::map<std::string, std::vector<std::string>> m_byStudy; ///< "p10000032/s50414267"
};

/// Whose film a row speaks of: `patient_id`, `Patient ID`, `subject_id`, or a part "patient…" of its `Path`; empty:
/// unknown.
std::string patientOfRow(const std::map<std::string, std::string> &row);

} // namespace cf
