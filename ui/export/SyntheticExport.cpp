#include "ui/export/SyntheticExport.h"

#include "core/base/files/AtomicFile.h"
#include "core/editing/ProvenanceJson.h"
#include "core/imaging/pictures/PictureMark.h"
#include "ui/records/MethodWords.h"
#include "ui/theme/Text.h"

#include <QBuffer>
#include <QCoreApplication>

namespace cf::ui {
QString provenanceText(const PreparedResult &result)
{
    const Provenance &made = result.provenance;
    QStringList lines;
    const auto line = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            lines << QCoreApplication::translate("Provenance", name) + ": " + value;
    };
    line(QT_TRANSLATE_NOOP("Provenance", "Program"), plainText(made.program));
    line(QT_TRANSLATE_NOOP("Provenance", "Model"), plainText(made.model));
    line(QT_TRANSLATE_NOOP("Provenance", "Model SHA-256"), plainText(made.modelSha256));
    line(QT_TRANSLATE_NOOP("Provenance", "Method"), methodOf(made));
    line(QT_TRANSLATE_NOOP("Provenance", "Seed"), QString::number(made.seed));
    line(QT_TRANSLATE_NOOP("Provenance", "Steps"), QString::number(made.steps));
    for (const auto &[name, value] : made.parameters)
        lines << "  " + plainText(name) + " = " + QString::number(value);
    line(QT_TRANSLATE_NOOP("Provenance", "Instruction"), plainText(made.prompt));
    if (madeFromCaptions(made)) {
        line(QT_TRANSLATE_NOOP("Provenance", "From"), plainText(made.captions.source));
        line(QT_TRANSLATE_NOOP("Provenance", "To"), plainText(made.captions.target));
    }
    line(QT_TRANSLATE_NOOP("Provenance", "Source SHA-256"), plainText(made.sourceSha256));
    line(QT_TRANSLATE_NOOP("Provenance", "Mask SHA-256"), plainText(made.maskSha256));
    return lines.join("\n");
}

Result<> saveOwnPicture(const QImage &picture, const std::filesystem::path &file)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, "PNG"))
        return fail(ErrorCode::Internal, "The picture cannot be encoded.");
    return writeWhole(file, markedPicture({ png.constData(), std::size_t(png.size()) }), overwriteIf(isOurPicture));
}

Result<WrittenObject> saveSynthetic(
    const OpenedImage &source, const PreparedResult &result, const std::filesystem::path &output, bool deidentified)
{
    const Provenance made = deidentified ? withoutIdentity(result.provenance) : result.provenance;
    SyntheticRecord record;
    record.programVersion = QCoreApplication::applicationVersion().toStdString();
    record.modelName = made.model;
    record.modelSha256 = made.modelSha256;
    record.method = made.method;
    record.edit = (result.refused() ? "REFUSED: " : "") + (deidentified ? made.captions.target : made.prompt);
    record.provenanceJson = toJson(made);
    record.deidentified = deidentified;
    record.seriesDescription = (result.refused() ? "refused: " : "") + made.captions.target;
    // The dialog has asked before; what is not ours stays all the same.
    return writeSynthetic(result.unmarked(), record, source.path, output, source.frame, overwriteIf(isOurObject));
}

} // namespace cf::ui
