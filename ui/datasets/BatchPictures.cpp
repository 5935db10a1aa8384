#include "ui/datasets/BatchPictures.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace cf::ui {

namespace {

constexpr int columns = 4;
constexpr int pictureGap = 6;
constexpr int smallest = 56;
constexpr int pictureHatchHeight = 5;

int sideFor(int width)
{
    return std::max(smallest, (width - (columns - 1) * pictureGap) / columns);
}

} // namespace

BatchPictures::BatchPictures(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // A fixed one would be capped by the hint.
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("The last results"));
}

void BatchPictures::setPictures(const std::vector<BatchPicture> &pictures)
{
    const bool sameRows = (m_pictures.size() + columns - 1) / columns == (pictures.size() + columns - 1) / columns;
    m_pictures = pictures;
    if (!sameRows)
        updateGeometry();
    update();
}

int BatchPictures::heightForWidth(int width) const
{
    const int rows = (int(m_pictures.size()) + columns - 1) / columns;
    return rows == 0 ? 0 : rows * (sideFor(width) + pictureGap) - pictureGap;
}

QSize BatchPictures::sizeHint() const
{
    const int wide = columns * 84;
    return { wide, heightForWidth(wide) };
}

QSize BatchPictures::minimumSizeHint() const
{
    return { columns * (smallest + pictureGap) - pictureGap,
        heightForWidth(columns * (smallest + pictureGap) - pictureGap) };
}

QRectF BatchPictures::frameOf(int at) const
{
    const int side = sideFor(width());
    return QRectF((at % columns) * (side + pictureGap), (at / columns) * (side + pictureGap), side, side);
}

void BatchPictures::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int at = 0; at < int(m_pictures.size()); ++at) {
        const BatchPicture &picture = m_pictures[std::size_t(at)];
        const QRectF frame = frameOf(at);
        painter.fillRect(frame, theme::colour("bg.viewport"));
        const QRectF inside = frame.adjusted(0, 0, 0, -pictureHatchHeight);
        if (!picture.image.isNull()) {
            QRectF target(QPointF(0, 0), QSizeF(picture.image.size()).scaled(inside.size(), Qt::KeepAspectRatio));
            target.moveCenter(inside.center());
            painter.setOpacity(picture.refused ? 0.6 : 1.0);
            painter.drawImage(target, picture.image);
            painter.setOpacity(1.0);
        }
        painting::drawSyntheticHatch(
            painter, QRectF(frame.left(), frame.bottom() - pictureHatchHeight, frame.width(), pictureHatchHeight));
        // At the top, the hatch at the bottom: a picture that is scrolled half out of sight keeps one of them.
        painting::drawOutlined(painter, QPointF(frame.left() + 3, frame.top() + 13), QStringLiteral("SYN"),
            theme::font(11), theme::colour("text.primary"));
        if (picture.refused)
            painter.drawPixmap(QPointF(frame.right() - 20, frame.top() + 3),
                theme::glyph("refused", "status.error", 16, devicePixelRatioF()));
    }
}

bool BatchPictures::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (int at = 0; at < int(m_pictures.size()); ++at) {
        const BatchPicture &picture = m_pictures[std::size_t(at)];
        if (frameOf(at).contains(help->pos())) {
            QToolTip::showText(help->globalPos(),
                picture.film + '\n' + picture.prompt + (picture.reason.isEmpty() ? QString() : '\n' + picture.reason),
                this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace cf::ui
