#pragma once

#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"

#include <filesystem>
#include <string>

namespace cf::cli {

/// Writes the region of an edit as a DICOM segmentation (PS3.3 A.51) of the object that was written of the edit, a
/// segment proposed by the program: pixels whose weight is half or more. `dateTime` as in BatchFilm; equal edits give
/// equal bytes. Errors: as writeAnnotationSegmentation().
Result<> writeRegion(const EditRequest &request, const EditResult &result, const std::filesystem::path &source,
    const std::filesystem::path &object, const std::string &dateTime, const std::filesystem::path &output);

} // namespace cf::cli
