#include "ui/shell/dialogs/CommandPalette.h"

#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <utility>

namespace cf::ui {
namespace {

constexpr int paletteWidth = 560;
constexpr int rowHeight = 28;
constexpr int maxRows = 14; // In sight.
constexpr int placeRole = Qt::UserRole; // Of the item; −1 for a heading.
constexpr int keysRole = Qt::UserRole + 1;

QString nameOf(PaletteItem::Group group)
{
    switch (group) {
    case PaletteItem::Group::Actions:
        return CommandPalette::tr("Actions");
    case PaletteItem::Group::Instructions:
        return CommandPalette::tr("Instructions");
    case PaletteItem::Group::Studies:
        return CommandPalette::tr("Opened images");
    case PaletteItem::Group::Help:
        return CommandPalette::tr("Help");
    }
    return {};
}

class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return { 0, rowHeight }; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect row = option.rect.adjusted(12, 0, -12, 0);
        if (index.data(placeRole).toInt() < 0) {
            painter->setFont(theme::font(11, QFont::DemiBold));
            painter->setPen(theme::colour("text.tertiary"));
            painter->drawText(row, Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
            return;
        }
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, theme::colour("accent.wash"));
            painter->setPen(theme::colour("accent.base"));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        const QString keys = index.data(keysRole).toString();
        painter->setFont(theme::font(12));
        painter->setPen(theme::colour("text.secondary"));
        painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, keys);
        const int taken = keys.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(keys) + 16;
        painter->setFont(theme::font(13));
        painter->setPen(theme::colour("text.primary"));
        painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, row.width() - taken));
    }
};

} // namespace

std::vector<const PaletteItem *> matching(const std::vector<PaletteItem> &items, const QString &typed, int limit)
{
    using Group = PaletteItem::Group;
    const QStringList words = typed.split(' ', Qt::SkipEmptyParts);
    std::vector<const PaletteItem *> found;
    for (const Group group : { Group::Actions, Group::Instructions, Group::Studies, Group::Help }) {
        std::vector<const PaletteItem *> here;
        for (const PaletteItem &item : items) {
            const bool fits = item.group == group
                && std::all_of(words.begin(), words.end(),
                    [&item](const QString &word) { return item.text.contains(word, Qt::CaseInsensitive); });
            if (fits)
                here.push_back(&item);
        }
        std::stable_partition(here.begin(), here.end(), [&typed](const PaletteItem *item) {
            return !typed.trimmed().isEmpty() && item->text.startsWith(typed.trimmed(), Qt::CaseInsensitive);
        });
        here.resize(std::min(here.size(), std::size_t(limit)));
        found.insert(found.end(), here.begin(), here.end());
    }
    return found;
}

CommandPalette::CommandPalette(QWidget &window)
    : QFrame(&window)
    , m_window(window)
    , m_field(new QLineEdit)
    , m_list(new QListWidget)
{
    theme::setRole(*this, "palette");
    setAccessibleName(tr("Command palette"));
    m_field->setPlaceholderText(tr("Type an action, an instruction, a study or a question"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    hide();
}

void CommandPalette::open(std::vector<PaletteItem> items)
{
    m_items = std::move(items);
    m_before = m_window.focusWidget();
    m_field->clear();
    fill();
    raise();
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::fill()
{
    m_list->clear();
    std::optional<PaletteItem::Group> group;
    int rows = 0;
    for (const PaletteItem *item : matching(m_items, m_field->text())) {
        if (group != item->group) {
            group = item->group;
            auto *heading = new QListWidgetItem(nameOf(item->group), m_list);
            heading->setData(placeRole, -1);
            heading->setFlags(Qt::NoItemFlags);
            ++rows;
        }
        auto *row = new QListWidgetItem(item->text, m_list);
        row->setData(placeRole, int(item - m_items.data()));
        row->setData(keysRole, item->keys);
        ++rows;
        if (!m_list->currentItem())
            m_list->setCurrentItem(row);
    }
    if (rows == 0) {
        auto *nothing = new QListWidgetItem(tr("Nothing has all these words."), m_list);
        nothing->setData(placeRole, -1);
        nothing->setFlags(Qt::NoItemFlags);
        rows = 1;
    }
    m_list->setFixedHeight(std::min(rows, maxRows) * rowHeight + 4);
    setFixedWidth(std::min(paletteWidth, m_window.width() - 40));
    adjustSize();
    constexpr int under = 72; // Under header and banner.
    move((m_window.width() - width()) / 2, under);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    const int place = item ? item->data(placeRole).toInt() : -1;
    if (place < 0)
        return;
    const std::function<void()> act = m_items[std::size_t(place)].run;
    leave();
    if (act)
        act();
}

void CommandPalette::leave()
{
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
    m_before = nullptr;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(m_window.focusWidget())) {
        m_before = nullptr;
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto step = [this](int way) {
        for (int row = m_list->currentRow() + way; row >= 0 && row < m_list->count(); row += way) {
            if (m_list->item(row)->data(placeRole).toInt() >= 0) {
                m_list->setCurrentRow(row);
                return;
            }
        }
    };
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    default:
        return false;
    }
}

} // namespace cf::ui
