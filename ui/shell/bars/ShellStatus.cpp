#include "ui/shell/bars/ShellStatus.h"

#include "ui/theme/ElidedLabel.h"
#include "ui/theme/Theme.h"

#include <QStatusBar>

namespace cf::ui {

ShellStatus::ShellStatus(QStatusBar &bar)
    : QObject(&bar)
    , m_said(new theme::ElidedLabel)
    , m_saved(new QLabel)
{
    bar.addWidget(m_said, 1);
    bar.addPermanentWidget(m_saved);
    const auto key = [&bar](const QString &keys, const QString &what) {
        auto *label = new QLabel(keys);
        theme::setRole(*label, "key");
        bar.addPermanentWidget(label);
        bar.addPermanentWidget(new QLabel(what));
    };
    key(tr("?"), tr("for keys"));
    key(tr("Ctrl+K"), tr("commands"));
    bar.setContentsMargins(8, 0, 12, 0);
    bar.setSizeGripEnabled(false);
    bar.setFixedHeight(24);
}

void ShellStatus::draw(const SessionState &state)
{
    if (m_said->text() != state.message.text) {
        theme::setRole(*m_said, state.message.isProblem ? "error" : "caption");
        m_said->setText(state.message.text);
        m_said->setToolTip(state.message.text);
        if (state.message.isProblem)
            Q_EMIT problemShown();
    }
    if (state.saved.isValid())
        m_saved->setText(tr("Autosave on · saved %1").arg(state.saved.toString("HH:mm:ss")));
}

} // namespace cf::ui
