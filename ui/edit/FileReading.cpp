#include "ui/edit/FileReading.h"

#include "ui/dialogs/MaskSheet.h"
#include "ui/dialogs/ReadingSheet.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/studies/StudyController.h"
#include "ui/words/CoreWords.h"

#include <QPointer>

namespace cf::ui {

void askHowToRead(QWidget &parent, EditSession &session, StudyController &files)
{
    if (!session.document())
        return;
    const OpenedImage image = session.document()->image(); // Another may be shown while the sheet is open.
    ReadingSheet sheet(image.reading, &parent);
    if (sheet.exec() == QDialog::Accepted)
        files.loadAs(QString::fromStdString(image.path.string()), sheet.options());
}

void readAs(EditSession &session, StudyController &files, const PatientAxes &axes)
{
    if (!session.document())
        return;
    const OpenedImage &image = session.document()->image();
    ReadingOptions reading = image.reading;
    reading.frame = image.frame;
    reading.axes = axes;
    files.loadAs(QString::fromStdString(image.path.string()), reading);
}

void askForMask(QWidget &parent, EditSession &session, JobQueue &queue)
{
    if (!session.document())
        return;
    const QPointer<EditDocument> document = session.document();
    MaskSheet sheet(&parent);
    QObject::connect(&sheet, &MaskSheet::readRequested, &sheet, [&] {
        if (!document)
            return sheet.reject();
        const OpenedImage image = document->image();
        const auto choice = sheet.choice();
        runInBackground<Result<LoadedMask>>(
            queue, &sheet,
            [image, choice = *choice, path = sheet.path()](const JobContext &) {
                return readMask(path.toStdString(),
                    LoadedRadiograph{ image.picture->radiograph(), image.attributes, image.frame, {} }, choice);
            },
            [&sheet, &session, document](const Result<LoadedMask> &mask) {
                if (!mask) {
                    sheet.showProblem(coreWords(mask.error().message));
                    return;
                }
                if (document && document == session.document())
                    session.takeMask(mask->mask, mask->notes);
                sheet.accept();
            });
    });
    sheet.exec();
}

} // namespace cf::ui
