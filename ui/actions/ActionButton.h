#pragma once

#include <QToolButton>

class QAction;

namespace cf::ui {

/// A square button that does what an action does. Its tooltip names the action and its key; it takes the focus only
/// from the keyboard, so that a click leaves it on the images.
class ActionButton : public QToolButton
{
    Q_OBJECT

public:
    ActionButton(QAction &action, const QString &glyph, int size = 32, QWidget *parent = nullptr);
};

} // namespace cf::ui
