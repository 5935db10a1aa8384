#pragma once

#include "core/base/Result.h"
#include "core/base/terms/ClinicalTerms.h"
#include "core/training/tables/DeviceTable.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// A column of a reader's table (DeviceTable) that speaks of a device which the program knows.
struct DeviceColumn {
    std::string column; ///< "ecg_leads"
    Target target = Target::EcgLeads;

    std::string words() const; ///< "ecg leads", as a user would type it.
};
const std::vector<DeviceColumn> &deviceColumns();

/// A real film that certainly shows a device.
struct RemovalFilm {
    std::filesystem::path file;
    std::string name; ///< The file's name.
    std::string patient; ///< "nih/1234"
    std::vector<DeviceColumn> devices; ///< Those that the table says are there; unsure ones are left out.
    std::vector<DeviceColumn> absent; ///< Those that it says are not there: what a judge finds of them is its error.
    std::vector<DeviceTable::Mark> marks;
};

/// Where the films come from.
struct RemovalSource {
    std::filesystem::path films; ///< Holds images/ and labels.csv with file (or image_id) and patient_id.
    std::filesystem::path table; ///< A DeviceTable; a film is found by its file's name.
    std::vector<std::string>
        trainedOn; ///< Names of folders whose patients, but for those held back, trained the model.
    bool allPatients = false;

    std::string folder() const; ///< Name of the folder of films.
    /// Of a folder that trained the model those alone are measured whom training never saw.
    bool onlyHeldBack() const;
};

/// In an order that is the same for ever and has nothing to do with names: the first N are a fair sample.
/// Errors: tables that cannot be read or lack columns; no film that the table says shows a device.
Result<std::vector<RemovalFilm>> listRemovalFilms(const RemovalSource &source);

} // namespace cf
