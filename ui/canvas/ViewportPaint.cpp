#include "ui/canvas/Viewport.h"

#include "ui/canvas/GripLayer.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/layers/ImageAnnotations.h"
#include "ui/canvas/layers/MaskOverlay.h"
#include "ui/canvas/layers/SyntheticMarks.h"
#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

constexpr double darkenedUnderDifference = 0.17;
constexpr double checkerSide = 96.0;

QPainterPath checkers(const QRectF &area)
{
    QPainterPath squares;
    int row = 0;
    for (double y = area.top(); y < area.bottom(); y += checkerSide, ++row) {
        for (double x = area.left() + (row % 2 == 0 ? checkerSide : 0.0); x < area.right(); x += 2 * checkerSide)
            squares.addRect(QRectF(x, y, checkerSide, checkerSide));
    }
    return squares;
}

void paintNothing(QPainter &painter, const QRectF &area, const ViewportContent &content)
{
    constexpr double gap = 12.0;
    constexpr int wrapped = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
    const QFont bold = theme::font(13, QFont::DemiBold);
    const QFont plain = theme::font(12);
    const QRectF room(area.left() + 16, area.top(), std::max(1.0, area.width() - 32), 10'000);
    const double head = QFontMetricsF(bold).boundingRect(room, wrapped, content.headline).height();
    const double hint = QFontMetricsF(plain).boundingRect(room, wrapped, content.hint).height();
    // In the middle, and what is too much for the view begins at its top.
    const double top = std::max(area.top(), area.center().y() - (head + gap + hint) / 2.0);
    painter.setPen(theme::colour("text.primary"));
    painter.setFont(bold);
    painter.drawText(QRectF(room.left(), top, room.width(), head + 1), wrapped, content.headline);
    painter.setPen(theme::colour("text.secondary"));
    painter.setFont(plain);
    painter.drawText(QRectF(room.left(), top + head + gap, room.width(), hint + 1), wrapped, content.hint);
}

/// No wider and higher than its words need within `room`, and low in it.
QRectF noteStrip(const QRectF &room, const QString &note)
{
    constexpr double ruler = 34; // Room that the scale bar takes.
    const QRectF wrapped(0, 0, std::max(1.0, room.width() - 52), 10'000);
    const QRectF words = QFontMetricsF(theme::font(12, QFont::Medium)).boundingRect(wrapped, Qt::TextWordWrap, note);
    QRectF strip(0, 0, std::min(room.width() - 16, words.width() + 42), std::max(24.0, words.height() + 10));
    strip.moveTopLeft(QPointF(room.left() + 8, room.bottom() - ruler - strip.height()));
    return strip;
}

/// Over the abdomen rather than over the apices, where marks mostly lie, and beside `avoided`, which it may speak of,
/// where there is room.
QRectF placeOfNote(const QRectF &area, const QString &note, bool markIsLow, const QRectF &avoided)
{
    constexpr double narrowest = 180;
    QRectF strip = noteStrip(area, note);
    if (markIsLow) {
        strip.moveTop(area.top() + 24);
        return strip;
    }
    if (!strip.intersects(avoided))
        return strip;
    const QRectF left(area.topLeft(), QPointF(avoided.left(), area.bottom()));
    const QRectF right(QPointF(avoided.right(), area.top()), area.bottomRight());
    const QRectF &wider = left.width() >= right.width() ? left : right;
    return wider.width() >= narrowest ? noteStrip(wider, note) : strip;
}

void paintNote(QPainter &painter, const QRectF &strip, const QString &note, bool warns, const QString &glyph)
{
    const QFont font = theme::font(12, QFont::Medium);
    const QString ink = warns ? "status.warn" : "mask.edit";
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme::colour(warns ? "status.warnWash" : "bg.raised"));
    painter.setPen(QPen(theme::colour(ink), 1, warns ? Qt::DashLine : Qt::SolidLine));
    painter.drawRoundedRect(strip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.drawPixmap(QPointF(strip.left() + 7, strip.top() + 5), theme::glyph(glyph, ink, 14));
    painter.setFont(font);
    painter.setPen(theme::colour(warns ? "status.warn" : "text.primary"));
    painter.drawText(strip.adjusted(28, 0, -8, 0), Qt::AlignVCenter | Qt::TextWordWrap, note);
}

} // namespace

void Viewport::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::colour("bg.viewport"));
    const QRectF visible = area();
    painter.save();
    painter.setClipRect(visible);
    if (reference().empty()) {
        paintNothing(painter, visible, m_contents[0]);
    } else {
        paintPictures(painter, visible);
        paintOverlays(painter, visible);
        if (showsSynthetic() && !m_gridHidden && !m_gesture)
            paintGridMarks(painter, visible);
        paintPointer(painter);
    }
    painter.restore();
    paintFrame(painter);
}

void Viewport::paintOne(QPainter &painter, std::size_t index)
{
    const ViewportContent &content = m_contents[index];
    const QTransform transform = imageToScreen();
    const bool alone = m_difference == DifferenceDisplay::Alone;
    m_layers[index].draw(painter, content.picture, transform, area(), m_state->window(), m_state->inverted(),
        alone ? darkenedUnderDifference : 1.0);
    if (!content.preview.isNull()) {
        painter.save();
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.setTransform(transform, true);
        painter.drawImage(QRectF(QPointF(0, 0), imageSize()), content.preview);
        painter.restore();
        marks::drawPreviewPlate(painter, transform.mapRect(QRectF(QPointF(0, 0), imageSize())));
    }
    if (m_difference == DifferenceDisplay::Off || !content.difference)
        return;
    const DifferencePicture &map = *content.difference;
    m_differenceLayer.draw(
        painter, content.difference, transform, area(), map.look(m_state->pinnedLimit(), m_state->inverted()));
    if (map.isSigned() && map.map().showsHardlyAnyChange())
        painting::drawOutlined(painter, area().center(), tr("hardly any change"), theme::font(15, QFont::DemiBold),
            theme::colour("text.primary"), painting::Align::Centre);
}

void Viewport::paintPictures(QPainter &painter, const QRectF &visible)
{
    if (m_mode == CompareMode::Single || m_mode == CompareMode::Blink) {
        paintOne(painter, m_mode == CompareMode::Blink && m_blinkShowsOver ? 1 : 0);
        return;
    }
    paintOne(painter, 0);
    painter.save();
    if (m_mode == CompareMode::Swipe)
        painter.setClipRect(visible.adjusted(visible.width() * m_divider, 0, 0, 0), Qt::IntersectClip);
    else if (m_mode == CompareMode::Checker)
        painter.setClipPath(checkers(visible), Qt::IntersectClip);
    else
        painter.setOpacity(m_opacity);
    paintOne(painter, 1);
    painter.restore();
    if (m_mode == CompareMode::Swipe)
        paintDivider(painter);
}

void Viewport::paintDivider(QPainter &painter)
{
    const QRectF visible = area();
    const double x = std::round(visible.left() + visible.width() * m_divider) + 0.5;
    painter.setPen(QPen(QColor(0, 0, 0, 190), 4));
    painter.drawLine(QPointF(x, visible.top()), QPointF(x, visible.bottom()));
    painter.setPen(QPen(theme::colour("text.primary"), 1.5));
    painter.drawLine(QPointF(x, visible.top()), QPointF(x, visible.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme::colour("bg.raised"));
    const QRectF handle(x - 13, visible.center().y() - 17, 26, 34);
    painter.drawRoundedRect(handle, 4, 4);
    painter.drawPixmap(handle.center() - QPointF(9, 9), theme::glyph("swipe", "text.primary", 18));
    // The names move along with the line, so that no side of it is ever without one.
    const double y = visible.bottom() - 40;
    const auto name = [&](const ViewportContent &content, bool left) {
        const QString text = content.synthetic() ? marks::badge() : content.title;
        const double width = content.synthetic()
            ? painting::syntheticBadgeWidth(text)
            : QFontMetricsF(theme::font(12, QFont::Bold, 0.4)).horizontalAdvance(text) + 15;
        const QPointF at(left ? x - width - 8 : x + 8, y);
        if (content.synthetic())
            painting::drawSyntheticBadge(painter, at, 20, text);
        else
            painting::drawPill(painter, at, 20, text, {}, theme::colour("text.primary"), theme::colour("line.control"),
                theme::colour("bg.raised"));
    };
    name(m_contents[0], true);
    name(m_contents[1], false);
}

void Viewport::paintOverlays(QPainter &painter, const QRectF &visible)
{
    const QTransform transform = imageToScreen();
    const ViewportContent &content = shownContent();
    const bool isPainting = m_gesture && isMaskTool(m_tools.tool());
    const bool veiled = m_maskFilled && m_difference == DifferenceDisplay::Off; // Colours of a map stay its own.
    if (m_mask && (m_maskVisible || isPainting))
        m_mask->draw(painter, transform, veiled || isPainting);
    const RegionPointer region = m_mode == CompareMode::Single ? content.region : m_contents[1].region;
    if (m_contourVisible && region)
        annotations::drawChangeRegion(painter, transform, *region);
    if (m_overlaysVisible) {
        const Radiograph &radiograph = reference().picture->radiograph();
        annotations::drawSideLetters(painter, visible, transform, radiograph);
        const double scale = m_state->transform().scale(visible, imageSize(), pixelAspect());
        if (m_headerVisible)
            annotations::drawRuler(painter, visible, radiograph.columnSpacing / scale);
        QRectF free = visible;
        if (content.plate) {
            const QRectF plate = transform.mapRect(
                QRectF(content.plate->x, content.plate->y, content.plate->width, content.plate->height));
            if (plate.intersects(QRectF(visible.topLeft(), QSizeF(visible.width() / 2, 40))))
                free.setTop(plate.bottom()); // Words never lie on the mark.
        }
        annotations::drawCorner(painter, free, content.corner);
    }
    bool markIsLow = false;
    if (content.plate) {
        const QRectF plate(content.plate->x, content.plate->y, content.plate->width, content.plate->height);
        markIsLow = transform.mapRect(plate).center().y() > visible.center().y();
    }
    const QRectF masked = m_mask && m_maskVisible ? transform.mapRect(m_mask->drawnBounds()) : QRectF();
    const auto paint = [&](const QString &note, bool warns, const QString &glyph) {
        paintNote(painter, placeOfNote(visible, note, markIsLow, masked), note, warns, glyph);
    };
    if (!content.staleNote.isEmpty())
        paint(content.staleNote, true, "history");
    else if (!content.notice.isEmpty())
        paint(content.notice, content.noticeWarns, content.noticeWarns ? "warn" : "mask");
    if (m_state->probe() && !isBrush(m_tools.tool()))
        annotations::drawProbe(painter, transform.map(*m_state->probe()), visible);
    if (showsGrips())
        m_grips->draw(painter, transform);
    if (m_gesture)
        m_gesture->paint(painter, transform);
}

void Viewport::paintGridMarks(QPainter &painter, const QRectF &visible)
{
    const QTransform transform = imageToScreen();
    QRectF onImage = transform.mapRect(QRectF(QPointF(0, 0), imageSize())).intersected(visible);
    if (m_mode == CompareMode::Swipe)
        onImage = onImage.intersected(visible.adjusted(visible.width() * m_divider, 0, 0, 0));
    if (m_mode == CompareMode::Blink && !m_contents[m_blinkShowsOver ? 1 : 0].synthetic())
        return;
    const ViewportContent &content =
        m_contents[0].synthetic() || m_mode == CompareMode::Single ? m_contents[0] : m_contents[1];
    marks::drawGrid(painter, onImage, transform.inverted(), content);
}

void Viewport::paintPointer(QPainter &painter)
{
    if (!isBrush(m_tools.tool()) || !mask() || !m_state->probe() || m_panHeld)
        return;
    const QTransform transform = imageToScreen();
    const QPointF centre = transform.map(*m_state->probe());
    const double radius = m_tools.radius() * m_state->transform().scale(area(), imageSize(), pixelAspect());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const QPen &pen : { QPen(QColor(0, 0, 0, 190), 2.6), QPen(Qt::white, 1) }) {
        painter.setPen(pen);
        painter.drawEllipse(centre, radius, radius);
        painter.drawLine(centre - QPointF(3, 0), centre + QPointF(3, 0));
        painter.drawLine(centre - QPointF(0, 3), centre + QPointF(0, 3));
    }
    painter.setPen(QPen(Qt::white, 1, Qt::DashLine));
    painter.drawEllipse(centre, radius * m_tools.hardness(), radius * m_tools.hardness());
}

void Viewport::paintFrame(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double header = m_headerVisible ? theme::viewportHeader : 0.0;
    const bool synthetic = showsSynthetic();
    const QRectF whole(rect());
    if (synthetic) {
        marks::drawFrame(painter, whole, header);
    } else {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme::colour("line.strong"), 1));
        painter.drawRect(QRectF(0.5, header + 0.5, width() - 1, height() - header - 1));
    }
    if (m_headerVisible) {
        paintRibbon(painter);
        paintHeader(painter);
    } else if (synthetic) {
        painting::drawSyntheticBadge(
            painter, QPointF(theme::syntheticFrame, theme::syntheticFrame), 20, marks::badge());
    }
    if (hasFocus() && m_keyboardFocus) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme::colour("accent.focus"), 2));
        painter.drawRect(whole.adjusted(1, 1, -1, -1));
    }
}

void Viewport::paintRibbon(QPainter &painter)
{
    const QRectF ribbon(theme::syntheticFrame, height() - theme::syntheticFrame - theme::ribbonHeight,
        width() - 2 * theme::syntheticFrame, theme::ribbonHeight);
    const ViewportContent &content = shownContent();
    if (showsSynthetic()) {
        marks::drawRibbon(painter, ribbon, content.synthetic() ? content.ribbon : m_contents[1].ribbon);
        return;
    }
    if (reference().empty())
        return;
    painter.fillRect(QRectF(1, ribbon.top(), width() - 2, height() - ribbon.top() - 1), theme::colour("bg.raised"));
    painter.setFont(theme::font(11));
    painter.setPen(theme::colour("text.secondary"));
    painter.drawText(ribbon.adjusted(8, 2, -8, 4), Qt::AlignVCenter, content.ribbon);
}

void Viewport::paintHeader(QPainter &painter)
{
    const double header = theme::viewportHeader;
    const ViewportContent &content = shownContent();
    const bool synthetic = showsSynthetic();
    painter.fillRect(QRectF(0, 0, width(), header), theme::colour(synthetic ? "synthetic.wash" : "bg.raised"));
    double x = 8;
    // While two images alternate the badge alternates with them; in every other mode it stands for the whole view.
    if (content.synthetic() || (synthetic && m_mode != CompareMode::Blink))
        x += painting::drawSyntheticBadge(painter, QPointF(x, 4), 20, marks::badge()) + 8;
    else if (!content.empty() && !content.title.isEmpty())
        x += painting::drawPill(painter, QPointF(x, 4), 20, content.title, {}, theme::colour("text.primary"),
                 theme::colour("line.control"), theme::colour("bg.hover"))
            + 8;
    if (content.refused)
        x += painting::drawPill(painter, QPointF(x, 4), 20, tr("REFUSED"), "refused", theme::colour("status.error"),
                 theme::colour("status.error"), theme::colour("status.errorWash"))
            + 8;
    if (reference().empty())
        return;
    const QFont font = theme::font(12);
    const QFontMetricsF metrics(font);
    const double baseline = (header + metrics.capHeight()) / 2;
    const QString numbers = windowAndZoomText();
    const double room = width() - x - 24 - painting::tabularWidth(numbers, font);
    const bool crowded = room < 60; // The badge is never elided: the numbers go first.
    painter.setFont(font);
    painter.setPen(theme::colour("text.secondary"));
    painter.drawText(
        QPointF(x, baseline), metrics.elidedText(content.subtitle, Qt::ElideRight, crowded ? width() - x - 8 : room));
    if (!crowded)
        painting::drawTabular(painter, QPointF(width() - 8, baseline), numbers, font, theme::colour("text.secondary"),
            painting::Align::Right);
}

} // namespace cf::ui
