#include "ui/shell/dialogs/FileChoice.h"

#include "ui/dialogs/FileDialogs.h"

#include <QCoreApplication>
#include <QMimeData>
#include <QUrl>

namespace cf::ui {
QStringList chooseFiles(QWidget &window)
{
    return dialogs::filesToOpen(&window, QCoreApplication::translate("FileChoice", "Open files"));
}

QStringList chooseFolder(QWidget &window, const QString &title, const QString &kind)
{
    const QString folder = dialogs::folder(&window, title, kind);
    return folder.isEmpty() ? QStringList() : QStringList{ folder };
}

QStringList localPaths(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace cf::ui
