#pragma once

#include "core/base/files/AtomicFile.h"
#include "ui/export/SyntheticExport.h"

#include <QImage>

#include <filesystem>

namespace cf {

/// Writes the picture of a window that the command line asked for. A file that is there already stays, an own one too.
/// Errors: as writeWhole().
inline Result<> saveScreenshot(const QImage &picture, const std::filesystem::path &file)
{
    CF_TRY(checkWritable(file));
    return ui::saveOwnPicture(picture, file);
}

} // namespace cf
