#include "ui/studies/StudyRowDelegate.h"

#include "ui/studies/StudyTreeModel.h"
#include "ui/studies/ThumbnailReader.h"
#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace cf::ui {
namespace {

constexpr int imageRow = 48;
constexpr int otherRow = 24;
constexpr double hatchHeight = 4;

bool isImage(const QModelIndex &index)
{
    return !index.data(StudyTreeModel::PathRole).toString().isEmpty();
}

} // namespace

QSize StudyRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return { QStyledItemDelegate::sizeHint(option, index).width(), isImage(index) ? imageRow : otherRow };
}

void StudyRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!isImage(index)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem empty = option;
    initStyleOption(&empty, index);
    empty.text.clear();
    empty.icon = {};
    empty.features &= ~QStyleOptionViewItem::HasDecoration;
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, empty.widget);

    painter->save();
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const double side = ThumbnailReader::side;
    const QRectF frame(option.rect.left() + 4, option.rect.center().y() - side / 2 + 0.5, side, side);
    painter->fillRect(frame, theme::colour("bg.viewport"));
    const QImage picture = index.data(StudyTreeModel::ThumbnailRole).value<QImage>();
    if (!picture.isNull()) {
        QRectF target(QPointF(0, 0), QSizeF(picture.size()).scaled(frame.size(), Qt::KeepAspectRatio));
        target.moveCenter(frame.center());
        painter->drawImage(target, picture);
    }
    if (index.data(StudyTreeModel::SyntheticRole).toBool())
        painting::drawSyntheticHatch(
            *painter, QRectF(frame.left(), frame.bottom() - hatchHeight, frame.width(), hatchHeight));
    const bool unread = !index.data(StudyTreeModel::ProblemRole).toString().isEmpty();
    const QRectF words(frame.right() + 8, option.rect.top(), option.rect.right() - frame.right() - 12, imageRow);
    const auto line = [&](double y, const QFont &font, const char *colour, const QString &text,
                          Qt::TextElideMode mode) {
        painter->setFont(font);
        painter->setPen(theme::colour(colour));
        painter->drawText(
            QPointF(words.left(), words.top() + y), QFontMetricsF(font).elidedText(text, mode, words.width()));
    };
    line(20, theme::font(12), unread ? "text.disabled" : "text.primary", index.data(Qt::DisplayRole).toString(),
        index.data(StudyTreeModel::SyntheticRole).toBool() ? Qt::ElideRight : Qt::ElideMiddle);
    line(36, theme::font(11), "text.tertiary",
        unread ? tr("not read") : index.data(StudyTreeModel::DetailRole).toString(), Qt::ElideRight);
    painter->restore();
}

} // namespace cf::ui
