#pragma once

#include <QList>
#include <QString>

class QGridLayout;

namespace cf::ui {

/// A cell of words.
struct GridCell {
    QString text;
    const char *role = "body"; ///< Of the style sheet.
};

/// Fills a grid with rows of words from its top; rows beyond them are hidden. Labels stay where their words do, and
/// only what changed is set: a screen that is drawn twice a second must not flicker.
void fillGrid(QGridLayout &grid, const QList<QList<GridCell>> &rows);

} // namespace cf::ui
