#include "ui/dialogs/FileDialogs.h"

#include "ui/settings/Preferences.h"

#include <QAbstractFileIconProvider>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHash>
#include <QPointer>
#include <QStyle>

namespace cf::ui::dialogs {
namespace {

/// The platform's icons are coloured and bright.
class OwnIcons : public QAbstractFileIconProvider
{
public:
    QIcon icon(IconType type) const override
    {
        const QStyle &style = *QApplication::style();
        return style.standardIcon(type == File ? QStyle::SP_FileIcon
                : type == Folder               ? QStyle::SP_DirIcon
                                               : QStyle::SP_DriveHDIcon);
    }
    QIcon icon(const QFileInfo &info) const override { return icon(info.isDir() ? Folder : File); }
};

QStringList ask(QFileDialog &dialog, const QString &kind, const QString &filter = {})
{
    static OwnIcons icons;
    dialog.setOption(QFileDialog::DontUseNativeDialog); // The platform's is white in a dark room.
    dialog.setOption(QFileDialog::DontConfirmOverwrite);
    dialog.setIconProvider(&icons);
    if (!filter.isEmpty())
        dialog.setNameFilter(filter);
    dialog.setDirectory(rememberedFolder(kind));
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return {};
    rememberFolder(kind, dialog.directory().absolutePath());
    return dialog.selectedFiles();
}

/// Where the folders are kept; without one they are remembered while the program runs.
QPointer<Preferences> store;
QHash<QString, QString> remembered;

} // namespace

void rememberFoldersIn(Preferences &preferences)
{
    store = &preferences;
}

QString rememberedFolder(const QString &kind)
{
    const QString folder = store ? store->kept("folders/" + kind).toString() : remembered.value(kind);
    return !folder.isEmpty() && QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

void rememberFolder(const QString &kind, const QString &folder)
{
    if (store)
        store->keep("folders/" + kind, folder);
    else
        remembered[kind] = folder;
}

QStringList filesToOpen(QWidget *parent, const QString &title)
{
    QFileDialog dialog(parent, title);
    dialog.setFileMode(QFileDialog::ExistingFiles);
    return ask(dialog, "studies", QFileDialog::tr("DICOM and pictures (*)"));
}

QString fileToOpen(QWidget *parent, const QString &title, const QString &kind, const QString &filter)
{
    QFileDialog dialog(parent, title);
    dialog.setFileMode(QFileDialog::ExistingFile);
    return ask(dialog, kind, filter).value(0);
}

QString folder(QWidget *parent, const QString &title, const QString &kind)
{
    QFileDialog dialog(parent, title);
    dialog.setFileMode(QFileDialog::Directory);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    return ask(dialog, kind).value(0);
}

QString newFile(QWidget *parent, const QString &title, const QString &proposed, const QString &filter)
{
    QFileDialog dialog(parent, title);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setLabelText(QFileDialog::Accept, QFileDialog::tr("Take this name"));
    dialog.selectFile(QFileInfo(proposed).fileName());
    return ask(dialog, "save", filter).value(0);
}

QString freeName(const QString &wanted)
{
    if (!QFileInfo::exists(wanted))
        return wanted;
    const QFileInfo file(wanted);
    const QString ending = file.suffix().isEmpty() ? QString() : '.' + file.suffix();
    for (int number = 2;; ++number) {
        const QString name = file.dir().filePath(file.completeBaseName() + ' ' + QString::number(number) + ending);
        if (!QFileInfo::exists(name))
            return name;
    }
}

} // namespace cf::ui::dialogs
