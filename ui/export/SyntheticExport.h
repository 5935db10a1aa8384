#pragma once

#include "dicom/SyntheticWriter.h"
#include "ui/session/EditDocument.h"

#include <QImage>
#include <QString>

namespace cf::ui {

/// Lines for people: method, seed, steps, model, captions, hashes.
QString provenanceText(const PreparedResult &result);

/// Saves a result beside its source as a new synthetic object, refused ones too (as refused). `provenanceJson` is
/// stored whole in the object. Not for the GUI thread.
Result<WrittenObject> saveSynthetic(const OpenedImage &source, const PreparedResult &result, std::string provenanceJson,
    const std::filesystem::path &output);

/// Writes a picture as a PNG that is known again as ours; a file of the name goes only if it is such a one.
/// Errors: InvalidInput, Io, in words for the user.
Result<> saveOwnPicture(const QImage &picture, const std::filesystem::path &file);

} // namespace cf::ui
