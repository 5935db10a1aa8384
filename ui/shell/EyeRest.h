#pragma once

#include <QObject>
#include <QTimer>

namespace cf::ui {

class EditSession;
class Preferences;

/// Reminds of a rest for the eyes every 20 minutes, in a line at the window's foot, where the user wants to be
/// reminded.
class EyeRest : public QObject
{
    Q_OBJECT

public:
    EyeRest(EditSession &session, Preferences &preferences, QObject *parent = nullptr);

    bool isOn() const { return m_timer.isActive(); }
    void remind(); ///< Says it now.

private:
    void follow();

    EditSession &m_session;
    Preferences &m_preferences;
    QTimer m_timer;
};

} // namespace cf::ui
