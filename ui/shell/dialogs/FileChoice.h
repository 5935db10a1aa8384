#pragma once

#include <QString>
#include <QStringList>

class QMimeData;
class QWidget;

namespace cf::ui {

/// Files to open, in the program's own dialog: the platform's is white in a dark room. Empty: none was chosen.
QStringList chooseFiles(QWidget &window);
/// One folder, or none. `kind`: by which the last one is remembered.
QStringList chooseFolder(QWidget &window, const QString &title, const QString &kind);
/// Files and folders that were dropped.
QStringList localPaths(const QMimeData &data);

} // namespace cf::ui
