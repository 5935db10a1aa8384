#include "ui/canvas/ToolBox.h"

#include <algorithm>

namespace cf::ui {

bool isMaskTool(Tool tool)
{
    return isBrush(tool) || tool == Tool::Rectangle || tool == Tool::Ellipse || tool == Tool::Lasso;
}

bool isBrush(Tool tool)
{
    return tool == Tool::Brush || tool == Tool::Eraser;
}

void ToolBox::setTool(Tool tool)
{
    if (m_tool == tool)
        return;
    m_tool = tool;
    Q_EMIT toolChanged();
}

void ToolBox::setRadius(double radius)
{
    m_radius = std::clamp(radius, smallestRadius, largestRadius);
    Q_EMIT brushChanged();
}

void ToolBox::setHardness(double hardness)
{
    m_hardness = std::clamp(hardness, 0.0, 1.0);
    Q_EMIT brushChanged();
}

} // namespace cf::ui
