#pragma once

#include "ui/canvas/ToolBox.h"

#include <QWidget>

namespace cf::ui {

class ActionRegistry;

/// The column of tools at the left of the images.
class ToolRail : public QWidget
{
    Q_OBJECT

public:
    ToolRail(ActionRegistry &actions, ToolBox &tools, QWidget *parent = nullptr);

    /// The action that takes a tool in hand.
    static QString actionOf(Tool tool);
    static QString nameOf(Tool tool);
};

} // namespace cf::ui
