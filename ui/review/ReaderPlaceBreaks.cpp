#include "ui/review/ReaderPlace.h"

#include <QLabel>
#include <QPushButton>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

void ReaderPlace::showWaiting(const QString &why)
{
    const QString text =
        words("%1\n\nTried %2 times; tried again every %3 s. Nothing is lost.",
            "%1\n\n%2回試みました。%3秒ごとに再試行します。失われたものはありません。")
            .arg(why, QString::number(m_desk.tries()), QString::number(std::max(1, m_desk.retryInterval() / 1000)));
    if (m_desk.holdsAnswer() && m_work->isVisibleTo(this)) {
        say(text, true);
        m_submit->setText(words("Try now (Enter)", "今すぐ再試行（Enter）"));
        m_submit->setEnabled(true);
        return;
    }
    showSentence(words("The study does not answer", "研究が応答しません"), text);
}

bool ReaderPlace::isBreakDue() const
{
    const Breaks &rules = m_desk.study().protocol.breaks;
    return (rules.afterCases > 0 && m_casesSinceBreak >= rules.afterCases)
        || (rules.afterMinutes > 0.0 && double(m_sinceBreak.elapsed()) > rules.afterMinutes * 60000.0);
}

void ReaderPlace::showBreak()
{
    m_desk.note("break", "{}");
    m_casesSinceBreak = 0;
    showSentence(words("Time for a break", "休憩しませんか"),
        words("What you have read is stored. Enter goes on when you are ready.",
            "これまでの回答は保存されています。準備ができたら Enter で再開します。"));
    m_afterEnter = AfterEnter::SameCase;
}

void ReaderPlace::setPaused(bool paused)
{
    if (paused == m_isPaused || (paused && m_desk.state() != ReaderDesk::State::Ready)
        || m_next.state != NextStep::State::Read || m_afterEnter != AfterEnter::Nothing || !m_work->isVisibleTo(this))
        return;
    if (paused) {
        m_counted = activeSeconds();
        m_pauseClock.start();
    } else {
        m_paused += double(m_pauseClock.elapsed()) / 1000.0;
        m_clock.start();
    }
    m_isPaused = paused;
    for (ReaderCanvas *canvas : m_canvases)
        canvas->setBlank(paused);
    m_questions->setVisible(!paused);
    m_pause->setText(paused ? words("Go on (F9)", "再開（F9）") : words("Pause (F9)", "一時停止（F9）"));
    m_desk.note(paused ? "paused" : "resumed", nlohmann::json{ { "position", m_next.step.position } }.dump());
    setFocus();
}

} // namespace cf::ui
