#include "ui/review/ReaderCanvas.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace cf::ui {

using sessions::Mark;
using sessions::MarkShape;

namespace {

constexpr int headerHeight = 28;
constexpr int ribbonHeight = 22;
constexpr double wheelZoom = 1.0015; ///< By each eighth of a degree.
constexpr double smallestMark = 4.0; ///< Screen pixels of a drag that is meant to draw.

QRectF boxOf(const Mark &mark, const QTransform &toScreen)
{
    const QPointF a = toScreen.map(QPointF(mark.points[0].x, mark.points[0].y));
    const QPointF b = toScreen.map(QPointF(mark.points[1].x, mark.points[1].y));
    return QRectF(a, b).normalized();
}

/// Under-stroke and line, so that it is seen on any grey.
void strokePath(QPainter &painter, const QPainterPath &path, bool isActive)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 170), isActive ? 5.0 : 4.0));
    painter.drawPath(path);
    painter.setPen(QPen(theme::colour(QStringLiteral("accent.base")), isActive ? 2.4 : 1.6));
    painter.drawPath(path);
}

} // namespace

ReaderCanvas::ReaderCanvas(ReaderView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    setMouseTracking(false);
    setAttribute(Qt::WA_InputMethodEnabled, false); // Else letters die while a Japanese input method is on.
}

void ReaderCanvas::show(PicturePointer picture, const QString &title, const QString &ribbon)
{
    m_picture = std::move(picture);
    m_title = title;
    m_ribbon = ribbon;
    m_level = -1;
    m_marks.clear();
    m_drawing.reset();
    m_loupe.reset();
    m_length.reset();
    setAccessibleName(title + QStringLiteral(", ") + ribbon);
    update();
}

void ReaderCanvas::setBlank(bool blank)
{
    m_isBlank = blank;
    update();
}

void ReaderCanvas::setMarks(std::vector<Mark> marks, int active)
{
    m_marks = std::move(marks);
    m_active = active;
    update();
}

void ReaderCanvas::setChosen(bool chosen)
{
    m_isChosen = chosen;
    update();
}

QRectF ReaderCanvas::imageArea() const
{
    return QRectF(rect()).adjusted(1, headerHeight, -1, -ribbonHeight);
}

QTransform ReaderCanvas::toScreen() const
{
    return m_view.transform.imageToScreen(imageArea(), m_picture->size(), m_picture->pixelAspect());
}

const QImage &ReaderCanvas::rendered(double scale)
{
    const int level = m_picture->levelFor(scale);
    if (level != m_level || m_imageWindow != m_view.window || m_imageInverted != m_view.isInverted) {
        m_image =
            m_picture->render(level, m_picture->levelRect(level), m_picture->table(m_view.window, m_view.isInverted));
        m_level = level;
        m_imageWindow = m_view.window;
        m_imageInverted = m_view.isInverted;
    }
    return m_image;
}

void ReaderCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    if (m_isBlank || !m_picture)
        return;
    const QRectF area = imageArea();
    const double scale =
        m_view.transform.scale(area, m_picture->size(), m_picture->pixelAspect()) * devicePixelRatioF();
    const QImage &image = rendered(scale);
    painter.save();
    painter.setClipRect(area);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < 4.0);
    painter.setTransform(toScreen(), true);
    painter.drawImage(QRectF(QPointF(0, 0), m_picture->size()), image);
    painter.restore();
    painter.save();
    painter.setClipRect(area);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMarks(painter);
    paintLength(painter);
    paintLoupe(painter);
    painter.restore();
    paintTexts(painter);
}

void ReaderCanvas::paintMarks(QPainter &painter)
{
    const QTransform map = toScreen();
    std::vector<Mark> all = m_marks;
    if (m_drawing)
        all.push_back(*m_drawing);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Mark &mark = all[i];
        if (mark.points.empty() || (mark.shape == MarkShape::Box && mark.points.size() < 2))
            continue;
        QPainterPath path;
        QPointF corner = map.map(QPointF(mark.points[0].x, mark.points[0].y));
        if (mark.shape == MarkShape::Point) {
            path.addEllipse(corner, 7.0, 7.0);
        } else if (mark.shape == MarkShape::Box) {
            path.addRect(boxOf(mark, map));
            corner = boxOf(mark, map).topRight();
        } else {
            path.moveTo(corner);
            for (const sessions::MarkPoint &point : mark.points)
                path.lineTo(map.map(QPointF(point.x, point.y)));
            path.closeSubpath();
        }
        strokePath(painter, path, int(i) == m_active);
        painting::drawOutlined(painter, corner + QPointF(6, 14), QString::number(i + 1),
            theme::font(12, QFont::DemiBold), theme::colour(QStringLiteral("accent.base")));
    }
}

void ReaderCanvas::paintTexts(QPainter &painter)
{
    const QColor panel = theme::colour(QStringLiteral("bg.panel"));
    painter.fillRect(QRectF(0, 0, width(), headerHeight), panel);
    painter.fillRect(QRectF(0, height() - ribbonHeight, width(), ribbonHeight), panel);
    const double baseline = headerHeight / 2.0 + 4.5;
    painter.setRenderHint(QPainter::Antialiasing);
    painting::drawPill(painter, { 8, 5 }, 18, m_title, {}, theme::colour(QStringLiteral("text.primary")),
        theme::colour(QStringLiteral("line.control")), panel);
    const double percent =
        100.0 * m_view.transform.scale(imageArea(), m_picture->size(), m_picture->pixelAspect()) * devicePixelRatioF();
    const auto window = m_view.window ? m_view.window : m_picture->ownWindow();
    QString text = QString::number(std::lround(percent)) + QStringLiteral(" %");
    if (window)
        text = QStringLiteral("W %1  L %2  ").arg(std::lround(window->width)).arg(std::lround(window->center)) + text;
    painting::drawTabular(painter, { width() - 10.0, baseline }, text, theme::font(12),
        theme::colour(QStringLiteral("text.secondary")), painting::Align::Right);
    painter.setFont(theme::font(12));
    painter.setPen(theme::colour(QStringLiteral("text.secondary")));
    painter.drawText(QRectF(8, height() - ribbonHeight, width() - 16, ribbonHeight),
        Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(m_ribbon, Qt::ElideRight, width() - 16));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::colour(m_isChosen ? QStringLiteral("accent.base") : QStringLiteral("line.subtle")),
        m_isChosen ? 2.0 : 1.0));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void ReaderCanvas::mousePressEvent(QMouseEvent *event)
{
    if (!m_picture || m_isBlank)
        return;
    if (pressed)
        pressed();
    m_last = event->position();
    if (event->button() == Qt::LeftButton && m_view.tool == ReaderView::Tool::Length)
        m_length.reset();
    if (event->button() == Qt::LeftButton && m_view.tool == ReaderView::Tool::Loupe)
        dragTool(ReaderView::Tool::Loupe, event->position(), {});
    if (event->button() == Qt::LeftButton && m_view.tool == ReaderView::Tool::Mark) {
        const QPointF at = toScreen().inverted().map(event->position());
        m_drawing = Mark{ m_shape, { { at.x(), at.y() } }, 0, {}, {} };
        if (m_shape == MarkShape::Box)
            m_drawing->points.push_back({ at.x(), at.y() });
        update();
    }
}

void ReaderCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_picture || !m_last)
        return;
    const QPointF delta = event->position() - *m_last;
    const QPointF start = *m_last;
    m_last = event->position();
    if (m_drawing) {
        const QPointF at = toScreen().inverted().map(event->position());
        if (m_shape == MarkShape::Box)
            m_drawing->points[1] = { at.x(), at.y() };
        else if (m_shape == MarkShape::Contour)
            m_drawing->points.push_back({ at.x(), at.y() });
        update();
        return;
    }
    const ReaderView::Tool tool = event->buttons() & Qt::MiddleButton ? ReaderView::Tool::Pan
        : event->buttons() & Qt::RightButton                          ? ReaderView::Tool::Zoom
                                                                      : m_view.tool;
    dragTool(tool, start, delta);
}

void ReaderCanvas::mouseReleaseEvent(QMouseEvent *)
{
    m_last.reset();
    m_loupe.reset();
    update();
    if (!m_drawing)
        return;
    const Mark drawn = *m_drawing;
    m_drawing.reset();
    update();
    const bool isBox = drawn.shape == MarkShape::Box;
    const QRectF extent = isBox ? boxOf(drawn, toScreen()) : QRectF();
    const bool isWhole = drawn.shape == MarkShape::Point || (isBox && extent.width() + extent.height() > smallestMark)
        || (drawn.shape == MarkShape::Contour && drawn.points.size() >= 3);
    if (isWhole && marked)
        marked(drawn);
}

void ReaderCanvas::wheelEvent(QWheelEvent *event)
{
    if (!m_picture || m_isBlank || !m_view.allowed.zoom)
        return;
    m_view.transform.zoomAt(event->position(), std::pow(wheelZoom, event->angleDelta().y()), imageArea(),
        m_picture->size(), m_picture->pixelAspect());
    if (m_view.changed)
        m_view.changed();
}

} // namespace cf::ui
