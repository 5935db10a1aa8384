#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace cf::ui {
class Preferences;
}

/// File dialogs in the window's own colours, each of which begins where its kind was used last. Files whose names may
/// hold a patient's are not remembered, folders are.
namespace cf::ui::dialogs {

/// Files to open; empty when the user left.
QStringList filesToOpen(QWidget *parent, const QString &title);
/// One file to open; empty when the user left. `kind`: by which its folder is remembered.
QString fileToOpen(QWidget *parent, const QString &title, const QString &kind, const QString &filter);
/// A folder; empty when the user left. `kind`: "studies", "model", …, by which it is remembered.
QString folder(QWidget *parent, const QString &title, const QString &kind);
/// A name for a new file; empty when the user left. Existing files are refused by whoever writes, not here.
QString newFile(QWidget *parent, const QString &title, const QString &proposed, const QString &filter);

/// From now on folders are kept there. Before, and once it is gone, while the program runs.
void rememberFoldersIn(Preferences &preferences);
/// The folder that a kind was used with last, else the user's own. What is gone meanwhile is not proposed.
QString rememberedFolder(const QString &kind);
void rememberFolder(const QString &kind, const QString &folder);

/// `wanted`, or with " 2", " 3", … before its ending where there is such a file already.
QString freeName(const QString &wanted);

} // namespace cf::ui::dialogs
