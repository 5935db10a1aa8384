#pragma once

#include <QObject>

class QWidget;

namespace cf::ui {

class EditSession;
class Preferences;

/// How the window is left: asked about while an edit runs, never without saving, and hidden until the last edit has
/// ended where the user wants that.
class Leaving : public QObject
{
    Q_OBJECT

public:
    Leaving(QWidget &window, EditSession &session, const Preferences &preferences);

    /// The system ends the session: nothing is asked any more.
    void askNothing() { m_mayClose = true; }
    /// The window is being closed. False: it stays, and the user is asked or told why.
    bool mayGo();

private:
    void ask();
    void closeIfFinished();

    QWidget &m_window;
    EditSession &m_session;
    const Preferences &m_preferences;
    bool m_mayClose = false; ///< The user was told what closing means, or is not asked.
    bool m_finishFirst = false; ///< Hidden, until the last edit has ended.
};

} // namespace cf::ui
