#include "ui/review/ReaderPlace.h"

#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/values/Times.h"
#include "ui/review/QuestionRow.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QToolButton>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace cf::ui {

using namespace sessions;

namespace {

/// An image's number in the study, as an answer has it, becomes its place on the screen: the number would mean nothing
/// to its reader. What is no number of an image, as that of a tie, stays as it is.
std::string placeOfImage(const std::string &image, const std::vector<int> &panes)
{
    const auto place =
        std::ranges::find_if(panes, [&](int pane) { return std::to_string(pane) == image; }) - panes.begin();
    return place < std::ptrdiff_t(panes.size()) ? std::to_string(place) : image;
}

} // namespace

ReaderPlace::ReaderPlace(ReaderEntry entry, bool japanese, QWidget *parent)
    : QWidget(parent)
    , m_desk(std::move(entry))
    , m_japanese(japanese)
{
    theme::setRole(*this, "window");
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(words("Reader's place", "読影画面"));
    build();
    m_view.changed = [this] {
        for (ReaderCanvas *canvas : m_canvases)
            canvas->update();
    };
    connectDesk();
    m_sinceBreak.start();
    showSentence(words("The study is being opened", "研究を開いています"), {});
    const QSize screen =
        QGuiApplication::primaryScreen() != nullptr ? QGuiApplication::primaryScreen()->size() : QSize();
    m_desk.begin(
        nlohmann::json{ { "screen", { screen.width(), screen.height() } }, { "calibration", "not known" } }.dump());
}

void ReaderPlace::connectDesk()
{
    connect(&m_desk, &ReaderDesk::opened, this, [this] {
        m_view.allowed = { allows("window"), allows("pan"), allows("zoom"), allows("loupe"), allows("length") };
        for (QToolButton *tool : m_tools)
            if (const QByteArray name = tool->property("tool").toByteArray(); !name.isEmpty())
                tool->setVisible(allows(name));
        m_keys->setText(keysText());
        m_title->setText(QStringLiteral("<b>%1</b>&nbsp;&nbsp;%2")
                             .arg(QString::fromStdString(m_desk.study().protocol.title).toHtmlEscaped(),
                                 QString::fromStdString(m_desk.reader()).toHtmlEscaped()));
    });
    connect(&m_desk, &ReaderDesk::answerStored, this, [this] {
        ++m_casesSinceBreak;
        m_warnedOfClosing = false;
    });
    connect(&m_desk, &ReaderDesk::turnCame, this, &ReaderPlace::takeTurn);
    connect(&m_desk, &ReaderDesk::refused, this, [this](const QString &why) {
        m_given.reset();
        const bool isElsewhere = m_desk.state() == ReaderDesk::State::Back; // Read on in another window.
        lockAnswers(isElsewhere);
        say(why, true);
        if (!isElsewhere)
            return;
        m_afterEnter = AfterEnter::TakeBack;
        m_submit->setText(words("Go on (Enter)", "続ける（Enter）"));
        m_submit->setEnabled(true);
    });
    connect(&m_desk, &ReaderDesk::nothingEarlier, this, [this] {
        say(words("There is no earlier case that may still be changed.", "変更できる前の症例はありません。"), false);
    });
    connect(&m_desk, &ReaderDesk::answersWritten, this, [this](const QString &problem) {
        const QString text = problem.isEmpty() ? words("The answer file is written. Send it to the coordinator.",
                                 "回答ファイルを書き出しました。コーディネーターへ送ってください。")
                                               : problem;
        if (m_work->isVisibleTo(this))
            say(text, !problem.isEmpty());
        else
            setSentenceText(text);
    });
    connect(&m_desk, &ReaderDesk::waiting, this, &ReaderPlace::showWaiting);
    connect(&m_desk, &ReaderDesk::cameBack, this, [this] {
        m_afterEnter = AfterEnter::TakeBack;
        const QString text = words("The study is back and your answer is stored. Enter goes on.",
            "研究に再接続し、回答は保存されました。Enter で続けます。");
        if (m_work->isVisibleTo(this))
            say(text, false);
        else
            showSentence(
                words("The study is back", "研究に再接続しました"), words("Enter goes on.", "Enter で続けます。"));
        m_submit->setText(words("Go on (Enter)", "続ける（Enter）"));
        m_submit->setEnabled(true);
    });
    connect(&m_desk, &ReaderDesk::failed, this, [this](const Error &error) {
        showSentence(words("Reading cannot go on", "読影を続けられません"), coreWords(error.message));
        if (failed)
            failed(error);
    });
}

ReaderPlace::~ReaderPlace() = default;

QString ReaderPlace::words(const char *english, const char *japaneseText) const
{
    return spoken(english, japaneseText, m_japanese);
}

const Stage *ReaderPlace::stage() const
{
    return m_desk.study().protocol.stage(m_next.step.stage);
}

bool ReaderPlace::allows(const char *tool) const
{
    return std::ranges::count(m_desk.study().protocol.tools, std::string(tool)) > 0;
}

QString ReaderPlace::message() const
{
    return m_message->text();
}

void ReaderPlace::say(const QString &text, bool isError)
{
    m_message->setText(text);
    theme::setRole(*m_message, isError ? "error" : "warn");
}

double ReaderPlace::activeSeconds() const
{
    return m_counted + (m_isPaused || !m_clock.isValid() ? 0.0 : double(m_clock.elapsed()) / 1000.0);
}

/// After an answer: feedback on a training case, or the proposal of a break, come before the next case.
void ReaderPlace::takeTurn(const ReaderTurn &turn)
{
    m_afterEnter = AfterEnter::Nothing;
    m_submit->setText(words("Submit (Enter)", "送信（Enter）"));
    const auto given = std::exchange(m_given, {});
    const Case *before = given ? m_desk.study().find(given->key.caseId) : nullptr;
    if (before != nullptr && m_next.step.isTraining && m_desk.study().protocol.trainingFeedback) {
        m_turn = turn;
        showFeedback(*before, given->answers);
        return;
    }
    showTurn(turn);
    if (given && isBreakDue() && m_next.state == NextStep::State::Read && m_afterEnter != AfterEnter::Agree)
        showBreak();
}

void ReaderPlace::showTurn(ReaderTurn turn)
{
    m_next = turn.next;
    m_pictures = std::move(turn.pictures);
    m_progress->setText(words("Case %1 of %2", "症例 %1 / %2")
                            .arg(std::min(m_next.stored + 1, std::max(1, m_next.total)))
                            .arg(m_next.total));
    m_bar->setRange(0, std::max(1, m_next.total));
    m_bar->setValue(m_next.stored);
    m_answers.clear();
    m_isAnsweredBefore = turn.answered.has_value();
    if (turn.asksConsent) {
        m_progress->setText(words("%1 of %2 stored", "保存済み %1 / %2").arg(m_next.stored).arg(m_next.total));
        if (m_hasDeclined)
            showDeclined();
        else
            showConsent();
        return;
    }
    if (m_next.state == NextStep::State::Read) {
        if (m_isAnsweredBefore)
            m_progress->setText(words("Back at case %1 of %2", "症例 %1 / %2 に戻りました")
                                    .arg(m_next.step.position)
                                    .arg(m_next.total));
        showCase();
        if (turn.answered)
            showAnswered(*turn.answered);
        return;
    }
    m_progress->setText(words("%1 of %2 stored", "保存済み %1 / %2").arg(m_next.stored).arg(m_next.total));
    if (m_next.state == NextStep::State::Washout)
        showSentence(words("The next part comes later", "続きは後日です"),
            words("It may be read from %1 on.", "%1 以降に読影できます。")
                .arg(QString::fromStdString(m_next.readableFrom).left(16).replace('T', ' ')));
    else
        showSentence(words("All cases are read", "すべての症例を読影しました"),
            words("Every answer is stored. Thank you.", "すべての回答が保存されています。ありがとうございました。")
                + (m_desk.study().isReaderCopy ? words("\n\nCtrl+S writes the answer file for the coordinator.",
                       "\n\nCtrl+S でコーディネーターに送る回答ファイルを書き出します。")
                                               : QString())
                + (m_desk.study().protocol.mayGoBack
                        ? words("\n\nPage Up goes back to an earlier case.", "\n\nPage Up で前の症例に戻れます。")
                        : QString())
                + words("\n\nCtrl+W closes this window.", "\n\nCtrl+W でこの画面を閉じます。"));
    m_writeAnswers->setVisible(m_desk.study().isReaderCopy);
}

void ReaderPlace::showCase()
{
    const Stage *current = stage();
    showImages(m_pictures);
    const QString training = m_next.step.isTraining ? words("Training case. ", "練習症例。") : QString();
    const QString notice = current->notice.english.empty()
        ? words(
            "Images in this session may be real or synthetic. All are shown and processed alike. Not for the care of "
            "any patient.",
            "このセッションには実画像と合成画像が含まれることがあります。表示と処理はすべて同じです。診療には使用できま"
            "せん。")
        : spoken(current->notice, m_japanese);
    m_notice->setText(training + notice);
    m_lockNote->setText(m_desk.study().protocol.mayGoBack
            ? words("Page Up goes back; a change is stored beside the first answer.",
                "Page Up で前に戻れます。変更は最初の回答と並べて保存されます。")
            : words("Answers lock when you submit. You cannot go back.", "送信すると回答は確定し、前には戻れません。"));
    showQuestions();
    lockAnswers(false);
    m_sentencePage->hide();
    m_work->show();
    m_afterEnter = AfterEnter::Nothing;
    m_counted = 0.0;
    m_paused = 0.0;
    m_clock.start();
    m_shownAt = m_desk.study().protocol.recordsTime ? toText(std::chrono::system_clock::now()) : std::string();
    setFocus();
}

void ReaderPlace::showImages(const std::vector<PicturePointer> &pictures)
{
    // Every case begins alike, whatever the reader did to the one before.
    m_view.transform = {};
    m_view.window.reset();
    m_view.isInverted = false;
    m_view.tool = ReaderView::Tool::Window;
    while (m_canvases.size() < pictures.size()) {
        auto *canvas = new ReaderCanvas(m_view);
        const int pane = int(m_canvases.size());
        canvas->marked = [this, pane](const Mark &mark) { addMark(mark, pane); };
        canvas->pressed = [this] { setFocus(); };
        m_canvases.push_back(canvas);
        m_panes->layout()->addWidget(canvas);
    }
    const QString number = QString::number(m_isAnsweredBefore ? m_next.step.position : m_next.stored + 1);
    for (std::size_t i = 0; i < m_canvases.size(); ++i) {
        m_canvases[i]->setVisible(i < pictures.size());
        if (i >= pictures.size())
            continue;
        const QString letter = pictures.size() > 1 ? QStringLiteral(" ") + QChar(char16_t(u'A' + i)) : QString();
        m_canvases[i]->show(pictures[i], words("CASE ", "症例 ") + number + letter,
            words("Study image: may be real or synthetic · same processing for every case",
                "研究用画像：実画像または合成画像・全症例で同一処理"));
        m_canvases[i]->setChosen(false);
    }
}

void ReaderPlace::showQuestions()
{
    for (QuestionRow *row : m_rows)
        row->deleteLater();
    m_rows.clear();
    m_active = 0;
    m_mark = -1;
    m_shape = 0;
    m_markPane = 0;
    for (const std::string &id : stage()->questions) {
        const Question *question = m_desk.study().protocol.question(id);
        auto *row = new QuestionRow(*question, m_desk.study().protocol.panes, m_japanese);
        row->answered = [this, row] {
            if (row->answer())
                m_answers[row->question().id] = *row->answer();
            else
                m_answers.erase(row->question().id);
            refreshQuestions();
        };
        row->decided = [this, row] {
            if (m_active >= 0 && m_active < int(m_rows.size()) && m_rows[std::size_t(m_active)] == row)
                stepActive(1);
        };
        row->pressed = [this, row] {
            setActive(int(std::ranges::find(m_rows, row) - m_rows.begin()));
            if (row->textField() == nullptr)
                setFocus();
        };
        if (row->textField() != nullptr)
            row->textField()->installEventFilter(this);
        m_rows.push_back(row);
        m_rowsLayout->addWidget(row);
    }
    refreshQuestions();
    setActive(0);
    say({}, false);
}

/// What was answered before stands there again; Enter stores a change as a further revision.
void ReaderPlace::showAnswered(const Reading &reading)
{
    m_answers = reading.answers;
    for (QuestionRow *row : m_rows) {
        const auto given = m_answers.find(row->question().id);
        if (given == m_answers.end())
            continue;
        AnswerValue shown = given->second;
        if (row->question().kind == QuestionKind::Pane) // An image is stored; a place on the screen is shown.
            if (const auto place = std::ranges::find(m_next.step.panes, int(std::get<double>(shown)));
                place != m_next.step.panes.end())
                shown = double(place - m_next.step.panes.begin());
        given->second = shown;
        row->setAnswer(shown);
    }
    refreshQuestions();
    syncMarks();
    say(words("Your answers of before. Enter stores a change and goes on with the next case.",
            "以前の回答です。Enter で変更を保存し、次の症例へ進みます。"),
        false);
}

void ReaderPlace::refreshQuestions()
{
    const auto asked = askedQuestions(m_desk.study().protocol, *stage(), m_answers);
    int number = 0;
    for (QuestionRow *row : m_rows) {
        const bool isAsked =
            std::ranges::any_of(asked, [&](const Question *one) { return one->id == row->question().id; });
        row->setVisible(isAsked);
        if (isAsked)
            row->setCaption(words("Question %1 of %2", "質問 %1 / %2").arg(++number).arg(asked.size()));
    }
    const auto pane = std::ranges::find_if(
        m_rows, [](QuestionRow *row) { return row->question().kind == QuestionKind::Pane && row->answer(); });
    for (std::size_t i = 0; i < m_canvases.size(); ++i)
        m_canvases[i]->setChosen(pane != m_rows.end() && std::get<double>(*(*pane)->answer()) == double(i));
    const auto missing = missingAnswers(m_desk.study().protocol, *stage(), m_answers);
    m_submit->setEnabled(missing.empty());
    say({}, false);
}

void ReaderPlace::submit()
{
    if (m_afterEnter == AfterEnter::TakeBack) {
        m_desk.takeTurn();
        return;
    }
    if (m_desk.state() == ReaderDesk::State::Waiting) {
        m_desk.retry();
        return;
    }
    if (m_isPaused || m_afterEnter != AfterEnter::Nothing || m_desk.state() != ReaderDesk::State::Ready
        || m_next.state != NextStep::State::Read || !m_work->isVisibleTo(this))
        return;
    m_answers = withoutUnasked(m_desk.study().protocol, *stage(), m_answers);
    const auto missing = missingAnswers(m_desk.study().protocol, *stage(), m_answers);
    if (!missing.empty()) {
        for (std::size_t i = 0, number = 0; i < m_rows.size(); ++i) {
            number += m_rows[i]->isVisibleTo(this) ? 1 : 0;
            if (m_rows[i]->question().id == missing.front()) {
                say(words("Answer question %1 to go on.", "質問%1に答えると次へ進めます。").arg(number), false);
                setActive(int(i));
            }
        }
        return;
    }
    Reading reading;
    reading.key = { m_desk.reader(), m_next.step.caseId, m_next.step.stage, m_next.step.attempt };
    reading.answers = m_answers;
    // The reader chose a place on the screen; what is stored is the image that stood there.
    for (const QuestionRow *row : m_rows)
        if (row->question().kind == QuestionKind::Pane && reading.answers.contains(row->question().id)) {
            double &value = std::get<double>(reading.answers[row->question().id]);
            if (value >= 0.0)
                value = m_next.step.panes.at(std::size_t(value));
        }
    if (m_desk.study().protocol.recordsTime) {
        reading.shownAt = m_shownAt;
        reading.activeSeconds = activeSeconds();
        reading.pausedSeconds = m_paused;
    }
    if (m_desk.study().protocol.recordsDisplay)
        reading.display = displayJson();
    m_given = reading;
    lockAnswers(true);
    m_desk.submit(reading);
}

/// What was given stays as it is until it is stored: the store may have it already, though nobody heard so.
void ReaderPlace::lockAnswers(bool locked)
{
    for (QuestionRow *row : m_rows)
        row->setEnabled(!locked);
    if (locked) {
        m_submit->setEnabled(false);
        setFocus(); // Keys belong to nobody who is locked.
    } else if (stage() != nullptr && m_next.state == NextStep::State::Read) {
        m_submit->setEnabled(missingAnswers(m_desk.study().protocol, *stage(), m_answers).empty());
    }
}

void ReaderPlace::showFeedback(const Case &one, const Answers &given)
{
    QString text = QString::fromStdString(one.feedback);
    // By the rows that were answered: the protocol may have been amended since.
    for (const QuestionRow *row : m_rows) {
        const Question &question = row->question();
        const auto truth = one.truth.find(question.truth);
        if (question.truth.empty() || truth == one.truth.end())
            continue;
        const auto shown = [&](const std::string &value) {
            return row->wordsOf(question.kind == QuestionKind::Pane ? placeOfImage(value, m_next.step.panes) : value);
        };
        const auto answer = given.find(question.id);
        text += QStringLiteral("\n") + spoken(question.text, m_japanese) + words("  right: ", "  正解：")
            + shown(truth->second) + words(", yours: ", "、あなたの回答：")
            + (answer == given.end() ? QStringLiteral("—") : shown(textOf(answer->second)));
    }
    showSentence(
        words("Training case", "練習症例"), text.trimmed() + words("\n\nEnter goes on.", "\n\nEnter で次へ進みます。"));
    m_afterEnter = AfterEnter::NextTurn;
}

void ReaderPlace::showSentence(const QString &title, const QString &text)
{
    m_work->hide();
    m_sentence->setText(title);
    setSentenceText(text);
    m_sentencePage->show();
    m_writeAnswers->hide();
    m_agree->hide();
    m_decline->hide();
    m_clock.invalidate();
    setFocus();
}

std::string ReaderPlace::displayJson() const
{
    nlohmann::json json{ { "zoom", m_view.transform.zoom }, { "inverted", m_view.isInverted } };
    if (m_view.window)
        json["window"] = { m_view.window->center, m_view.window->width };
    if (!m_canvases.empty())
        json["viewport"] = { m_canvases[0]->width(), m_canvases[0]->height() };
    return json.dump();
}

/// An answer that is on its way is not left behind without a word.
void ReaderPlace::closeEvent(QCloseEvent *event)
{
    if (!m_desk.holdsAnswer() || m_warnedOfClosing) {
        QWidget::closeEvent(event);
        return;
    }
    m_warnedOfClosing = true;
    event->ignore();
    say(words("The answer on the screen is not stored yet. Close again to leave without it.",
            "画面の回答はまだ保存されていません。もう一度閉じると、保存せずに終了します。"),
        true);
}

} // namespace cf::ui
