#include "ui/review/ReaderCanvas.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

// What the tool in hand does with a drag, by the mouse or by keys; the loupe and the length over the image.

namespace cf::ui {

namespace {

constexpr double loupeRadius = 110.0; ///< Screen pixels.
constexpr double loupeZoom = 2.5;
constexpr double zoomDrag = 150.0; ///< Screen pixels of a drag that zooms by a factor e.
constexpr double windowDrag = 400.0; ///< Screen pixels of a drag over a whole width of window.

} // namespace

void ReaderCanvas::dragWindow(const QPointF &delta)
{
    auto window = m_view.window ? m_view.window : m_picture->ownWindow();
    if (!window)
        return;
    const double step = std::max(1.0, window->width) / windowDrag;
    window->width = std::max(1.0, window->width + delta.x() * step);
    window->center += delta.y() * step;
    m_view.window = window;
}

void ReaderCanvas::dragTool(ReaderView::Tool tool, const QPointF &start, const QPointF &delta)
{
    using Tool = ReaderView::Tool;
    const ReaderView::Allowed &allowed = m_view.allowed;
    switch (tool) {
    case Tool::Pan:
        if (allowed.pan)
            m_view.transform.panBy(delta, imageArea(), m_picture->size(), m_picture->pixelAspect());
        break;
    case Tool::Zoom:
        if (allowed.zoom)
            m_view.transform.zoomAt(
                start, std::exp(-delta.y() / zoomDrag), imageArea(), m_picture->size(), m_picture->pixelAspect());
        break;
    case Tool::Loupe:
        if (allowed.loupe)
            m_loupe = start + delta;
        break;
    case Tool::Length:
        if (allowed.length) {
            const QTransform toImage = toScreen().inverted();
            if (!m_length)
                m_length = QLineF(toImage.map(start), toImage.map(start));
            m_length->setP2(toImage.map(toScreen().map(m_length->p2()) + delta));
        }
        break;
    default:
        if (allowed.window)
            dragWindow(delta);
    }
    if (m_view.changed)
        m_view.changed();
}

void ReaderCanvas::drag(const QPointF &delta)
{
    if (m_picture && !m_isBlank)
        dragTool(
            m_view.tool, m_view.tool == ReaderView::Tool::Loupe && m_loupe ? *m_loupe : imageArea().center(), delta);
}

void ReaderCanvas::putAway()
{
    m_loupe.reset();
    m_length.reset();
    update();
}

void ReaderCanvas::paintLoupe(QPainter &painter)
{
    if (!m_loupe)
        return;
    QPainterPath glass;
    glass.addEllipse(*m_loupe, loupeRadius, loupeRadius);
    const double scale = loupeZoom * devicePixelRatioF()
        * m_view.transform.scale(imageArea(), m_picture->size(), m_picture->pixelAspect());
    const int level = m_picture->levelFor(scale);
    painter.save();
    painter.setClipPath(glass, Qt::IntersectClip);
    painter.fillPath(glass, Qt::black);
    painter.translate(*m_loupe);
    painter.scale(loupeZoom, loupeZoom);
    painter.translate(-*m_loupe);
    painter.setTransform(toScreen(), true);
    painter.drawImage(QRectF(QPointF(0, 0), m_picture->size()),
        m_picture->render(level, m_picture->levelRect(level), m_picture->table(m_view.window, m_view.isInverted)));
    painter.restore();
    painter.setPen(QPen(theme::colour(QStringLiteral("accent.base")), 1.6));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(glass);
}

QString ReaderCanvas::lengthText() const
{
    if (!m_length)
        return {};
    const Radiograph &radiograph = m_picture->radiograph();
    const bool isKnown = radiograph.columnSpacing > 0.0 && radiograph.rowSpacing > 0.0;
    const double length = std::hypot(m_length->dx() * (isKnown ? radiograph.columnSpacing : 1.0),
        m_length->dy() * (isKnown ? radiograph.rowSpacing : 1.0));
    return QString::number(length, 'f', 1) + (isKnown ? QStringLiteral(" mm") : QStringLiteral(" px"));
}

void ReaderCanvas::paintLength(QPainter &painter)
{
    if (!m_length)
        return;
    const QLineF line(toScreen().map(m_length->p1()), toScreen().map(m_length->p2()));
    painter.setPen(QPen(QColor(0, 0, 0, 170), 4.0));
    painter.drawLine(line);
    painter.setPen(QPen(theme::colour(QStringLiteral("accent.base")), 1.6));
    painter.drawLine(line);
    painting::drawOutlined(painter, line.p2() + QPointF(8, 16), lengthText(), theme::font(12, QFont::DemiBold),
        theme::colour(QStringLiteral("accent.base")));
}

} // namespace cf::ui
