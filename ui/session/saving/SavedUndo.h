#pragma once

#include "ui/images/MaskCommands.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace cf::ui {

/// The undo stack of a mask, as it is kept on disk.
struct SavedUndo {
    std::vector<MaskStepPointer> steps; ///< The oldest first.
    int index = 0; ///< How many of them are done.
    std::size_t mask = 0; ///< Fingerprint of the mask with these done.
};

/// Packed for a file. Takes the newest steps as far as they come to 64 MB of values; a mask has one byte a pixel.
QByteArray packed(const SavedUndo &undo);
/// Nothing for bytes that packed() did not write. Whether the steps lie within a mask is for the caller to see.
std::optional<SavedUndo> unpackedUndo(const QByteArray &bytes);

} // namespace cf::ui
