#include "ui/history/HistoryStrip.h"

#include "ui/history/ThumbnailPainting.h"
#include "ui/records/EditHistoryModel.h"
#include "ui/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>

namespace cf::ui {
namespace {

const QSize namedPictureSize(92, 74);

class ThumbnailDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool compact = false;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return QSize(pictureSize().width() + 14, pictureSize().height() + (compact ? 8 : 44));
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const QRectF frame(QPointF(option.rect.left() + 4, option.rect.top() + 3), QSizeF(pictureSize()));
        paintThumbnail(*painter, frame, index);
        paintThumbnailFrame(
            *painter, frame, option.state & QStyle::State_Selected, option.state & QStyle::State_HasFocus);
        if (!compact)
            paintThumbnailWords(*painter, frame, index);
        painter->restore();
    }

private:
    QSize pictureSize() const { return compact ? QSize(72, 54) : namedPictureSize; }
};

} // namespace

HistoryStrip::HistoryStrip(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListView)
    , m_empty(new QLabel(tr("Edits will line up here, the refused ones too.")))
{
    theme::setRole(*this, "strip");
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(false);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new ThumbnailDelegate(m_list));
    m_list->setAccessibleName(tr("History of edits"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->hide();
    theme::setRole(*m_empty, "caption");
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);
    setCompact(false);
}

void HistoryStrip::setCompact(bool compact)
{
    auto *delegate = static_cast<ThumbnailDelegate *>(m_list->itemDelegate());
    if (minimumHeight() > 0 && delegate->compact == compact)
        return;
    delegate->compact = compact;
    setFixedHeight(compact ? 74 : 136);
    m_list->doItemsLayout();
}

void HistoryStrip::setHistory(EditHistoryModel *history)
{
    delete m_list->selectionModel(); // The view leaves it behind otherwise.
    m_list->setModel(history);
    m_list->setVisible(history != nullptr);
    m_empty->setVisible(history == nullptr);
    if (!history)
        return;
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            Q_EMIT chosen(current.row());
    });
}

void HistoryStrip::select(int row)
{
    if (!m_list->model())
        return;
    const QModelIndex index = m_list->model()->index(row, 0);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

int HistoryStrip::selectedRow() const
{
    return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
}

} // namespace cf::ui
