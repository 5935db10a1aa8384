#include "ui/annotation/form/MarkLayer.h"

#include "ui/canvas/Viewport.h"
#include "ui/images/ContourTracer.h"
#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf::ui {

using annotation::Mark;
using annotation::MarkShape;

namespace {

constexpr double smallestDrag = 3.0; ///< Screen pixels of a drag that is meant to draw.
constexpr double closeReach = 8.0; ///< Screen pixels from the first corner at which a polygon closes.
constexpr double plateSide = 16.0;

annotation::Point pointOf(const QPointF &at)
{
    return { at.x(), at.y() };
}

void strokePath(QPainter &painter, const QPainterPath &path, const QColor &colour, Qt::PenStyle style, bool isActive)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 170), isActive ? 4.5 : 3.5));
    painter.drawPath(path);
    QPen pen(colour, isActive ? 2.2 : 1.4);
    if (style == Qt::DashLine)
        pen.setDashPattern({ 4, 3 });
    else
        pen.setStyle(style);
    painter.setPen(pen);
    painter.drawPath(path);
}

} // namespace

MarkLayer::MarkLayer(Viewport &view)
    : QWidget(&view)
    , m_view(view)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(view.rect());
    view.installEventFilter(this);
}

void MarkLayer::setMarks(std::vector<Mark> marks, int active)
{
    m_marks = std::move(marks);
    m_active = active;
    update();
}

void MarkLayer::setTool(MarkTool tool)
{
    m_tool = tool;
    m_points.clear();
    m_pressed = false;
    setAttribute(Qt::WA_TransparentForMouseEvents, tool == MarkTool::None);
    if (tool != MarkTool::None)
        setCursor(Qt::CrossCursor);
    update();
}

bool MarkLayer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_view && event->type() == QEvent::Resize)
        setGeometry(m_view.rect());
    return false;
}

QPointF MarkLayer::imagePoint(const QPointF &screen) const
{
    const QPointF at = m_view.imageToScreen().inverted().map(screen);
    const QSizeF size = m_view.imageSize();
    return { std::clamp(at.x(), 0.0, size.width()), std::clamp(at.y(), 0.0, size.height()) };
}

const QPainterPath &MarkLayer::outlineOf(const Mark &mark)
{
    Outline &outline = m_outlines[mark.number];
    if (!(outline.mask == mark.mask)) {
        outline.mask = mark.mask;
        outline.path = {};
        if (const auto decoded = annotation::decodeRuns(mark.mask)) {
            MaskImage mask(decoded->width, decoded->height);
            std::ranges::transform(
                decoded->pixels, mask.pixels.begin(), [](std::uint8_t value) { return float(value); });
            outline.path = regionOutline(mask);
        }
    }
    return outline.path;
}

QPainterPath MarkLayer::pathOf(const Mark &mark, const QTransform &map)
{
    QPainterPath path;
    if (mark.shape == MarkShape::Mask)
        return contourOnScreen(outlineOf(mark), map);
    if (mark.points.empty())
        return path;
    const QPointF first = map.map(QPointF(mark.points[0].x, mark.points[0].y));
    if (mark.shape == MarkShape::Point) {
        path.addEllipse(first, 6.0, 6.0);
        return path;
    }
    QPolygonF corners;
    if (mark.shape == MarkShape::Box) {
        corners = QPolygonF(QRectF(mark.points[0].x, mark.points[0].y, mark.points[1].x - mark.points[0].x,
            mark.points[1].y - mark.points[0].y));
    } else {
        for (const annotation::Point &point : mark.points)
            corners << QPointF(point.x, point.y);
    }
    path.addPolygon(map.map(corners));
    path.closeSubpath();
    return path;
}

void MarkLayer::paintMark(QPainter &painter, const Mark &mark, const QTransform &map)
{
    const QPainterPath path = pathOf(mark, map);
    const bool isStale = mark.isStale && !mark.confirmed;
    const QColor colour = theme::colour(isStale ? QStringLiteral("status.warn") : QStringLiteral("accent.base"));
    if (mark.shape == MarkShape::Mask)
        painter.fillPath(
            path, theme::colour(isStale ? QStringLiteral("status.warn") : QStringLiteral("accent.base"), 0.14));
    const Qt::PenStyle style = isStale ? Qt::DashLine : mark.confirmed ? Qt::SolidLine : Qt::DotLine;
    strokePath(painter, path, colour, style, mark.number == m_active);
    const QRectF bounds = path.boundingRect();
    QFont font = theme::font(11, QFont::DemiBold);
    font.setItalic(!mark.confirmed);
    const QString number = QString::number(mark.number);
    const double width = std::max(plateSide, QFontMetricsF(font).horizontalAdvance(number) + 8);
    const QRectF plate(bounds.left(), bounds.top() - plateSide, width, plateSide);
    painter.fillRect(plate, colour);
    painter.setPen(theme::colour(QStringLiteral("text.onAccent")));
    painter.setFont(font);
    painter.drawText(plate, Qt::AlignCenter, number);
}

void MarkLayer::paintDrawing(QPainter &painter, const QTransform &map)
{
    const QColor colour = theme::colour(QStringLiteral("accent.base"));
    const bool isBrush = m_tool == MarkTool::Brush || m_tool == MarkTool::Eraser;
    if (isBrush && (underMouse() || m_pressed)) {
        const double radius = m_radius * std::hypot(map.m11(), map.m12());
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Qt::black, 3.0));
        painter.drawEllipse(m_pointer, radius, radius);
        painter.setPen(QPen(Qt::white, 1.0));
        painter.drawEllipse(m_pointer, radius, radius);
    }
    if (m_points.empty())
        return;
    QPolygonF line;
    for (const QPointF &point : m_points)
        line << map.map(point);
    if (isBrush) {
        QPen pen(theme::colour(QStringLiteral("accent.base"), 0.4), 2 * m_radius * std::hypot(map.m11(), map.m12()));
        pen.setCapStyle(Qt::RoundCap);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        painter.drawPolyline(line);
        return;
    }
    QPainterPath path;
    if (m_tool == MarkTool::Box && line.size() == 2)
        path.addRect(QRectF(line[0], line[1]).normalized());
    else
        path.addPolygon(line);
    if (m_tool == MarkTool::Polygon)
        path.lineTo(m_pointer);
    strokePath(painter, path, colour, Qt::SolidLine, true);
}

void MarkLayer::paintEvent(QPaintEvent *)
{
    if (m_view.content().empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(m_view.area());
    const QTransform map = m_view.imageToScreen();
    for (const Mark &mark : m_marks)
        paintMark(painter, mark, map);
    paintDrawing(painter, map);
}

void MarkLayer::mousePressEvent(QMouseEvent *event)
{
    const bool isInside = m_view.area().contains(event->position());
    if (event->button() != Qt::LeftButton || m_view.content().empty() || !isInside) {
        event->ignore();
        return;
    }
    m_view.setFocus(Qt::MouseFocusReason);
    m_pointer = event->position();
    const QPointF at = imagePoint(event->position());
    if (m_tool == MarkTool::Polygon) {
        const bool closes = m_points.size() >= 3
            && (m_view.imageToScreen().map(m_points.front()) - event->position()).manhattanLength() <= closeReach;
        if (closes)
            closeShape();
        else
            m_points.push_back(at);
        update();
        return;
    }
    m_pressed = true;
    m_points = { at };
    if (m_tool == MarkTool::Box)
        m_points.push_back(at);
    update();
}

void MarkLayer::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    if (!m_pressed) {
        update();
        event->ignore(); // The view's probe follows the pointer.
        return;
    }
    const QPointF at = imagePoint(event->position());
    if (m_tool == MarkTool::Box)
        m_points[1] = at;
    else if (m_tool == MarkTool::Point)
        m_points[0] = at;
    else if (at != m_points.back())
        m_points.push_back(at);
    update();
}

void MarkLayer::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed || event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_pressed = false;
    const std::vector<QPointF> points = std::exchange(m_points, {});
    update();
    if (m_tool == MarkTool::Brush || m_tool == MarkTool::Eraser) {
        if (painted)
            painted(points, m_radius, m_tool == MarkTool::Eraser);
        return;
    }
    Mark mark;
    for (const QPointF &point : points)
        mark.points.push_back(pointOf(point));
    const QTransform map = m_view.imageToScreen();
    const double way = (map.map(points.front()) - map.map(points.back())).manhattanLength();
    if (m_tool == MarkTool::Point)
        mark.shape = MarkShape::Point;
    else if (m_tool == MarkTool::Box)
        mark.shape = MarkShape::Box;
    else
        mark.shape = MarkShape::Contour;
    const bool isWhole = mark.shape == MarkShape::Point || (mark.shape == MarkShape::Box && way > smallestDrag)
        || (mark.shape == MarkShape::Contour && points.size() >= 3);
    if (isWhole && drawn)
        drawn(std::move(mark));
}

void MarkLayer::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_tool == MarkTool::Polygon)
        closeShape();
    else
        mousePressEvent(event); // A second press in quick succession.
}

bool MarkLayer::closeShape()
{
    if (m_tool != MarkTool::Polygon || m_points.size() < 3)
        return false;
    Mark mark;
    mark.shape = MarkShape::Polygon;
    for (const QPointF &point : std::exchange(m_points, {}))
        mark.points.push_back(pointOf(point));
    update();
    if (drawn)
        drawn(std::move(mark));
    return true;
}

bool MarkLayer::giveUp()
{
    if (m_points.empty())
        return false;
    m_points.clear();
    m_pressed = false;
    update();
    return true;
}

} // namespace cf::ui
