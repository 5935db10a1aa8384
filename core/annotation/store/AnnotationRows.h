#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"
#include "core/sessions/store/Database.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::annotation {

/// One state of one annotation as it lies in the store.
struct AnnotationRow {
    std::string image; ///< What its key becomes by placeOf().
    std::string annotator;
    Role role = Role::Annotator;
    int revision = 1; ///< From 1. A draft gives way to what is said next; what was finished or skipped stays for good.
    std::string content; ///< The canonical JSON.
    std::string hash; ///< SHA-256 of the content.
    std::int64_t audit = 0; ///< The record that tells of it.
};

/// Of an image's key; tells nothing of the image.
std::string placeOf(const std::string &key);

/// Makes the tables of a new store, and its first record. Within a transaction.
Result<> createAnnotationTables(sessions::store::Database &database);
/// Whether there are tables in that file or schema, of whatever.
Result<bool> hasAnnotationTables(sessions::store::Database &database);
/// Errors: Unsupported for a store that a newer program wrote, InvalidInput for what is none.
Result<> checkAnnotationTables(sessions::store::Database &database);

/// By image, annotator, role and revision. Within a transaction.
Result<std::vector<AnnotationRow>> loadAnnotationRows(sessions::store::Database &database);
/// The same of one image.
Result<std::vector<AnnotationRow>> loadAnnotationRows(sessions::store::Database &database, const std::string &image);
/// The same of one annotator.
Result<std::vector<AnnotationRow>> loadAnnotationRowsBy(
    sessions::store::Database &database, const std::string &annotator);

/// The annotation of a row; nothing where it is not as it was written.
std::optional<Annotation> annotationOf(const AnnotationRow &row);

/// Stores what somebody says of an image and the record of it. `kind`: of the record; empty: by role and state. Nothing
/// is done where the same is stored already. Within a transaction.
Result<> putAnnotation(sessions::store::Database &database, const std::string &image, const Annotation &annotation,
    const std::string &kind = {});

} // namespace cf::annotation
