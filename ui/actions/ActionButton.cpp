#include "ui/actions/ActionButton.h"

#include "ui/theme/Theme.h"

#include <QAction>

namespace cf::ui {

ActionButton::ActionButton(QAction &action, const QString &glyph, int size, QWidget *parent)
    : QToolButton(parent)
{
    setIcon(theme::icon(glyph));
    setIconSize(QSize(18, 18));
    setFixedSize(size, size);
    setFocusPolicy(Qt::TabFocus);
    const QString name = action.text().remove(QChar(0x2026));
    const QString key = action.shortcut().toString(QKeySequence::NativeText);
    setAccessibleName(name);
    setToolTip(key.isEmpty() ? name : QString("%1 (%2)").arg(name, key));
    const auto mirror = [this, &action] {
        setCheckable(action.isCheckable());
        setChecked(action.isChecked());
        setEnabled(action.isEnabled());
    };
    connect(&action, &QAction::changed, this, mirror);
    connect(this, &QToolButton::clicked, this, [this, &action, mirror] {
        action.trigger();
        mirror();
    });
    mirror();
}

} // namespace cf::ui
