#include "ui/review/ReaderPlace.h"

#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/values/Times.h"
#include "ui/review/QuestionRow.h"
#include "ui/theme/Theme.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int retryInterval = 3000; // ms between tries to store an answer that could not be.

} // namespace

ReaderPlace::ReaderPlace(StudyStore store, std::string reader, bool japanese, QWidget *parent)
    : QWidget(parent)
    , m_store(std::move(store))
    , m_reader(std::move(reader))
    , m_japanese(japanese)
{
    theme::setRole(*this, "window");
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::StrongFocus);
    build();
    m_view.changed = [this] {
        for (ReaderCanvas *canvas : m_canvases)
            canvas->update();
    };
    m_retry.setInterval(retryInterval);
    connect(&m_retry, &QTimer::timeout, this, [this] { submit(); });
    m_sinceBreak.start();
    if (auto study = m_store.study()) {
        m_study = std::move(*study);
        m_title->setText(QStringLiteral("<b>%1</b>&nbsp;&nbsp;%2")
                             .arg(QString::fromStdString(m_study.protocol.title).toHtmlEscaped(),
                                 QString::fromStdString(m_reader).toHtmlEscaped()));
        const QSize screen =
            QGuiApplication::primaryScreen() != nullptr ? QGuiApplication::primaryScreen()->size() : QSize();
        m_store.note(m_reader, "started",
            nlohmann::json{ { "screen", { screen.width(), screen.height() } }, { "calibration", "not known" } }.dump());
        goOn();
    } else {
        showSentence(
            words("The study cannot be read", "研究を読み込めません"), QString::fromStdString(study.error().message));
    }
}

ReaderPlace::~ReaderPlace() = default;

QString ReaderPlace::words(const char *english, const char *japaneseText) const
{
    return spoken(english, japaneseText, m_japanese);
}

const Stage *ReaderPlace::stage() const
{
    return m_study.protocol.stage(m_next.step.stage);
}

bool ReaderPlace::allows(const char *tool) const
{
    return std::ranges::count(m_study.protocol.tools, std::string(tool)) > 0;
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

void ReaderPlace::goOn()
{
    const auto next = m_store.next(m_reader);
    if (!next) {
        showSentence(
            words("Reading cannot go on", "読影を続けられません"), QString::fromStdString(next.error().message));
        return;
    }
    m_next = *next;
    m_progress->setText(words("Case %1 of %2", "症例 %1 / %2")
                            .arg(std::min(m_next.stored + 1, std::max(1, m_next.total)))
                            .arg(m_next.total));
    m_bar->setRange(0, std::max(1, m_next.total));
    m_bar->setValue(m_next.stored);
    m_answers.clear();
    m_retry.stop();
    if (m_next.state == NextStep::State::Read) {
        showCase();
        return;
    }
    m_progress->setText(words("%1 of %2 stored", "保存済み %1 / %2").arg(m_next.stored).arg(m_next.total));
    if (m_next.state == NextStep::State::Washout)
        showSentence(words("The next part comes later", "続きは後日です"),
            words("It may be read from %1 on.", "%1 以降に読影できます。")
                .arg(QString::fromStdString(m_next.readableFrom).left(16).replace('T', ' ')));
    else
        showSentence(words("All cases are read", "すべての症例を読影しました"),
            words("Every answer is stored. Thank you.", "すべての回答が保存されています。ありがとうございました。"));
    if (finished)
        finished();
}

void ReaderPlace::showCase()
{
    const Case *one = m_study.find(m_next.step.caseId);
    const Stage *current = stage();
    const auto shown = one != nullptr && current != nullptr
        ? showImages(*one)
        : Result<>(fail(ErrorCode::InvalidInput, "The study has no case " + m_next.step.caseId + "."));
    if (!shown) {
        showSentence(
            words("The case cannot be shown", "症例を表示できません"), QString::fromStdString(shown.error().message));
        return;
    }
    const QString training = m_next.step.isTraining ? words("Training case. ", "練習症例。") : QString();
    const QString notice = current->notice.english.empty()
        ? words(
            "Images in this session may be real or synthetic. All are shown and processed alike. Not for the care of "
            "any patient.",
            "このセッションには実画像と合成画像が含まれることがあります。表示と処理はすべて同じです。診療には使用できま"
            "せん。")
        : spoken(current->notice, m_japanese);
    m_notice->setText(training + notice);
    m_lockNote->setText(m_study.protocol.mayGoBack
            ? QString()
            : words("Answers lock when you submit. You cannot go back.", "送信すると回答は確定し、前には戻れません。"));
    showQuestions();
    m_sentencePage->hide();
    m_work->show();
    m_waitsForEnter = false;
    m_counted = 0.0;
    m_paused = 0.0;
    m_clock.start();
    m_shownAt = m_study.protocol.recordsTime ? toText(std::chrono::system_clock::now()) : std::string();
    setFocus();
}

Result<> ReaderPlace::showImages(const Case &one)
{
    // Every case begins alike, whatever the reader did to the one before.
    m_view.transform = {};
    m_view.window.reset();
    m_view.isInverted = false;
    m_view.tool = ReaderView::Tool::Window;
    std::vector<std::string> hashes;
    for (const int image : m_next.step.panes)
        hashes.push_back(one.images.at(std::size_t(image)).sha256);
    if (stage()->showsDifference && !one.images.front().difference.empty())
        hashes.push_back(one.images.front().difference);
    std::vector<PicturePointer> pictures;
    for (const std::string &sha256 : hashes) {
        CF_ASSIGN(auto radiograph, m_store.image(sha256));
        pictures.push_back(std::make_shared<const RadiographPicture>(std::move(radiograph)));
    }
    while (m_canvases.size() < pictures.size()) {
        auto *canvas = new ReaderCanvas(m_view);
        const int pane = int(m_canvases.size());
        canvas->marked = [this, pane](const Mark &mark) { addMark(mark, pane); };
        canvas->pressed = [this] { setFocus(); };
        m_canvases.push_back(canvas);
        m_panes->layout()->addWidget(canvas);
    }
    const QString number = QString::number(m_next.stored + 1);
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
    return {};
}

void ReaderPlace::showQuestions()
{
    for (QuestionRow *row : m_rows)
        row->deleteLater();
    m_rows.clear();
    m_active = 0;
    m_mark = -1;
    for (const std::string &id : stage()->questions) {
        const Question *question = m_study.protocol.question(id);
        auto *row = new QuestionRow(*question, m_study.protocol.panes, m_japanese);
        row->answered = [this, row] {
            if (row->answer())
                m_answers[row->question().id] = *row->answer();
            else
                m_answers.erase(row->question().id);
            refreshQuestions();
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

void ReaderPlace::refreshQuestions()
{
    const auto asked = askedQuestions(m_study.protocol, *stage(), m_answers);
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
    const auto missing = missingAnswers(m_study.protocol, *stage(), m_answers);
    m_submit->setEnabled(missing.empty());
    if (!m_retry.isActive())
        say({}, false);
}

void ReaderPlace::submit()
{
    if (m_isPaused || m_waitsForEnter || m_next.state != NextStep::State::Read || !m_work->isVisibleTo(this))
        return;
    m_answers = withoutUnasked(m_study.protocol, *stage(), m_answers);
    const auto missing = missingAnswers(m_study.protocol, *stage(), m_answers);
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
    reading.key = { m_reader, m_next.step.caseId, m_next.step.stage, m_next.step.attempt };
    reading.answers = m_answers;
    // The reader chose a place on the screen; what is stored is the image that stood there.
    for (const QuestionRow *row : m_rows)
        if (row->question().kind == QuestionKind::Pane && reading.answers.contains(row->question().id)) {
            double &value = std::get<double>(reading.answers[row->question().id]);
            if (value >= 0.0)
                value = m_next.step.panes.at(std::size_t(value));
        }
    if (m_study.protocol.recordsTime) {
        reading.shownAt = m_shownAt;
        reading.activeSeconds = activeSeconds();
        reading.pausedSeconds = m_paused;
    }
    if (m_study.protocol.recordsDisplay)
        reading.display = displayJson();
    const auto stored = m_store.submit(reading);
    if (!stored) {
        say(QString::fromStdString(stored.error().message), true);
        // The disk may be freed and the server come back; the answer waits on the screen meanwhile.
        if (stored.error().code == ErrorCode::Io)
            m_retry.start();
        return;
    }
    m_retry.stop();
    ++m_casesSinceBreak;
    const Case *one = m_study.find(m_next.step.caseId);
    if (m_next.step.isTraining && m_study.protocol.trainingFeedback && one != nullptr)
        showFeedback(*one, reading.answers);
    else
        proposeBreak();
}

void ReaderPlace::proposeBreak()
{
    const Breaks &rules = m_study.protocol.breaks;
    const bool isDue = (rules.afterCases > 0 && m_casesSinceBreak >= rules.afterCases)
        || (rules.afterMinutes > 0.0 && double(m_sinceBreak.elapsed()) > rules.afterMinutes * 60000.0);
    goOn();
    if (!isDue || m_next.state != NextStep::State::Read)
        return;
    m_store.note(m_reader, "break", "{}");
    m_casesSinceBreak = 0;
    showSentence(words("Time for a break", "休憩しませんか"),
        words("What you have read is stored. Enter goes on when you are ready.",
            "これまでの回答は保存されています。準備ができたら Enter で再開します。"));
    m_waitsForEnter = true;
}

void ReaderPlace::showFeedback(const Case &one, const Answers &given)
{
    QString text = QString::fromStdString(one.feedback);
    for (const std::string &id : stage()->questions) {
        const Question *question = m_study.protocol.question(id);
        const auto truth = one.truth.find(question->truth);
        if (question->truth.empty() || truth == one.truth.end())
            continue;
        const auto answer = given.find(id);
        text += QStringLiteral("\n") + spoken(question->text, m_japanese) + words("  right: ", "  正解：")
            + QString::fromStdString(truth->second) + words(", yours: ", "、あなたの回答：")
            + (answer == given.end() ? QStringLiteral("—") : QString::fromStdString(textOf(answer->second)));
    }
    showSentence(
        words("Training case", "練習症例"), text.trimmed() + words("\n\nEnter goes on.", "\n\nEnter で次へ進みます。"));
    m_waitsForEnter = true;
}

void ReaderPlace::showSentence(const QString &title, const QString &text)
{
    m_work->hide();
    m_sentence->setText(title);
    m_sentenceText->setText(text);
    m_sentencePage->show();
    m_clock.invalidate();
    setFocus();
}

void ReaderPlace::setPaused(bool paused)
{
    if (paused == m_isPaused || m_next.state != NextStep::State::Read || m_waitsForEnter)
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
    m_store.note(
        m_reader, paused ? "paused" : "resumed", nlohmann::json{ { "position", m_next.step.position } }.dump());
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

} // namespace cf::ui
