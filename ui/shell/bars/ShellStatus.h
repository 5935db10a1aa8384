#pragma once

#include "ui/session/SessionState.h"

#include <QObject>

class QLabel;
class QStatusBar;

namespace cf::ui {

/// The line at the bottom: what was said last, when work was saved, and the two keys that lead everywhere.
class ShellStatus : public QObject
{
    Q_OBJECT

public:
    explicit ShellStatus(QStatusBar &bar);

    void draw(const SessionState &state);

Q_SIGNALS:
    void problemShown();

private:
    QLabel *m_said;
    QLabel *m_saved;
};

} // namespace cf::ui
