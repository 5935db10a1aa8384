#include "ui/coordinator/protocol/ChoiceTable.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QKeyEvent>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int choiceRowHeight = 28;
constexpr int lowest = 150;

} // namespace

ChoiceTable::ChoiceTable()
    : QTableWidget(0, 3)
{
    setAccessibleName(tr("Choices"));
    setHorizontalHeaderLabels({ tr("Stored as"), tr("Choice, English"), tr("Choice, Japanese") });
    setShowGrid(true);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(choiceRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (auto *corner = findChild<QAbstractButton *>())
        corner->setObjectName("qt_corner"); // Between two headers; nobody meets it.
    setMinimumHeight(lowest);
    QObject::connect(this, &QTableWidget::cellChanged, this, [this] {
        if (!m_isFilling && edited)
            edited();
    });
}

bool ChoiceTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        event->accept(); // Here it is no other's.
        return true;
    }
    return QTableWidget::event(event);
}

void ChoiceTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Delete) {
        QTableWidget::keyPressEvent(event);
        return;
    }
    m_isFilling = true; // Said once, when all are empty.
    for (QTableWidgetItem *cell : selectedItems())
        cell->setText({});
    m_isFilling = false;
    if (edited)
        edited();
}

std::vector<Choice> ChoiceTable::choices() const
{
    std::vector<Choice> all;
    for (int row = 0; row < rowCount(); ++row) {
        const auto cell = [this, row](int column) {
            return item(row, column) != nullptr ? item(row, column)->text().trimmed().toStdString() : std::string();
        };
        Choice choice{ cell(0), { cell(1), cell(2) } };
        if (choice.key.empty() && choice.label.english.empty() && choice.label.japanese.empty())
            continue;
        if (choice.key.empty()) // The place is a key that fits a scale as well.
            choice.key = std::to_string(row + 1);
        all.push_back(std::move(choice));
    }
    return all;
}

void ChoiceTable::show(const std::vector<Choice> &shown)
{
    m_isFilling = true;
    setRowCount(int(shown.size()) + 1);
    for (int row = 0; row < rowCount(); ++row) {
        const Choice choice = std::size_t(row) < shown.size() ? shown[std::size_t(row)] : Choice();
        const std::string cells[] = { choice.key, choice.label.english, choice.label.japanese };
        for (int column = 0; column < 3; ++column) {
            if (item(row, column) == nullptr)
                setItem(row, column, new QTableWidgetItem);
            item(row, column)->setText(QString::fromStdString(cells[column]));
        }
    }
    m_isFilling = false;
}

} // namespace cf::ui
