#include "ui/edit/bars/ToolRail.h"

#include "ui/actions/ActionButton.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QActionGroup>
#include <QVBoxLayout>

#include <array>

namespace cf::ui {
namespace {

struct Entry {
    Tool tool;
    const char *action;
    const char *glyph;
    const char *name;
};

constexpr std::array entries{
    Entry{ Tool::WindowLevel, "tool.window", "window", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Window / level") },
    Entry{ Tool::Pan, "tool.pan", "pan", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Pan") },
    Entry{ Tool::Zoom, "tool.zoom", "zoom", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Zoom") },
    Entry{ Tool::Probe, "tool.probe", "probe", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Probe") },
    Entry{ Tool::Brush, "tool.brush", "brush", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Brush") },
    Entry{ Tool::Eraser, "tool.eraser", "eraser", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Eraser") },
    Entry{ Tool::Lasso, "tool.lasso", "lasso", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Lasso") },
    Entry{ Tool::Rectangle, "tool.rectangle", "rect", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Rectangle") },
    Entry{ Tool::Ellipse, "tool.ellipse", "ellipse", QT_TRANSLATE_NOOP("cf::ui::ToolRail", "Ellipse") },
};

} // namespace

QString ToolRail::actionOf(Tool tool)
{
    for (const Entry &entry : entries) {
        if (entry.tool == tool)
            return QString::fromLatin1(entry.action);
    }
    return {};
}

QString ToolRail::nameOf(Tool tool)
{
    for (const Entry &entry : entries) {
        if (entry.tool == tool)
            return tr(entry.name);
    }
    return {};
}

ToolRail::ToolRail(ActionRegistry &actions, ToolBox &tools, QWidget *parent)
    : QWidget(parent)
{
    theme::setRole(*this, "rail");
    setFixedWidth(theme::railWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(3);
    auto *group = new QActionGroup(this);
    for (const Entry &entry : entries) {
        QAction &action = actions.action(QString::fromLatin1(entry.action));
        action.setCheckable(true);
        action.setChecked(tools.tool() == entry.tool);
        group->addAction(&action);
        actions.on(QString::fromLatin1(entry.action), [&tools, tool = entry.tool] { tools.setTool(tool); });
        if (entry.tool == Tool::Brush)
            layout->addWidget(theme::horizontalLine());
        layout->addWidget(new ActionButton(action, QString::fromLatin1(entry.glyph)));
    }
    layout->addWidget(theme::horizontalLine());
    layout->addWidget(new ActionButton(actions.action("mask.clear"), "trash"));
    layout->addWidget(new ActionButton(actions.action("edit.undo"), "undo"));
    layout->addWidget(new ActionButton(actions.action("edit.redo"), "redo"));
    layout->addStretch(1);
    layout->addWidget(new ActionButton(actions.action("workspace.studies"), "folder"));
    connect(&tools, &ToolBox::toolChanged, this,
        [&actions, &tools] { actions.action(actionOf(tools.tool())).setChecked(true); });
}

} // namespace cf::ui
