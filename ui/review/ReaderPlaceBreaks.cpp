#include "ui/review/QuestionRow.h"
#include "ui/review/ReaderPlace.h"

#include <QLabel>
#include <QPushButton>
#include <QStringList>

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

/// The coordinator's words, then all that this program records of the reader, whatever those say.
QString ReaderPlace::consentText() const
{
    const Protocol &protocol = m_desk.study().protocol;
    QStringList parts;
    const QString own = spoken(protocol.consent, m_japanese);
    parts << (own.isEmpty() ? QString::fromStdString(protocol.consent.japanese) : own);
    parts.removeAll(QString());
    QString recorded = words("Recorded with each answer: when it was stored", "回答とともに記録されるもの：保存時刻");
    if (protocol.recordsTime)
        recorded += words(", how long the case was on the screen (pauses do not count)",
            "、症例の表示時間（一時停止中は含みません）");
    if (protocol.recordsDisplay)
        recorded += words(", your window, zoom and the size of the image", "、ウィンドウ、拡大率、画像の表示サイズ");
    parts << recorded + words(". Pauses and breaks are recorded, too.", "。一時停止と休憩も記録されます。");
    parts << words("Your answers are kept as reader %1. %2", "回答は読影者 %1 として保存されます。%2")
                 .arg(QString::fromStdString(m_desk.reader()),
                     protocol.namesReaders ? words("Reports show that name.", "報告書にはこの名前が表示されます。")
                                           : words("Reports number readers and name nobody.",
                                               "報告書では読影者は番号で示され、名前は表示されません。"));
    parts << words(
        "F9 pauses, Ctrl+W stops; you go on later where you were. Nothing here is for the care of any patient.",
        "F9 で一時停止、Ctrl+W で中断でき、後で続きから再開できます。診療には使用できません。");
    parts << words(
        "Enter: I have read this and agree. D: I do not agree, which is recorded. Ctrl+W: leave, and decide later.",
        "Enter：内容を読み、同意します。D：同意しません（記録されます）。Ctrl+W：決めずに終了します。");
    return parts.join(QStringLiteral("\n\n"));
}

void ReaderPlace::showConsent()
{
    showSentence(words("Before you begin", "はじめる前に"), consentText());
    m_agree->show();
    m_decline->show();
    m_afterEnter = AfterEnter::Agree;
}

/// Nothing is shown to a reader who declined; whoever pressed the wrong key can still agree.
void ReaderPlace::showDeclined()
{
    m_hasDeclined = false;
    showSentence(words("You did not agree", "同意されませんでした"),
        words("That is stored, and no case is shown. Enter: back to the page, if you think otherwise. Ctrl+W closes "
              "this window.",
            "同意しないことが保存されました。症例は表示されません。考え直す場合は Enter で前のページに戻ります。"
            "Ctrl+W でこの画面を閉じます。"));
    m_afterEnter = AfterEnter::Consent;
}

void ReaderPlace::agree()
{
    if (m_afterEnter != AfterEnter::Agree || m_desk.state() != ReaderDesk::State::Ready)
        return;
    m_afterEnter = AfterEnter::Nothing;
    showSentence(words("Your agreement is being stored", "同意を保存しています"), {});
    m_desk.agree(m_japanese ? "ja" : "en");
}

void ReaderPlace::decline()
{
    if (m_afterEnter != AfterEnter::Agree || m_desk.state() != ReaderDesk::State::Ready)
        return;
    m_afterEnter = AfterEnter::Nothing;
    m_hasDeclined = true;
    showSentence(words("Your answer is being stored", "回答を保存しています"), {});
    m_desk.decline(m_japanese ? "ja" : "en");
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
