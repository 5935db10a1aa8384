#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"
#include "ui/records/PreparedResult.h"
#include "ui/session/documents/OpenedImage.h"

#include <QString>
#include <QStringList>

namespace cf::ui {

/// COCO and CSV of annotations, as new files of a folder. Gives their names. Errors: Io.
Result<QStringList> exportTables(const QString &folder, const std::vector<annotation::Annotation> &annotations);

/// The counterfactual as synthetic DICOM and its annotation as SR, SEG and GSPS, as far as there is something for them,
/// as new files of a folder that refer to each other. Not for the GUI thread. Errors: those of writing; what was
/// written before stays.
Result<QStringList> exportObjects(const QString &folder, const OpenedImage &image, const PreparedResult &result,
    const annotation::Annotation &annotation);

} // namespace cf::ui
