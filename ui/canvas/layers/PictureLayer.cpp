#include "ui/canvas/layers/PictureLayer.h"

#include <QPainter>

#include <cmath>

namespace cf::ui {
namespace {

/// The part of a level that the area shows, with a pixel to spare on each side.
QRect visiblePart(const QTransform &imageToScreen, const QRectF &area, int level, const QRect &whole)
{
    const double shrink = std::ldexp(1.0, -level);
    const QRectF seen = imageToScreen.inverted().mapRect(area);
    const QRectF scaled(seen.left() * shrink, seen.top() * shrink, seen.width() * shrink, seen.height() * shrink);
    return scaled.toAlignedRect().adjusted(-1, -1, 1, 1).intersected(whole);
}

double devicePixelsPerImagePixel(const QPainter &painter, const QTransform &transform)
{
    return std::hypot(transform.m11(), transform.m12()) * painter.device()->devicePixelRatioF();
}

void blit(QPainter &painter, const QImage &image, const QPoint &at, int level, const QTransform &imageToScreen)
{
    const double pixel = devicePixelsPerImagePixel(painter, imageToScreen);
    painter.save();
    // One image pixel to one screen pixel is never smoothed, and far in the pixels themselves are shown.
    const bool exact = std::abs(pixel - 1.0) < 1e-6 || pixel > 6.0;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !exact);
    const double grow = std::ldexp(1.0, level);
    painter.setTransform(QTransform::fromScale(grow, grow) * imageToScreen, true);
    painter.drawImage(at, image);
    painter.restore();
}

} // namespace

void PictureLayer::prepareTable(const std::optional<DisplayWindow> &window, bool inverted, double brightness)
{
    m_table = m_picture->table(window, inverted);
    if (brightness < 1.0) {
        for (QRgb &colour : m_table) {
            const int level = int(std::lround(qRed(colour) * brightness));
            colour = qRgb(level, level, level);
        }
    }
    m_window = window;
    m_inverted = inverted;
    m_brightness = brightness;
    m_image = {};
}

void PictureLayer::draw(QPainter &painter, const PicturePointer &picture, const QTransform &imageToScreen,
    const QRectF &area, const std::optional<DisplayWindow> &window, bool inverted, double brightness)
{
    if (!picture)
        return;
    if (picture != m_picture || window != m_window || inverted != m_inverted || brightness != m_brightness) {
        m_picture = picture;
        prepareTable(window, inverted, brightness);
    }
    const int level = picture->levelFor(devicePixelsPerImagePixel(painter, imageToScreen));
    const QRect part = visiblePart(imageToScreen, area, level, picture->levelRect(level));
    if (part.isEmpty())
        return;
    if (m_image.isNull() || level != m_level || !m_part.contains(part)) {
        m_image = picture->render(level, part, m_table);
        m_level = level;
        m_part = part;
    }
    blit(painter, m_image, m_part.topLeft(), level, imageToScreen);
}

void DifferenceLayer::draw(QPainter &painter, const DifferencePointer &difference, const QTransform &imageToScreen,
    const QRectF &area, const MapLook &look)
{
    if (!difference)
        return;
    const int level = difference->levelFor(devicePixelsPerImagePixel(painter, imageToScreen));
    const QRect part = visiblePart(imageToScreen, area, level, difference->levelRect(level));
    if (part.isEmpty())
        return;
    if (difference != m_difference || look != m_look || level != m_level || !m_part.contains(part)) {
        m_image = difference->render(level, part, look);
        m_difference = difference;
        m_look = look;
        m_level = level;
        m_part = part;
    }
    blit(painter, m_image, m_part.topLeft(), level, imageToScreen);
}

} // namespace cf::ui
