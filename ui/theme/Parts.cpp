#include "ui/theme/Parts.h"

#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QFrame>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

namespace cf::ui::parts {

namespace {

constexpr int barHeight = 44;

} // namespace

QLabel *section(const QString &text)
{
    auto *label = new QLabel(text);
    theme::setRole(*label, "section");
    return label;
}

QLabel *words(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    theme::setRole(*label, role);
    return label;
}

QPushButton *button(const QString &text, const char *icon)
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(true); // Enter presses it where it has the focus, outside of dialogs, too.
    if (icon != nullptr)
        made->setIcon(theme::icon(QString::fromLatin1(icon), QStringLiteral("text.primary"), 16));
    return made;
}

QPushButton *primary(const QString &text)
{
    auto *made = new QPushButton(text);
    made->setAutoDefault(true);
    theme::setRole(*made, "primary");
    return made;
}

void setText(QLineEdit &field, const std::string &text)
{
    if (field.text().toStdString() != text)
        field.setText(QString::fromStdString(text));
}

QWidget *rule()
{
    auto *line = new QFrame;
    theme::setRole(*line, "hline");
    return line;
}

QTableWidget *table(const QString &name, const QStringList &columns)
{
    auto *made = new QTableWidget(0, int(columns.size()));
    made->setAccessibleName(name);
    made->setHorizontalHeaderLabels(columns);
    made->setSelectionBehavior(QAbstractItemView::SelectRows);
    made->setEditTriggers(QAbstractItemView::NoEditTriggers);
    made->setShowGrid(false);
    made->setTabKeyNavigation(false);
    made->setWordWrap(false);
    made->verticalHeader()->hide();
    made->verticalHeader()->setDefaultSectionSize(26);
    made->horizontalHeader()->setHighlightSections(false);
    made->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    made->horizontalHeader()->setStretchLastSection(true);
    made->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (auto *corner = made->findChild<QAbstractButton *>())
        corner->setObjectName("qt_corner"); // Between two hidden headers; nobody meets it.
    return made;
}

void fillRow(QTableWidget &table, int row, const QStringList &cells)
{
    if (table.rowCount() <= row)
        table.setRowCount(row + 1);
    for (int column = 0; column < cells.size(); ++column) {
        auto *item = new QTableWidgetItem(cells[column]);
        item->setToolTip(cells[column]);
        table.setItem(row, column, item);
    }
}

QVBoxLayout *scrolled(QWidget &page)
{
    auto *outer = new QVBoxLayout(&page);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    spread(*column);
    area->setWidget(content);
    outer->addWidget(area);
    return column;
}

QVBoxLayout *panel(QWidget &panel)
{
    theme::setRole(panel, "panel");
    panel.setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(&panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

QHBoxLayout *bar(QWidget &bar)
{
    theme::setRole(bar, "optionbar");
    bar.setAttribute(Qt::WA_StyledBackground);
    bar.setFixedHeight(barHeight);
    auto *row = new QHBoxLayout(&bar);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(8);
    return row;
}

QGridLayout *fieldGrid(QWidget *parent)
{
    auto *grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    return grid;
}

QLabel *fact(const QString &text, const char *role)
{
    QLabel *label = words(text, role);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

void clear(QGridLayout &grid)
{
    while (QLayoutItem *item = grid.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void spread(QBoxLayout &layout)
{
    layout.setContentsMargins(16, 14, 16, 16);
    layout.setSpacing(8);
}

QString shortHash(const QString &hash)
{
    if (hash.size() < 16)
        return hash;
    return QStringLiteral("%1 %2 … %3 %4").arg(hash.mid(0, 4), hash.mid(4, 4), hash.right(8).left(4), hash.right(4));
}

} // namespace cf::ui::parts
