#include "ui/prompt/SourceLabels.h"

#include "ui/theme/Theme.h"
#include "ui/words/TargetName.h"

#include <QMenu>

#include <algorithm>

namespace cf::ui {

SourceLabels::SourceLabels(QWidget *parent)
    : QToolButton(parent)
{
    theme::setRole(*this, "word");
    setFixedHeight(28);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *menu = new QMenu(this);
    menu->setAccessibleName(tr("What the film shows"));
    connect(menu, &QMenu::aboutToShow, this, &SourceLabels::fillMenu);
    setMenu(menu);
    showText();
}

void SourceLabels::setLabels(std::vector<Target> labels, bool confirmed, const QString &origin)
{
    m_origin = origin;
    m_labels = std::move(labels);
    m_confirmed = confirmed;
    showText();
}

void SourceLabels::fillMenu()
{
    menu()->clear();
    QAction *confirm = menu()->addAction(
        m_labels.empty() ? tr("Confirm: none of these is seen") : tr("Confirm what is marked"), this, [this] {
            setLabels(m_labels, true, m_origin);
            Q_EMIT edited();
        });
    confirm->setIcon(theme::icon("check", "text.primary", 16));
    menu()->addSeparator();
    for (const Target target : allTargets) {
        QAction *entry = menu()->addAction(targetName(target));
        entry->setCheckable(true);
        entry->setChecked(std::find(m_labels.begin(), m_labels.end(), target) != m_labels.end());
        connect(entry, &QAction::toggled, this, [this, target](bool on) { toggle(target, on); });
    }
}

void SourceLabels::toggle(Target target, bool on)
{
    std::erase(m_labels, target);
    if (on)
        m_labels.push_back(target);
    m_confirmed = true; // Who corrects it has looked at it.
    showText();
    Q_EMIT edited();
}

void SourceLabels::showText()
{
    QStringList names;
    for (const Target target : m_labels)
        names << targetName(target);
    const QString all = names.join(", ");
    const QString what = m_labels.empty() ? (m_confirmed ? tr("nothing listed") : tr("not stated"))
        : m_labels.size() == 1            ? all
                                          : tr("%1 +%2").arg(names.front()).arg(m_labels.size() - 1);
    const QString state = m_confirmed ? tr(" ✓") : m_labels.empty() ? QString() : tr(" (proposed)");
    setText(tr("Film shows: %1%2").arg(what, state));
    setAccessibleName(m_confirmed ? tr("Film shows: %1, confirmed").arg(what)
                                  : tr("Film shows: %1, proposed, not confirmed").arg(what));
    const QString proposed = m_labels.empty()
        ? tr("Nothing is said of what the film shows. Mark it, and contradictions are warned of.")
        : tr("Proposed: %1. Confirm or correct it.").arg(all);
    QString tip = m_confirmed ? tr("Confirmed: %1").arg(all.isEmpty() ? what : all) : proposed;
    if (!m_origin.isEmpty())
        tip += "\n" + m_origin;
    setToolTip(tip);
}

} // namespace cf::ui
