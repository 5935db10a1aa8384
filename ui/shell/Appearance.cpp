#include "ui/shell/Appearance.h"

#include "ui/canvas/ToolBox.h"
#include "ui/canvas/layers/SyntheticMarks.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QWidget>

namespace cf::ui {
namespace {

MouseHabits::Drag dragOf(const QString &choice)
{
    return choice == "pan" ? MouseHabits::Drag::Pan
        : choice == "zoom" ? MouseHabits::Drag::Zoom
                           : MouseHabits::Drag::WindowLevel;
}

} // namespace

void takeAppearance(const Preferences &preferences, ToolBox &tools, const QString &key)
{
    const auto changed = [&key](const char *group) { return key.isEmpty() || key.startsWith(QLatin1String(group)); };
    if (changed("mouse/"))
        tools.setHabits({ dragOf(preferences.text("mouse/middle")), dragOf(preferences.text("mouse/right")),
            preferences.isOn("mouse/wheelScrolls") });
    if (!changed("display/"))
        return;
    marks::setGridStrength(preferences.number("display/gridMarks") / 100.0);
    theme::setLook({ preferences.isOn("display/contrast"), preferences.isOn("display/brightRoom") });
    for (QWidget *window : QApplication::topLevelWidgets())
        for (QWidget *part : window->findChildren<QWidget *>())
            part->update();
}

} // namespace cf::ui
