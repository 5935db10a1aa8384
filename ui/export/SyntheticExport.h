#pragma once

#include "dicom/SyntheticWriter.h"
#include "ui/session/documents/EditDocument.h"

#include <QImage>
#include <QString>

namespace cf::ui {

/// Lines for people: method, seed, steps, model, captions, hashes.
QString provenanceText(const PreparedResult &result);

/// Saves a result beside its source as a new synthetic object, refused ones too (as refused), with its whole
/// provenance; `deidentified`: without patient, source and what was typed. Not for the GUI thread.
Result<WrittenObject> saveSynthetic(const OpenedImage &source, const PreparedResult &result,
    const std::filesystem::path &output, bool deidentified = false);

/// Writes a picture as a PNG that is known again as ours; a file of the name goes only if it is such a one.
/// Errors: InvalidInput, Io, in words for the user.
Result<> saveOwnPicture(const QImage &picture, const std::filesystem::path &file);

} // namespace cf::ui
