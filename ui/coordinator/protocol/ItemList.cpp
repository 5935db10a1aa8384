#include "ui/coordinator/protocol/ItemList.h"

#include "ui/theme/Parts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace cf::ui {

namespace {

constexpr int glyphWidth = 32;
constexpr int widthBesideForm = 280;

QPushButton *glyphButton(const char *icon, const QString &name)
{
    QPushButton *made = parts::button({}, icon);
    made->setFixedWidth(glyphWidth);
    made->setAccessibleName(name);
    made->setToolTip(name);
    return made;
}

} // namespace

ItemList::ItemList(const QString &name, const QString &addText, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget)
    , m_add(parts::button(addText, "plus"))
    , m_up(glyphButton("up", tr("Earlier")))
    , m_down(glyphButton("down", tr("Later")))
    , m_remove(glyphButton("trash", tr("Take out")))
{
    m_list->setAccessibleName(name);
    m_list->setToolTip(tr("Ctrl+↑ ↓ move, Del takes out, Ins adds"));
    m_list->installEventFilter(this);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list, 1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch(1);
    row->addWidget(m_up);
    row->addWidget(m_down);
    row->addWidget(m_remove);
    column->addLayout(row);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int item) {
        drawState();
        if (item >= 0)
            Q_EMIT chosen(item);
    });
    connect(m_add, &QPushButton::clicked, this, &ItemList::addWanted);
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeWanted(chosenItem()); });
    connect(m_up, &QPushButton::clicked, this, [this] { Q_EMIT moveWanted(chosenItem(), chosenItem() - 1); });
    connect(m_down, &QPushButton::clicked, this, [this] { Q_EMIT moveWanted(chosenItem(), chosenItem() + 1); });
    drawState();
}

void ItemList::layBeside(QWidget &form, QLabel &note, QWidget &page)
{
    auto *row = new QHBoxLayout(&page);
    row->setContentsMargins(16, 12, 0, 0);
    row->setSpacing(16);
    auto *left = new QVBoxLayout;
    setFixedWidth(widthBesideForm);
    note.setFixedWidth(widthBesideForm);
    left->addWidget(this, 1);
    left->addWidget(&note);
    row->addLayout(left);
    row->addWidget(&form, 1);
}

void ItemList::show(const QStringList &items, int chosen)
{
    const QSignalBlocker quiet(m_list);
    while (m_list->count() > items.size())
        delete m_list->takeItem(m_list->count() - 1);
    for (int i = 0; i < items.size(); ++i) {
        if (i >= m_list->count())
            m_list->addItem(items[i]);
        m_list->item(i)->setText(items[i]);
        m_list->item(i)->setToolTip(items[i]);
    }
    m_list->setCurrentRow(std::clamp(chosen, items.isEmpty() ? -1 : 0, int(items.size()) - 1));
    drawState();
}

int ItemList::chosenItem() const
{
    return m_list->currentRow();
}

bool ItemList::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_list || !isKey)
        return QWidget::eventFilter(watched, event);
    const auto *pressed = static_cast<QKeyEvent *>(event);
    if (event->type() == QEvent::ShortcutOverride) { // Here these keys are no other's.
        if (pressed->key() == Qt::Key_Delete || pressed->key() == Qt::Key_Insert)
            event->accept();
        return false;
    }
    return takeKey(pressed->key(), pressed->modifiers() & Qt::ControlModifier) || QWidget::eventFilter(watched, event);
}

bool ItemList::takeKey(int key, bool isControl)
{
    const int item = chosenItem();
    if (key == Qt::Key_Insert) {
        if (m_add->isEnabled())
            Q_EMIT addWanted();
    } else if (key == Qt::Key_Delete) {
        if (m_remove->isEnabled())
            Q_EMIT removeWanted(item);
    } else if (isControl && key == Qt::Key_Up) {
        if (m_up->isEnabled())
            Q_EMIT moveWanted(item, item - 1);
    } else if (isControl && key == Qt::Key_Down) {
        if (m_down->isEnabled())
            Q_EMIT moveWanted(item, item + 1);
    } else {
        return false;
    }
    return true;
}

void ItemList::drawState()
{
    m_up->setEnabled(chosenItem() > 0);
    m_down->setEnabled(chosenItem() >= 0 && chosenItem() + 1 < m_list->count());
    m_remove->setEnabled(chosenItem() >= 0);
}

} // namespace cf::ui
