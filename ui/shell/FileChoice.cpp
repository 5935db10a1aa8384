#include "ui/shell/FileChoice.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMimeData>
#include <QUrl>

namespace cf::ui {
namespace {

constexpr auto ownDialog = QFileDialog::DontUseNativeDialog;

} // namespace

QStringList chooseFiles(QWidget &window)
{
    return QFileDialog::getOpenFileNames(&window, QCoreApplication::translate("FileChoice", "Open files"), {},
        QCoreApplication::translate("FileChoice", "DICOM and pictures (*)"), nullptr, ownDialog);
}

QStringList chooseFolder(QWidget &window, const QString &title)
{
    const QString folder = QFileDialog::getExistingDirectory(&window, title, {}, ownDialog | QFileDialog::ShowDirsOnly);
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
