#include "ui/edit/EditWorkplace.h"

#include "ui/session/EditSession.h"

#include <QAction>

#include <algorithm>

// What the workplace keeps from one run to the next: tool, brush and options.
namespace cf::ui {
namespace {

constexpr const char *switches[] = { "mask.toggle", "overlay.cycle", "region.contour", "difference.overlay",
    "view.link" };

} // namespace

QVariantMap EditWorkplace::choices() const
{
    QVariantMap kept{ { "tool", int(m_tools.tool()) }, { "brush.radius", m_tools.radius() },
        { "brush.hardness", m_tools.hardness() }, { "region.first", m_session.state().regionFirst } };
    for (const char *id : switches)
        kept[QString::fromLatin1(id)] = m_actions.action(QString::fromLatin1(id)).isChecked();
    return kept;
}

void EditWorkplace::setChoices(const QVariantMap &choices)
{
    const int last = int(Tool::Lasso);
    m_tools.setTool(Tool(std::clamp(choices.value("tool", int(m_tools.tool())).toInt(), 0, last)));
    m_tools.setRadius(choices.value("brush.radius", m_tools.radius()).toDouble());
    m_tools.setHardness(choices.value("brush.hardness", m_tools.hardness()).toDouble());
    m_session.setRegionFirst(choices.value("region.first", m_session.state().regionFirst).toBool());
    for (const char *id : switches) {
        QAction &action = m_actions.action(QString::fromLatin1(id));
        if (choices.value(QString::fromLatin1(id), action.isChecked()).toBool() == action.isChecked())
            continue;
        const bool enabled = action.isEnabled();
        action.setEnabled(true); // Nothing is open yet.
        action.trigger();
        action.setEnabled(enabled);
    }
}

} // namespace cf::ui
