#include "ui/datasets/parts/CellGrid.h"

#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>

namespace cf::ui {

void fillGrid(QGridLayout &grid, const QList<QList<GridCell>> &rows)
{
    int row = 0;
    for (const QList<GridCell> &cells : rows) {
        for (int column = 0; column < int(cells.size()); ++column) {
            const GridCell &cell = cells[column];
            QLayoutItem *item = grid.itemAtPosition(row, column);
            auto *label = item ? static_cast<QLabel *>(item->widget()) : nullptr;
            if (!label) {
                label = parts::words({}, cell.role);
                label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
                grid.addWidget(label, row, column);
            }
            theme::setRole(*label, cell.role);
            if (label->text() != cell.text)
                label->setText(cell.text);
            label->show();
        }
        ++row;
    }
    for (; grid.itemAtPosition(row, 0); ++row)
        for (int column = 0; column < grid.columnCount(); ++column)
            if (QLayoutItem *item = grid.itemAtPosition(row, column))
                item->widget()->hide();
}

} // namespace cf::ui
