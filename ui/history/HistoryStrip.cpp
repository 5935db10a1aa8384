#include "ui/history/HistoryStrip.h"

#include "ui/history/EditHistoryModel.h"
#include "ui/theme/Painting.h"
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
        paintPicture(*painter, frame, index);
        const bool selected = option.state & QStyle::State_Selected;
        const bool focused = (option.state & QStyle::State_HasFocus) != 0;
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(theme::colour(focused ? "accent.focus"
                                     : selected    ? "accent.base"
                                                   : "line.strong"),
            selected || focused ? 2 : 1));
        painter->drawRect(selected || focused ? frame.adjusted(-2, -2, 2, 2) : frame.adjusted(-0.5, -0.5, 0.5, 0.5));
        if (!compact)
            paintWords(*painter, frame, index);
        painter->restore();
    }

private:
    QSize pictureSize() const { return compact ? QSize(72, 54) : namedPictureSize; }

    static void paintBadge(QPainter &painter, const QPointF &at, const QString &glyph, const QString &colour)
    {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 204));
        painter.drawRoundedRect(QRectF(at, QSizeF(18, 18)), 3, 3);
        painter.drawPixmap(at + QPointF(1, 1), theme::glyph(glyph, colour, 16, painter.device()->devicePixelRatioF()));
    }

    static void paintPicture(QPainter &painter, const QRectF &frame, const QModelIndex &index)
    {
        painter.fillRect(frame, theme::colour("bg.viewport"));
        const QImage image = index.data(Qt::DecorationRole).value<QImage>();
        if (!image.isNull()) {
            QSizeF size = QSizeF(image.size()).scaled(frame.size(), Qt::KeepAspectRatio);
            QRectF target(QPointF(0, 0), size);
            target.moveCenter(frame.center());
            painter.setOpacity(index.data(EditHistoryModel::UnfinishedRole).toBool() ? 0.5 : 1.0);
            painter.drawImage(target, image);
            painter.setOpacity(1.0);
        }
        if (index.data(EditHistoryModel::SyntheticRole).toBool())
            painting::drawSyntheticHatch(painter, QRectF(frame.left(), frame.bottom() - 5, frame.width(), 5));
        const QPointF corner(frame.right() - 21, frame.top() + 3);
        if (index.data(EditHistoryModel::RefusedRole).toBool())
            paintBadge(painter, corner, "refused", "status.error");
        else if (index.data(EditHistoryModel::UnfinishedRole).toBool())
            paintBadge(painter, corner, "stop", "status.warn");
        if (index.data(EditHistoryModel::StarredRole).toBool())
            paintBadge(painter, QPointF(frame.left() + 3, frame.top() + 3), "starf", "text.primary");
    }

    static void paintWords(QPainter &painter, const QRectF &frame, const QModelIndex &index)
    {
        const bool refused = index.data(EditHistoryModel::RefusedRole).toBool();
        const auto line = [&](double y, const QFont &font, const QString &colour, const QString &text) {
            painter.setFont(font);
            painter.setPen(theme::colour(colour));
            painter.drawText(QPointF(frame.left(), frame.bottom() + y),
                QFontMetricsF(font).elidedText(text, Qt::ElideRight, frame.width() + 8));
        };
        line(16, theme::font(12, QFont::Medium), refused ? "status.error" : "text.primary",
            index.data(Qt::DisplayRole).toString());
        line(31, theme::font(11), "text.secondary", index.data(EditHistoryModel::SecondLineRole).toString());
    }
};

} // namespace

HistoryStrip::HistoryStrip(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListView)
    , m_empty(new QLabel(tr("Results will line up here, the refused ones too.")))
{
    theme::setRole(*this, "strip");
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(false);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new ThumbnailDelegate(m_list));
    m_list->setAccessibleName(tr("History of results"));
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
