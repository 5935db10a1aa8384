#pragma once

#include "core/base/Result.h"
#include "dicom/LoadedRadiograph.h"
#include "dicom/ReadingOptions.h"

#include <filesystem>

namespace cf {

/// True for file names that end like a picture which readPicture() reads (.png .jpg .jpeg .tif .tiff).
bool hasPictureName(const std::filesystem::path &path);

/// True when the first bytes are those of a PNG, JPEG or TIFF, whatever the file is called.
bool looksLikePicture(const std::filesystem::path &path);

/// Reads an 8- or 16-bit PNG, JPEG or TIFF as a radiograph over its whole range, turned upright as its EXIF or TIFF
/// orientation says; colour becomes grey, with a note. Its attributes stay empty: a picture does not say whose it is.
Result<LoadedRadiograph> readPicture(const std::filesystem::path &path, const ReadingOptions &options = {});

/// readRadiograph() for DICOM and readPicture() for pictures, told apart by what the file holds and not by its name.
Result<LoadedRadiograph> openRadiograph(const std::filesystem::path &path, const ReadingOptions &options);
Result<LoadedRadiograph> openRadiograph(const std::filesystem::path &path, int frame = 0);

} // namespace cf
