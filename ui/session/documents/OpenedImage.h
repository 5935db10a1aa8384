#pragma once

#include "dicom/LoadedRadiograph.h"
#include "dicom/ReadingOptions.h"
#include "ui/images/RadiographPicture.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cf::ui {

class WorkClaim;
struct RestoredWork;

/// An image that was opened, ready for the screen.
struct OpenedImage {
    std::filesystem::path path;
    int frame = 0;
    InstanceAttributes attributes;
    ReadingOptions reading; ///< How the file was read.
    bool readAsAsked = false; ///< The user has just said how: it counts instead of how it was read before.
    bool isEdit = false; ///< A result that is edited in its turn: how the file behind it is read changes nothing of it.
    std::vector<ReadingNote> notes;
    PicturePointer picture;
    std::string sha256; ///< Of the stored values.
    /// Names the autosaved work: of the stored values and of what the object says it is, so that equal pixels of two
    /// studies are two images.
    std::string workKey;
    std::shared_ptr<const WorkClaim> claim; ///< The right to write that work; null where none is kept.
    std::shared_ptr<const RestoredWork> restored; ///< What the disk knew of it; may be null.
};

} // namespace cf::ui
