#pragma once

#include "tests/support/FakeEditor.h"
#include "ui/WorkplaceTable.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/shell/MainWindow.h"

#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <chrono>

namespace cf::test {

using namespace std::chrono_literals;

/// A 16-bit picture of the smooth radiograph, since pictures are the simplest files to open.
inline QString writePicture(const QString &folder, const QString &name, int width = 500, int height = 420)
{
    const Radiograph radiograph = smoothRadiograph(width, height);
    QImage image(width, height, QImage::Format_Grayscale16);
    for (int y = 0; y < height; ++y) {
        auto *line = reinterpret_cast<quint16 *>(image.scanLine(y));
        for (int x = 0; x < width; ++x)
            line[x] = quint16(radiograph.stored.at(x, y) * 16);
    }
    const QString path = folder + "/" + name;
    image.save(path);
    return path;
}

/// Preferences of nobody: a test neither reads nor writes the user's own.
inline QString freshSettings()
{
    static const QTemporaryDir folder;
    static int count = 0;
    return folder.filePath(QString("settings-%1.ini").arg(++count));
}

inline ui::WindowServices services(const QString &workFolder = {}, std::chrono::milliseconds stepTime = 1ms)
{
    ui::WindowServices made;
    made.session.loadEditor = [stepTime](const std::filesystem::path &, const JobContext &) {
        return Result<std::unique_ptr<CounterfactualEditor>>(std::make_unique<FakeEditor>(stepTime));
    };
    made.session.workFolder = workFolder.toStdString();
    made.settingsFile = freshSettings();
    return made;
}

/// The edit workplace of a window.
inline ui::EditWorkplace &editPlace(ui::MainWindow &window)
{
    return *static_cast<ui::EditWorkplace *>(window.workplace("edit"));
}

/// A window with the fake model and a picture in it.
struct Bench {
    explicit Bench(const QString &picture, ui::WindowServices given)
        : window(std::move(given), ui::workplaceTable())
        , session(window.session())
        , edit(editPlace(window))
    {
        window.show();
        QSignalSpy loaded(&session.edits(), &ui::EditController::modelLoaded);
        session.loadModel("test");
        loaded.wait();
        QSignalSpy shown(&session, &ui::EditSession::imageShown);
        window.openPaths({ picture });
        shown.wait();
    }
    ui::MainWindow window;
    ui::EditSession &session;
    ui::EditWorkplace &edit;
};

} // namespace cf::test
