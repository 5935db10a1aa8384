#pragma once

#include "core/base/Result.h"
#include "core/sessions/store/Database.h"

#include <filesystem>

namespace cf::annotation {

// Before annotations had a chain of records each was a file: FOLDER/<image>/<annotator>.json.

/// Whether there are such files in a folder, which may not be there yet. Errors: Io where it or one of its folders
/// cannot be read.
Result<bool> hasAnnotationFiles(const std::filesystem::path &folder);

/// Takes all of them over into a new store, each with a record of kind "migrated".
/// The files stay. How many were damaged and left out, each with a record of kind "left-out". Within a transaction.
/// Errors: as hasAnnotationFiles(); those of the database.
Result<int> takeAnnotationFiles(sessions::store::Database &database, const std::filesystem::path &folder);

} // namespace cf::annotation
