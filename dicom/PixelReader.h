#pragma once

#include "core/base/Result.h"
#include "dicom/LoadedRadiograph.h"
#include "dicom/ReadingOptions.h"

#include <filesystem>

namespace cf {

/// Reads one frame (from 0) of a DICOM object with all that is needed to show it. Uncompressed (little, big endian,
/// implicit, deflated), RLE, JPEG, JPEG-LS and JPEG 2000; grey of 8 or 16 bits allocated; colour becomes grey, with a
/// note. May take a second for a large compressed image: not for the GUI thread.
/// Errors: Io, InvalidInput (damaged), Unsupported (no image, or of a kind not handled), each with its reason.
Result<LoadedRadiograph> readRadiograph(const std::filesystem::path &path, const ReadingOptions &options);
Result<LoadedRadiograph> readRadiograph(const std::filesystem::path &path, int frame = 0);

} // namespace cf
