#include "ui/canvas/Viewport.h"

#include "ui/canvas/GripLayer.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/layers/MaskOverlay.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace cf::ui {

PointerPosition Viewport::positionOf(const QPointF &screen, Qt::KeyboardModifiers modifiers) const
{
    return { screen, imageToScreen().inverted().map(screen), modifiers };
}

void Viewport::mousePressEvent(QMouseEvent *event)
{
    if (reference().empty() || !area().contains(event->position()))
        return;
    m_pressed = event->position();
    if (event->button() == Qt::LeftButton && nearDivider(event->position())) {
        m_draggingDivider = true;
        return;
    }
    if (!m_gesture && event->button() == Qt::LeftButton && !m_panHeld && showsGrips()) {
        const int grip = m_grips->at(event->position(), imageToScreen());
        if (grip >= 0) {
            m_gesture = m_grips->begin(grip, positionOf(event->position(), event->modifiers()));
            update();
            return;
        }
    }
    if (!m_gesture)
        m_gesture = beginGesture(*this, event->button(), m_panHeld, positionOf(event->position(), event->modifiers()));
    if (m_gesture && event->button() == Qt::LeftButton && !m_panHeld && isMaskTool(m_tools.tool()))
        Q_EMIT maskPainted();
    update();
}

void Viewport::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    m_pointerInside = area().contains(m_pointer);
    if (m_draggingDivider) {
        setDivider((m_pointer.x() - area().left()) / area().width());
        return;
    }
    const PointerPosition at = positionOf(m_pointer, event->modifiers());
    if (m_gesture)
        m_gesture->move(at);
    const bool overImage = m_pointerInside && QRectF(QPointF(0, 0), imageSize()).contains(at.image);
    m_state->setProbe(overImage && !reference().empty() ? std::optional(at.image) : std::nullopt);
    updateCursor();
    update();
}

void Viewport::mouseReleaseEvent(QMouseEvent *event)
{
    m_draggingDivider = false;
    if (m_gesture) {
        m_gesture->finish();
        m_gesture.reset();
    }
    const bool still = (event->position() - m_pressed).manhattanLength() < 3.0;
    if (event->button() == Qt::RightButton && still)
        Q_EMIT menuRequested(event->globalPosition().toPoint());
    update();
}

void Viewport::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !isMaskTool(m_tools.tool()))
        Q_EMIT maximiseRequested();
}

void Viewport::wheelEvent(QWheelEvent *event)
{
    // With Alt held the window system turns the wheel sideways.
    const int way = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const double steps = way / 120.0;
    event->accept();
    if (reference().empty() || steps == 0.0)
        return;
    if (event->modifiers() & Qt::AltModifier) {
        if (m_mode == CompareMode::Overlay)
            m_opacity = std::clamp(m_opacity + 0.05 * steps, 0.0, 1.0);
        else
            setDivider(m_divider + 0.02 * steps);
        update();
        return;
    }
    if ((event->modifiers() & Qt::ShiftModifier) && isBrush(m_tools.tool())) {
        Q_EMIT radiusChangeRequested(std::pow(1.12, steps));
        return;
    }
    const bool withControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (m_scrolls && withControl != m_tools.habits().wheelScrolls) {
        m_scrolled += steps; // A pad sends fractions of a step.
        if (const int images = int(m_scrolled); images != 0) {
            m_scrolled -= images;
            Q_EMIT imageStepRequested(-images);
        }
        return;
    }
    ViewTransform zoomed = m_state->transform();
    zoomed.zoomAt(event->position(), std::pow(1.15, steps), area(), imageSize(), pixelAspect());
    m_state->setTransform(zoomed);
}

void Viewport::leaveEvent(QEvent *)
{
    m_pointerInside = false;
    m_state->setProbe(std::nullopt);
    update();
}

void Viewport::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_gesture) {
        m_gesture->cancel();
        m_gesture.reset();
        update();
    } else if (!showsGrips() || !m_grips->takeBack || !m_grips->takeBack()) {
        m_tools.setTool(Tool::WindowLevel);
    }
}

void Viewport::focusInEvent(QFocusEvent *event)
{
    m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
}

void Viewport::focusOutEvent(QFocusEvent *event)
{
    m_keyboardFocus = false;
    setPanHeld(false);
    peekWithoutGrid(false);
    QWidget::focusOutEvent(event);
}

void Viewport::setPanHeld(bool held)
{
    m_panHeld = held;
    updateCursor();
}

void Viewport::updateCursor()
{
    if (reference().empty())
        setCursor(Qt::ArrowCursor);
    else if (nearDivider(m_pointer))
        setCursor(Qt::SplitHCursor);
    else if (showsGrips() && !m_panHeld && m_grips->at(m_pointer, imageToScreen()) >= 0)
        setCursor(Qt::SizeAllCursor);
    else if (m_panHeld || m_tools.tool() == Tool::Pan)
        setCursor(Qt::OpenHandCursor);
    else if (isBrush(m_tools.tool()) && mask())
        setCursor(Qt::BlankCursor); // The brush's rings are painted instead.
    else
        setCursor(m_tools.tool() == Tool::WindowLevel ? Qt::ArrowCursor : Qt::CrossCursor);
    update();
}

} // namespace cf::ui
