#include "ui/canvas/Gesture.h"

#include "ui/canvas/ToolBox.h"
#include "ui/images/MaskCommands.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QUndoStack>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

class BrushGesture : public Gesture
{
public:
    BrushGesture(ToolBox &tools, MaskDocument &mask, QUndoStack &undo, const PointerPosition &at, bool erase)
        : m_tools(tools)
        , m_mask(mask)
        , m_undo(undo)
        , m_stroke(mask)
        , m_start(at.image)
        , m_last(at.image)
        , m_erase(erase)
    {
        paintTo(at.image);
    }

    void move(const PointerPosition &to) override
    {
        if (!(to.modifiers & Qt::ShiftModifier)) {
            paintTo(to.image);
            return;
        }
        // A straight line from where the stroke began.
        m_stroke.cancel();
        m_last = m_start;
        paintTo(to.image);
    }
    void finish() override
    {
        const auto context = m_erase ? QT_TRANSLATE_NOOP("Mask", "Erase") : QT_TRANSLATE_NOOP("Mask", "Brush");
        if (auto command = m_stroke.finish(QCoreApplication::translate("Mask", context)))
            m_undo.push(command.release());
    }
    void cancel() override { m_stroke.cancel(); }

private:
    void paintTo(const QPointF &point)
    {
        m_stroke.touched(m_mask.paintLine(m_last, point, m_tools.radius(), m_tools.hardness(), m_erase));
        m_last = point;
    }

    ToolBox &m_tools;
    MaskDocument &m_mask;
    QUndoStack &m_undo;
    MaskStroke m_stroke;
    QPointF m_start;
    QPointF m_last;
    bool m_erase;
};

/// Rectangle, ellipse and lasso: an outline follows the pointer; the area is filled at the end.
class ShapeGesture : public Gesture
{
public:
    ShapeGesture(Tool tool, MaskDocument &mask, QUndoStack &undo, const PointerPosition &at, bool erase)
        : m_tool(tool)
        , m_mask(mask)
        , m_undo(undo)
        , m_start(at.image)
        , m_erase(erase)
    {
        m_path.moveTo(m_start);
    }

    void move(const PointerPosition &to) override
    {
        if (m_tool == Tool::Lasso) {
            m_path.lineTo(to.image);
            return;
        }
        QPointF corner = to.image;
        if (to.modifiers & Qt::ShiftModifier) {
            const QPointF way = corner - m_start;
            const double side = std::max(std::abs(way.x()), std::abs(way.y()));
            corner = m_start + QPointF(std::copysign(side, way.x()), std::copysign(side, way.y()));
        }
        m_path = {};
        const QRectF rect = QRectF(m_start, corner).normalized();
        if (m_tool == Tool::Rectangle)
            m_path.addRect(rect);
        else
            m_path.addEllipse(rect);
    }
    void finish() override
    {
        m_path.closeSubpath();
        MaskStroke stroke(m_mask);
        stroke.touched(m_mask.fillPath(m_path, m_erase));
        const auto text =
            m_erase ? QT_TRANSLATE_NOOP("Mask", "Take shape away") : QT_TRANSLATE_NOOP("Mask", "Add shape");
        if (auto command = stroke.finish(QCoreApplication::translate("Mask", text)))
            m_undo.push(command.release());
    }
    void paint(QPainter &painter, const QTransform &imageToScreen) const override
    {
        const QPainterPath line = imageToScreen.map(m_path);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0, 153), 2.5));
        painter.drawPath(line);
        painter.setPen(QPen(theme::colour("mask.edit"), 1.2, Qt::DashLine));
        painter.drawPath(line);
    }

private:
    Tool m_tool;
    MaskDocument &m_mask;
    QUndoStack &m_undo;
    QPointF m_start;
    QPainterPath m_path;
    bool m_erase;
};

} // namespace

std::unique_ptr<Gesture> beginMaskGesture(
    ToolBox &tools, MaskDocument &mask, QUndoStack &undo, const PointerPosition &at)
{
    const bool erase = tools.tool() == Tool::Eraser || (at.modifiers & Qt::AltModifier);
    if (isBrush(tools.tool()))
        return std::make_unique<BrushGesture>(tools, mask, undo, at, erase);
    return std::make_unique<ShapeGesture>(tools.tool(), mask, undo, at, erase);
}

} // namespace cf::ui
