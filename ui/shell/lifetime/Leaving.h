#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <utility>

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

    /// What says whether a workplace has work of its own, in a sentence.
    void setUnderWay(std::function<QString()> underWay) { m_underWay = std::move(underWay); }
    /// The system ends the session: nothing is asked any more.
    void askNothing() { m_mayClose = m_mayLose = true; }
    /// The window is being closed. False: it stays, and the user is asked or told why.
    bool mayGo();

private:
    void ask();
    void closeIfFinished();

    QWidget &m_window;
    EditSession &m_session;
    const Preferences &m_preferences;
    std::function<QString()> m_underWay;
    bool m_mayEndWork = false; ///< The user was told what ends with the window.
    bool m_mayClose = false; ///< The user was told what closing means, or is not asked.
    bool m_mayLose = false; ///< Nobody is there who could free space.
    /// What was saved last when the user was told that something since then cannot be.
    std::optional<QDateTime> m_toldOfUnsaved;
    bool m_finishFirst = false; ///< Hidden, until the last edit has ended.
};

} // namespace cf::ui
