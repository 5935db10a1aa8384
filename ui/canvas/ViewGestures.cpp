#include "ui/canvas/Gesture.h"

#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/canvas/Viewport.h"
#include "ui/canvas/layers/MaskOverlay.h"

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

class PanGesture : public Gesture
{
public:
    PanGesture(Viewport &view, const PointerPosition &at)
        : m_view(view)
        , m_start(at.screen)
        , m_before(view.state().transform())
    {
    }

    void move(const PointerPosition &to) override
    {
        ViewTransform moved = m_before;
        moved.panBy(to.screen - m_start, m_view.area(), m_view.imageSize(), m_view.pixelAspect());
        m_view.state().setTransform(moved);
    }
    void cancel() override { m_view.state().setTransform(m_before); }

private:
    Viewport &m_view;
    QPointF m_start;
    ViewTransform m_before;
};

class ZoomGesture : public Gesture
{
public:
    ZoomGesture(Viewport &view, const PointerPosition &at)
        : m_view(view)
        , m_start(at.screen)
        , m_before(view.state().transform())
    {
    }

    void move(const PointerPosition &to) override
    {
        const double slow = to.modifiers & Qt::ControlModifier ? 0.2 : 1.0;
        const double way = (m_start.y() - to.screen.y()) * slow;
        if (!m_moving && std::abs(way) < 3.0)
            return;
        m_moving = true;
        ViewTransform zoomed = m_before;
        zoomed.zoomAt(m_start, std::exp(way / 150.0), m_view.area(), m_view.imageSize(), m_view.pixelAspect());
        m_view.state().setTransform(zoomed);
    }
    void cancel() override { m_view.state().setTransform(m_before); }

private:
    Viewport &m_view;
    QPointF m_start;
    ViewTransform m_before;
    bool m_moving = false;
};

/// Left and right: width. Up and down: level, upwards brighter.
class WindowGesture : public Gesture
{
public:
    WindowGesture(Viewport &view, const PointerPosition &at)
        : m_view(view)
        , m_start(at.screen)
        , m_chosen(view.state().window())
        , m_before(view.shownWindow())
    {
    }

    void move(const PointerPosition &to) override
    {
        if (!m_before)
            return;
        const QPointF way = to.screen - m_start;
        DisplayWindow window = *m_before;
        window.width = std::max(1.0, window.width * std::exp(way.x() / 300.0));
        window.center += way.y() / 500.0 * m_before->width;
        m_view.state().setWindow(window);
    }
    void cancel() override { m_view.state().setWindow(m_chosen); }

private:
    Viewport &m_view;
    QPointF m_start;
    std::optional<DisplayWindow> m_chosen;
    std::optional<DisplayWindow> m_before;
};

/// The probe follows the pointer anyway; a press keeps it where it is until the next one.
class ProbeGesture : public Gesture
{
public:
    ProbeGesture(Viewport &view, const PointerPosition &at)
    {
        const bool locked = view.state().probeLocked();
        view.state().setProbeLocked(false);
        view.state().setProbe(at.image);
        view.state().setProbeLocked(!locked);
    }
    void move(const PointerPosition &) override { }
};

} // namespace

std::unique_ptr<Gesture> beginGesture(Viewport &view, Qt::MouseButton button, bool panHeld, const PointerPosition &at)
{
    const Tool tool = view.tools().tool();
    if (panHeld)
        return std::make_unique<PanGesture>(view, at);
    if (button == Qt::MiddleButton || button == Qt::RightButton) {
        const MouseHabits &habits = view.tools().habits();
        switch (button == Qt::MiddleButton ? habits.middle : habits.right) {
        case MouseHabits::Drag::Pan:
            return std::make_unique<PanGesture>(view, at);
        case MouseHabits::Drag::Zoom:
            return std::make_unique<ZoomGesture>(view, at);
        case MouseHabits::Drag::WindowLevel:
            return std::make_unique<WindowGesture>(view, at);
        }
    }
    if (tool == Tool::Pan)
        return std::make_unique<PanGesture>(view, at);
    if (tool == Tool::Zoom)
        return std::make_unique<ZoomGesture>(view, at);
    if (isMaskTool(tool) && !(at.modifiers & Qt::ControlModifier)) {
        if (!view.mask() || !view.undoStack())
            return nullptr;
        return beginMaskGesture(view.tools(), *view.mask(), *view.undoStack(), at);
    }
    if (tool == Tool::Probe)
        return std::make_unique<ProbeGesture>(view, at);
    return std::make_unique<WindowGesture>(view, at);
}

} // namespace cf::ui
