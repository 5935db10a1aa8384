#include "ui/edit/SaveResults.h"

#include "core/editing/ProvenanceJson.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/SaveSheet.h"
#include "ui/export/SyntheticExport.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/theme/Text.h"

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
    SaveSheet sheet(said("Save 1 synthetic DICOM"),
        proposedPath(said("synthetic-edit-%1.dcm").arg(state.shown->number)), said("DICOM (*.dcm)"),
        { { said("1 synthetic image"), result->refused() ? said("refused, and stored as refused") : QString(), true,
              false },
            { said("SYNTHETIC mark"), said("in the pixels and in the header"), true, false },
            { said("Patient's name, number and dates"),
                someone ? said("as in the original object, of whose study it becomes a part")
                        : said("the original names nobody"),
                someone, false },
            { said("Instruction text"), said("in the derivation and the record; may identify a patient"), true, false },
            { said("How it was made"), said("model, method, seed, hashes"), true, false } },
        &parent);
    if (sheet.exec() != QDialog::Accepted)
        return;
    using Outcome = Result<WrittenObject>;
    runInBackground<Outcome>(
        queue, &session,
        [image, result, path = sheet.path()](const JobContext &) {
            return saveSynthetic(image, *result, toJson(result->provenance), path.toStdString());
        },
        [&session, document, row](const Outcome &outcome) {
            if (!outcome) {
                session.say(QString::fromStdString(outcome.error().message), true);
                return;
            }
            if (document)
                session.noteSaved(*document, row);
            session.say(said("Saved 1 synthetic DICOM object with its marks and provenance."));
        });
}

void askToSaveFigure(QWidget &parent, EditSession &session, JobQueue &queue, const FigureView &view)
{
    const SessionState &state = session.state();
    const ResultPointer result = state.shown ? state.shown->result : nullptr;
    if (!result || !state.document)
        return;
    const OpenedImage image = state.document->image();
    const QString name = said("Edit %1").arg(state.shown->number);
    const QSize film = image.picture->size().toSize();
    enum Item { Mark, Pictures, Identity, Instruction };
    SaveSheet sheet(said("Save 1 figure"), proposedPath(said("figure-edit-%1.png").arg(state.shown->number)),
        said("Picture (*.png)"),
        { { said("SYNTHETIC mark"), said("plate, frame and words, always"), true, false },
            { said("Original, counterfactual, difference"),
                said("%1 × %2 pixels each, with legend, scale and credit").arg(film.width()).arg(film.height()), true,
                false },
            { said("Patient's name, number and dates"), said("printed on the original"), false, true },
            { said("Instruction text"), said("may identify a patient"), true, true } },
        &parent);
    if (sheet.exec() != QDialog::Accepted)
        return;
    const FigureChoices choices{ sheet.leaves(Identity), sheet.leaves(Instruction) };
    session.say(said("Drawing the figure."));
    runInBackground<Result<>>(
        queue, &session,
        [image, result, name, view, choices, path = sheet.path()](const JobContext &) {
            return saveFigure(drawFigure(image, *result, name, view, choices), path.toStdString());
        },
        [&session](const Result<> &outcome) {
            if (outcome)
                session.say(said("Saved the figure with its marks."));
            else
                session.say(QString::fromStdString(outcome.error().message), true);
        });
}

} // namespace cf::ui
