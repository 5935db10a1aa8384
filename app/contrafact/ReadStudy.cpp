#include "app/contrafact/ReadStudy.h"

#include "app/contrafact/Screenshot.h"
#include "app/contrafact/TerminationSignals.h"
#include "app/program/ExitCode.h"
#include "core/base/files/RegularFile.h"
#include "core/sessions/exchange/ReaderPackage.h"
#include "ui/review/ReaderPlace.h"

#include <QApplication>
#include <QInputDialog>
#include <QLocale>
#include <QTimer>

namespace cf {

namespace {

constexpr int pictureDelay = 400; // ms in which a window lays itself out before its picture is taken.

Result<std::string> passphraseFor(const CommandLine &line)
{
    std::string passphrase;
    if (!line.passphraseFile.isEmpty()) {
        CF_ASSIGN(passphrase, readFirstLine(line.passphraseFile.toStdString()));
    } else {
        passphrase = QInputDialog::getText(
            nullptr, "Contrafact", QStringLiteral("Passphrase of the package"), QLineEdit::Password)
                         .toStdString();
    }
    if (passphrase.empty())
        return fail(ErrorCode::InvalidInput, "A reader package is opened with its passphrase.");
    return passphrase;
}

Result<ui::ReaderEntry> entryFor(const CommandLine &line)
{
    if (line.study.endsWith(QLatin1String(".cfreader"))) {
        CF_ASSIGN(const std::string passphrase, passphraseFor(line));
        return ui::entryOfPackage(line.study.toStdString(), passphrase);
    }
    if (line.reader.isEmpty())
        return fail(ErrorCode::InvalidInput, "Say whose cases are read: --reader R1.");
    return ui::entryOf(line.study.toStdString(), line.reader.toStdString());
}

int explained(const Error &error)
{
    return explainError("contrafact", error);
}

/// When there is something to see: a case, or a sentence that says why there is none.
void takePicture(ui::ReaderPlace &place, const CommandLine &line)
{
    using State = ui::ReaderDesk::State;
    const State state = place.desk().state();
    if (state == State::Working) {
        QTimer::singleShot(pictureDelay, &place, [&] { takePicture(place, line); });
        return;
    }
    int code = Done;
    if (!line.screenshot.isEmpty())
        if (const auto saved = saveScreenshot(place.grab().toImage(), line.screenshot.toStdString()); !saved)
            code = explained(saved.error());
    if (line.quit)
        QCoreApplication::exit(code);
}

} // namespace

int readStudy(const CommandLine &line)
{
    const auto entry = entryFor(line);
    if (!entry)
        return explained(entry.error());
    const bool japanese =
        line.language.isEmpty() ? QLocale::system().language() == QLocale::Japanese : line.language == "ja";
    // Outlives the place, which stores an answer on its way before it goes.
    TerminationSignals terminations;
    ui::ReaderPlace place(*entry, japanese);
    place.failed = [](const Error &error) { QCoreApplication::exit(explained(error)); };
    place.setWindowTitle(QStringLiteral("Contrafact"));
    place.resize(line.width > 0 ? line.width : 1600, line.height > 0 ? line.height : 900);
    if (line.width > 0)
        place.show();
    else
        place.showMaximized();
    QObject::connect(&terminations, &TerminationSignals::asked, &place,
        [&] { QCoreApplication::exit(line.quit ? int(Cancelled) : int(Done)); });
    if (!line.screenshot.isEmpty() || line.quit)
        QTimer::singleShot(pictureDelay, &place, [&] { takePicture(place, line); });
    return QApplication::exec();
}

} // namespace cf
