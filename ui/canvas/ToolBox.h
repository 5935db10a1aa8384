#pragma once

#include <QObject>

namespace cf::ui {

/// What the left mouse button does on an image.
enum class Tool { WindowLevel, Pan, Zoom, Probe, Brush, Eraser, Rectangle, Ellipse, Lasso };

bool isMaskTool(Tool tool);
bool isBrush(Tool tool);

/// What the other buttons and the wheel do on an image, whatever the tool.
struct MouseHabits {
    enum class Drag { Pan, Zoom, WindowLevel };
    Drag middle = Drag::Pan;
    Drag right = Drag::Zoom;
    bool wheelScrolls = false; ///< The wheel goes to the next image and zooms with Ctrl; else the other way round.
    bool operator==(const MouseHabits &) const = default;
};

/// The tool in hand and its settings, shared by all views.
class ToolBox : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    static constexpr double smallestRadius = 1.0;
    static constexpr double largestRadius = 1500.0;

    Tool tool() const { return m_tool; }
    void setTool(Tool tool);
    /// Of the brush, in image pixels.
    double radius() const { return m_radius; }
    void setRadius(double radius);
    /// Share of the brush that is full, 0 … 1.
    double hardness() const { return m_hardness; }
    void setHardness(double hardness);

    const MouseHabits &habits() const { return m_habits; }
    void setHabits(const MouseHabits &habits) { m_habits = habits; }

Q_SIGNALS:
    void toolChanged();
    void brushChanged();

private:
    Tool m_tool = Tool::WindowLevel;
    double m_radius = 60.0;
    double m_hardness = 0.6;
    MouseHabits m_habits;
};

} // namespace cf::ui
