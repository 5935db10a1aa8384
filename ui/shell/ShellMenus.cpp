#include "ui/shell/ShellMenus.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace cf::ui {

std::vector<PlaceTab> tabsOf(const std::vector<WorkplaceEntry> &table, const ActionRegistry &actions)
{
    std::vector<PlaceTab> tabs;
    for (const WorkplaceEntry &entry : table) {
        const QString id = QString::fromLatin1(entry.id);
        tabs.push_back({ id, &actions.action(ActionRegistry::goToId(id)), QString::fromLatin1(entry.icon) });
    }
    return tabs;
}

void fillMenus(
    QMenuBar &bar, const ActionRegistry &actions, const Workplace *place, const std::vector<WorkplaceEntry> &table)
{
    QStringList goTo;
    for (const WorkplaceEntry &entry : table)
        goTo << ActionRegistry::goToId(QString::fromLatin1(entry.id));
    const QString file = QCoreApplication::translate("Menus", "&File");
    const QString edit = QCoreApplication::translate("Menus", "&Edit");
    const QString window = QCoreApplication::translate("Menus", "&Window");
    const QString help = QCoreApplication::translate("Menus", "&Help");
    QList<WorkplaceMenu> menus{ { file, { "study.open", "study.openFolder", "model.choose", "" } }, { edit, {} } };
    const auto merge = [&menus](const WorkplaceMenu &more) {
        const auto known = std::find_if(
            menus.begin(), menus.end(), [&more](const WorkplaceMenu &menu) { return menu.title == more.title; });
        if (known == menus.end())
            menus << more;
        else
            known->actions << more.actions;
    };
    for (const WorkplaceMenu &menu : place ? place->menus() : QList<WorkplaceMenu>())
        merge(menu);
    merge({ file, { "", "project.checkpoint", "app.quit" } });
    merge({ edit, { "", "app.palette", "app.preferences", "app.menu" } });
    merge({ window,
        goTo + QStringList{ "", "window.viewer", "panels.toggle", "window.fullscreen", "window.resetLayout" } });
    merge({ help, { "help.show", "help.keys", "help.tour", "", "help.use" } });
    // Window and Help stand last, whatever the workplace adds.
    std::stable_partition(menus.begin(), menus.end(),
        [&](const WorkplaceMenu &menu) { return menu.title != window && menu.title != help; });
    for (QMenu *old : bar.findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly))
        old->deleteLater(); // The action that led here may be one of its own.
    bar.clear();
    for (const WorkplaceMenu &menu : menus) {
        QMenu *entry = bar.addMenu(menu.title);
        entry->setAccessibleName(QString(menu.title).remove('&'));
        for (const QString &id : menu.actions) {
            if (id.isEmpty())
                entry->addSeparator();
            else
                entry->addAction(&actions.action(id));
        }
    }
}

} // namespace cf::ui
