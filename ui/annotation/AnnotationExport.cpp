#include "ui/annotation/AnnotationExport.h"

#include "core/annotation/exchange/Coco.h"
#include "core/annotation/exchange/Table.h"
#include "core/base/files/AtomicFile.h"
#include "dicom/AnnotationObjects.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/export/SyntheticExport.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace cf::ui {

using annotation::Annotation;
using annotation::Mark;
using annotation::MarkShape;

namespace {

std::filesystem::path freeFile(const QString &folder, const QString &name)
{
    return dialogs::freeName(QDir(folder).filePath(name)).toStdString();
}

QString nameOf(const std::filesystem::path &file)
{
    return QString::fromStdString(file.filename().string());
}

} // namespace

Result<QStringList> exportTables(const QString &folder, const std::vector<Annotation> &annotations)
{
    const auto coco = freeFile(folder, QStringLiteral("annotations.coco.json"));
    const auto table = freeFile(folder, QStringLiteral("annotations.csv"));
    CF_TRY(writeWhole(coco, toCoco(annotations).dump(1) + "\n"));
    CF_TRY(writeWhole(table, toTable(annotations)));
    return QStringList{ nameOf(coco), nameOf(table) };
}

Result<QStringList> exportObjects(
    const QString &folder, const OpenedImage &image, const PreparedResult &result, const Annotation &annotation)
{
    const auto object = freeFile(folder, QStringLiteral("counterfactual.dcm"));
    CF_ASSIGN(const WrittenObject written, saveSynthetic(image, result, object, false));
    const bool isDicom = !image.attributes.sopInstanceUid.empty();
    const AnnotatedFilms films{ written.path, isDicom ? image.path : std::filesystem::path() };
    Annotation bound = annotation;
    bound.subject.image = {};
    CF_ASSIGN(bound, boundToFilms(bound, films));
    QStringList names{ nameOf(object) };
    const auto report = freeFile(folder, QStringLiteral("annotation.sr.dcm"));
    CF_TRY(writeAnnotationReport(bound, films, report));
    names << nameOf(report);
    const auto isMask = [](const Mark &mark) { return mark.shape == MarkShape::Mask; };
    if (std::ranges::any_of(bound.marks, isMask)) {
        const auto masks = freeFile(folder, QStringLiteral("annotation.seg.dcm"));
        CF_TRY(writeAnnotationSegmentation(bound, films, masks));
        names << nameOf(masks);
    }
    if (!std::ranges::all_of(bound.marks, isMask)) {
        const auto marks = freeFile(folder, QStringLiteral("annotation.gsps.dcm"));
        CF_TRY(writeAnnotationMarks(bound, films, marks));
        names << nameOf(marks);
    }
    return names;
}

} // namespace cf::ui
