#include "ui/edit/SaveResults.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/SaveSheet.h"
#include "ui/export/SyntheticExport.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/theme/Text.h"
#include "ui/words/CoreWords.h"

#include <QCoreApplication>
#include <QDir>
#include <QPointer>

namespace cf::ui {
namespace {

QString said(const char *text)
{
    return QCoreApplication::translate("SaveResults", text);
}

QString proposedPath(const QString &name)
{
    return dialogs::freeName(QDir(dialogs::rememberedFolder("save")).filePath(name));
}

bool saysWho(const InstanceAttributes &attributes)
{
    return !plainText(attributes.patientName).isEmpty() || !plainText(attributes.patientId).isEmpty();
}

} // namespace

void askToSaveDicom(QWidget &parent, EditSession &session, JobQueue &queue)
{
    const SessionState &state = session.state();
    const ResultPointer result = state.shown ? state.shown->result : nullptr;
    if (!result || !state.document)
        return;
    // While the sheet is open, another edit may end and be shown.
    const QPointer<EditDocument> document = state.document;
    const int row = state.shownRow;
    const OpenedImage image = document->image();
    const bool someone = saysWho(image.attributes);
    constexpr std::size_t identity = 2; // Of the items below.
    SaveSheet sheet(said(QT_TRANSLATE_NOOP("SaveResults", "Save 1 synthetic DICOM")),
        proposedPath(said(QT_TRANSLATE_NOOP("SaveResults", "synthetic-edit-%1.dcm")).arg(state.shown->number)),
        said(QT_TRANSLATE_NOOP("SaveResults", "DICOM (*.dcm)")),
        { { said(QT_TRANSLATE_NOOP("SaveResults", "1 synthetic image")),
              result->refused() ? said(QT_TRANSLATE_NOOP("SaveResults", "refused, and stored as refused")) : QString(),
              true, false },
            { said(QT_TRANSLATE_NOOP("SaveResults", "SYNTHETIC mark")),
                said(QT_TRANSLATE_NOOP("SaveResults", "in the pixels and in the header")), true, false },
            { said(QT_TRANSLATE_NOOP("SaveResults", "Patient, study, dates and instruction")),
                someone ? said(
                    QT_TRANSLATE_NOOP("SaveResults", "as in the original object, of whose study it becomes a part"))
                        : said(QT_TRANSLATE_NOOP("SaveResults",
                            "the original names nobody, but its study and its dates tell where it is from")),
                true, true },
            { said(QT_TRANSLATE_NOOP("SaveResults", "What is printed in the film")),
                said(QT_TRANSLATE_NOOP("SaveResults", "stays in the pixels: look at it for a name")), true, false },
            { said(QT_TRANSLATE_NOOP("SaveResults", "How it was made")),
                said(QT_TRANSLATE_NOOP("SaveResults", "model, method, seed, hashes")), true, false } },
        &parent);
    if (sheet.exec() != QDialog::Accepted)
        return;
    using Outcome = Result<WrittenObject>;
    runInBackground<Outcome>(
        queue, &session,
        [image, result, path = sheet.path(), deidentified = !sheet.leaves(identity)](
            const JobContext &) { return saveSynthetic(image, *result, path.toStdString(), deidentified); },
        [&session, document, row](const Outcome &outcome) {
            if (!outcome) {
                session.say(coreWords(outcome.error().message), true);
                return;
            }
            if (document)
                session.noteSaved(*document, row);
            session.say(said(
                QT_TRANSLATE_NOOP("SaveResults", "Saved 1 synthetic DICOM object with its marks and provenance.")));
        });
}

void askToSaveFigure(QWidget &parent, EditSession &session, JobQueue &queue, const FigureView &view)
{
    const SessionState &state = session.state();
    const ResultPointer result = state.shown ? state.shown->result : nullptr;
    if (!result || !state.document)
        return;
    const OpenedImage image = state.document->image();
    const QString name = said(QT_TRANSLATE_NOOP("SaveResults", "Edit %1")).arg(state.shown->number);
    const QSize film = image.picture->size().toSize();
    enum Item { Mark, Pictures, Identity, Instruction };
    SaveSheet sheet(said(QT_TRANSLATE_NOOP("SaveResults", "Save 1 figure")),
        proposedPath(said(QT_TRANSLATE_NOOP("SaveResults", "figure-edit-%1.png")).arg(state.shown->number)),
        said(QT_TRANSLATE_NOOP("SaveResults", "Picture (*.png)")),
        { { said(QT_TRANSLATE_NOOP("SaveResults", "SYNTHETIC mark")),
              said(QT_TRANSLATE_NOOP("SaveResults", "plate, frame and words, always")), true, false },
            { said(QT_TRANSLATE_NOOP("SaveResults", "Original, counterfactual, difference")),
                said(QT_TRANSLATE_NOOP("SaveResults", "%1 × %2 pixels each, with legend, scale and credit"))
                    .arg(film.width())
                    .arg(film.height()),
                true, false },
            { said(QT_TRANSLATE_NOOP("SaveResults", "Patient's name, number and dates")),
                said(QT_TRANSLATE_NOOP("SaveResults", "printed on the original")), false, true },
            { said(QT_TRANSLATE_NOOP("SaveResults", "Instruction text")),
                said(QT_TRANSLATE_NOOP("SaveResults", "may identify a patient")), true, true } },
        &parent);
    if (sheet.exec() != QDialog::Accepted)
        return;
    const FigureChoices choices{ sheet.leaves(Identity), sheet.leaves(Instruction) };
    session.say(said(QT_TRANSLATE_NOOP("SaveResults", "Drawing the figure.")));
    runInBackground<Result<>>(
        queue, &session,
        [image, result, name, view, choices, path = sheet.path()](const JobContext &) {
            return saveFigure(drawFigure(image, *result, name, view, choices), path.toStdString());
        },
        [&session](const Result<> &outcome) {
            if (outcome)
                session.say(said(QT_TRANSLATE_NOOP("SaveResults", "Saved the figure with its marks.")));
            else
                session.say(coreWords(outcome.error().message), true);
        });
}

} // namespace cf::ui
