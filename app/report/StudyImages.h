#pragma once

#include "core/sessions/blinding/CaseImport.h"

#include <filesystem>

namespace cf {

/// A DICOM file or picture as a case of a study: upright, with its patient and the place where the SYNTHETIC plate
/// stands or would stand. Errors: those of openRadiograph().
Result<sessions::ReadImage> readStudyImage(const std::filesystem::path &file);

/// The same of a film in memory; whose it is, is not known.
sessions::ReadImage asStudyImage(const Radiograph &film);

} // namespace cf
