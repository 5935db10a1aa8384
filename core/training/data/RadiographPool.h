#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace cf {

/// Real radiographs held in memory for the autoencoder: square, 8 bits, aspect kept, black borders.
/// Patients that are held back (core/insertion/patients/PatientSplit.h) are left out.
struct RadiographPool {
    int imageSize = 0;
    std::vector<std::vector<std::uint8_t>> images;
};

/// Reads `folder`/images with `folder`/labels.csv (columns: file or image_id, patient_id) for each data set folder.
/// `dataSet` names are the folders' names up to the first underscore. Errors: a folder, a table or a listed film that
/// cannot be read, by name; with fewer films in silence two trainings would not be the same.
Result<RadiographPool> loadRadiographPool(
    const std::vector<std::filesystem::path> &folders, int imageSize, const JobContext &job);

} // namespace cf
