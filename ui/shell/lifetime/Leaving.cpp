#include "ui/shell/lifetime/Leaving.h"

#include "ui/session/EditSession.h"
#include "ui/settings/Preferences.h"
#include "ui/shell/dialogs/QuitQuestion.h"
#include "ui/words/CoreWords.h"

#include <QTimer>
#include <QWidget>

#include <utility>

namespace cf::ui {

Leaving::Leaving(QWidget &window, EditSession &session, const Preferences &preferences)
    : m_window(window)
    , m_session(session)
    , m_preferences(preferences)
{
    connect(&session, &EditSession::stateChanged, this, &Leaving::closeIfFinished);
}

bool Leaving::mayGo()
{
    const QString underWay = m_underWay ? m_underWay() : QString();
    if (!underWay.isEmpty() && !m_mayEndWork && !m_mayClose && m_preferences.isOn("general/askToQuit")) {
        askQuitDuring(m_window, underWay, [this] {
            m_mayEndWork = true;
            m_window.close();
        });
        return false;
    }
    if (m_session.state().running && !m_mayClose && m_preferences.isOn("general/askToQuit")) {
        ask();
        return false;
    }
    const std::optional known = m_session.state().saved;
    if (const Result<> saved = m_session.close(); !saved && !m_mayLose && m_toldOfUnsaved != known) {
        m_toldOfUnsaved = known;
        m_mayClose = m_mayEndWork = false; // Whoever stays is asked again.
        m_session.say(tr("%1 Close again to leave without it.").arg(coreWords(saved.error().message)), true);
        m_window.show();
        return false;
    }
    return true;
}

void Leaving::ask()
{
    askQuitDuringWork(m_window, int(m_session.state().waiting.size()), [this](QuitChoice choice) {
        if (choice == QuitChoice::Stay)
            return;
        m_finishFirst = choice == QuitChoice::FinishFirst;
        m_mayClose = choice == QuitChoice::CancelEdits;
        if (m_finishFirst && m_session.state().running)
            m_window.hide();
        else
            m_window.close();
    });
}

void Leaving::closeIfFinished()
{
    if (m_finishFirst && !m_session.state().running)
        QTimer::singleShot(0, &m_window, &QWidget::close);
}

} // namespace cf::ui
