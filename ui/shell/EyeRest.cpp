#include "ui/shell/EyeRest.h"

#include "ui/session/EditSession.h"
#include "ui/settings/Preferences.h"

#include <chrono>

namespace cf::ui {
namespace {

constexpr std::chrono::minutes between{ 20 }; // Of the usual advice: every 20 minutes, 20 seconds, 6 metres away.

} // namespace

EyeRest::EyeRest(EditSession &session, Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_preferences(preferences)
{
    m_timer.setInterval(between);
    connect(&m_timer, &QTimer::timeout, this, &EyeRest::remind);
    connect(&m_preferences, &Preferences::changed, this, &EyeRest::follow);
    follow();
}

void EyeRest::remind()
{
    m_session.say(tr("20 minutes at the screen. Look into the distance for 20 seconds."));
}

void EyeRest::follow()
{
    if (m_preferences.isOn("display/eyeRest") == m_timer.isActive())
        return;
    m_timer.isActive() ? m_timer.stop() : m_timer.start();
}

} // namespace cf::ui
