#include "ui/shell/Workplace.h"

#include "ui/shell/dialogs/CommandPalette.h"

#include <QDockWidget>
#include <QLayout>

#include <algorithm>

namespace cf::ui {

Workplace::Workplace(QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
{
    setDockNestingEnabled(false);
    // Panels become lower and words become pictures only once there is less room: their present size is no bound.
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
}

QDockWidget *Workplace::addDock(Qt::DockWidgetArea area, const char *name, const QString &title, QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(QString::fromLatin1(name));
    dock->setAccessibleName(title);
    dock->setTitleBarWidget(new QWidget); // The panels have headers of their own.
    dock->setFeatures(QDockWidget::DockWidgetClosable);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

std::vector<PaletteItem> Workplace::paletteItems()
{
    return {};
}

void Workplace::resetLayout()
{
    restoreState(m_firstLayout);
}

void Workplace::togglePanels()
{
    const auto docks = findChildren<QDockWidget *>(QString(), Qt::FindDirectChildrenOnly);
    const bool any = std::any_of(docks.begin(), docks.end(), [](const QDockWidget *dock) { return dock->isVisible(); });
    for (QDockWidget *dock : docks)
        dock->setVisible(!any);
}

} // namespace cf::ui
