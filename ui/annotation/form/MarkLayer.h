#pragma once

#include "core/annotation/Annotation.h"

#include <QPainterPath>
#include <QWidget>

#include <functional>
#include <map>

namespace cf::ui {

class Viewport;

/// What the left button draws while marks are drawn.
enum class MarkTool { None, Point, Box, Contour, Polygon, Brush, Eraser };

/// The marks over one view, and their drawing. Lies over the view and gives it everything that it does not use itself,
/// so that the view's own tools, and the marks of a synthetic image, stay as they are.
class MarkLayer : public QWidget
{
public:
    explicit MarkLayer(Viewport &view);

    void setMarks(std::vector<annotation::Mark> marks, int active);
    void setTool(MarkTool tool);
    MarkTool tool() const { return m_tool; }
    void setRadius(double radius) { m_radius = radius; } ///< Of the brush, in image pixels.
    /// Called with a new mark, without number, type or label.
    std::function<void(annotation::Mark)> drawn;
    /// Called with a brush stroke: a path along pixels of the image, to be added to or taken from the active mask.
    std::function<void(const std::vector<QPointF> &path, double radius, bool erase)> painted;

    /// A polygon in the making is closed, or given up. False where there is none.
    bool closeShape();
    bool giveUp();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    struct Outline {
        annotation::RunLengthMask mask;
        QPainterPath path;
    };
    QPointF imagePoint(const QPointF &screen) const;
    QPainterPath pathOf(const annotation::Mark &mark, const QTransform &map);
    const QPainterPath &outlineOf(const annotation::Mark &mark);
    void paintMark(QPainter &painter, const annotation::Mark &mark, const QTransform &map);
    void paintDrawing(QPainter &painter, const QTransform &map);

    Viewport &m_view;
    MarkTool m_tool = MarkTool::None;
    double m_radius = 40.0;
    std::vector<annotation::Mark> m_marks;
    int m_active = 0;
    std::vector<QPointF> m_points; ///< Of the shape in the making, in image pixels.
    bool m_pressed = false;
    QPointF m_pointer;
    std::map<int, Outline> m_outlines; ///< Of masks, by number of the mark.
};

} // namespace cf::ui
