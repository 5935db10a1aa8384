#include "ui/dialogs/FileDialogs.h"
#include "ui/review/QuestionRow.h"
#include "ui/review/ReaderPlace.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr double keyboardZoom = 1.25;
constexpr int rowMargin = 12; ///< Of the active question from the edge of what is scrolled.
constexpr double keyboardDrag = 20.0; ///< Screen pixels by which Ctrl and an arrow drag the tool in hand.

struct KeyLine {
    const char *keys;
    const char *english;
    const char *japaneseText;
    const char *tool; ///< The line is left out where the protocol does not allow it; null: always there.
};

const KeyLine keyLines[] = {
    { "1 – 9", "answer, then the next question; digits of a number", "回答して次の質問へ・数値の入力", nullptr },
    { "← →", "next answer, number up and down", "前後の選択肢・数値の増減", nullptr },
    { "Space", "choose, of several answers", "複数選択の切り替え", nullptr },
    { "↑ ↓ Tab", "other question", "前後の質問", nullptr },
    { "Enter", "submit, go on", "送信・次へ", nullptr },
    { "N", "new mark; again: other shape", "新しい印・もう一度で形の切り替え", nullptr },
    { "Tab", "with N: other mark", "N の後：別の印", nullptr },
    { "A B …", "with N: in which image", "N の後：画像の選択", nullptr },
    { "Shift ← → ↑ ↓", "with N: size of the mark", "N の後：印の大きさ", nullptr },
    { ", .", "with N: confidence of the mark", "N の後：印の確信度", nullptr },
    { "Del, Esc", "with N: delete it; leave", "N の後：削除・終了", nullptr },
    { "W T Z", "window, pan, zoom in hand", "ウィンドウ・移動・拡大", nullptr },
    { "G", "loupe in hand", "ルーペ", "loupe" },
    { "D", "length in hand; Esc: away", "計測・Esc で消去", "length" },
    { "Ctrl ← → ↑ ↓", "drag what is in hand", "選んだ操作を動かす", nullptr },
    { "+ −", "zoom", "拡大・縮小", "zoom" },
    { "F, 0", "fit; own window", "全体表示・元のウィンドウ", nullptr },
    { "Shift I", "invert", "反転", "invert" },
    { "F9", "pause", "一時停止", nullptr },
    { "Ctrl W", "close; goes on here later", "閉じる（後で続きから）", nullptr },
};

/// Keys that may be held. Any other decides something once: who leans on Enter agrees to nothing, passes over no
/// feedback and answers no second case.
bool isMoving(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Comma:
    case Qt::Key_Period:
    case Qt::Key_Backspace:
        return true;
    default:
        return false;
    }
}

} // namespace

void ReaderPlace::setActive(int row)
{
    if (m_rows.empty())
        return;
    m_active = std::clamp(row, 0, int(m_rows.size()) - 1);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setActive(int(i) == m_active);
    QuestionRow *active = m_rows[std::size_t(m_active)];
    // After the layout has placed it: an answer may have made it visible just now.
    QTimer::singleShot(0, active, [this, active] { m_questionArea->ensureWidgetVisible(active, 0, rowMargin); });
    if (active->textField() != nullptr)
        active->textField()->setFocus();
    else
        setFocus();
}

void ReaderPlace::stepActive(int by)
{
    int row = m_active;
    do
        row += by;
    while (row >= 0 && row < int(m_rows.size()) && !m_rows[std::size_t(row)]->isVisibleTo(this));
    if (row >= 0 && row < int(m_rows.size()))
        setActive(row);
}

QString ReaderPlace::keysText() const
{
    QString text = QStringLiteral("<table cellspacing='0'>");
    const auto add = [&](const QString &keys, const QString &what) {
        text += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>").arg(keys, what);
    };
    for (const KeyLine &line : keyLines)
        if (line.tool == nullptr || allows(line.tool))
            add(QString::fromUtf8(line.keys), words(line.english, line.japaneseText));
    if (m_desk.study().protocol.mayGoBack)
        add(QStringLiteral("Page Up, Page Down"), words("earlier case, and back", "前の症例・戻る"));
    if (m_desk.study().isReaderCopy)
        add(QStringLiteral("Ctrl S"), words("answer file for the coordinator", "回答ファイルの書き出し"));
    return text + QStringLiteral("</table>");
}

void ReaderPlace::setKeysShown(bool shown)
{
    m_keys->setVisible(shown);
    if (shown)
        QTimer::singleShot(0, m_keys, [this] { m_questionArea->ensureWidgetVisible(m_keys); });
}

/// Tab goes through the questions, or the marks in hand, and never out of the session.
bool ReaderPlace::focusNextPrevChild(bool next)
{
    if (m_mark >= 0)
        stepMark(next ? 1 : -1);
    else if (m_work->isVisibleTo(this) && !m_isPaused)
        stepActive(next ? 1 : -1);
    return true;
}

/// Keys that mean the same everywhere in a session, a text field included.
bool ReaderPlace::takeSessionKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (key == Qt::Key_F1 || key == Qt::Key_Question) {
        if (!m_isPaused) // They stand beside the questions, which a pause hides.
            setKeysShown(!m_keys->isVisibleTo(this));
        return true;
    }
    const bool isControl = modifiers & Qt::ControlModifier;
    if (isControl && key == Qt::Key_S && m_desk.study().isReaderCopy) {
        askForAnswerFile();
        return true;
    }
    if (key != Qt::Key_PageUp && key != Qt::Key_PageDown)
        return false;
    if (!m_isPaused && m_desk.study().protocol.mayGoBack)
        goBack(key == Qt::Key_PageUp ? StudyStore::Way::Earlier : StudyStore::Way::Later);
    return true;
}

void ReaderPlace::goBack(StudyStore::Way way)
{
    const bool isReading = m_next.state == NextStep::State::Read;
    if (way == StudyStore::Way::Later && !(isReading && m_isAnsweredBefore))
        return; // It is the newest one.
    m_desk.look(isReading ? m_next.step.position : m_next.stored + 1, way);
}

void ReaderPlace::askForAnswerFile()
{
    const QString file = dialogs::newFile(this, words("Answers for the coordinator", "コーディネーターに送る回答"),
        QString::fromStdString(m_desk.reader()) + QStringLiteral(".cfanswers"),
        words("Answer files (*.cfanswers)", "回答ファイル (*.cfanswers)"));
    if (!file.isEmpty())
        writeAnswers(file);
}

void ReaderPlace::writeAnswers(const QString &file)
{
    m_desk.writeAnswers(file);
}

/// In a text field Up, Down and Enter still belong to the session, Esc leaves it; everything else is typing.
bool ReaderPlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isSession = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down || key->key() == Qt::Key_F9
            || key->key() == Qt::Key_F1 || key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown
            || key->key() == Qt::Key_Escape
            || ((key->modifiers() & Qt::ControlModifier) && (key->key() == Qt::Key_W || key->key() == Qt::Key_S))
            || ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
                && !(key->modifiers() & Qt::ShiftModifier));
        if (isSession) {
            QKeyEvent copy(QEvent::KeyPress, key->key(), key->modifiers(), {}, key->isAutoRepeat());
            keyPressEvent(&copy);
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn)
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (m_rows[i]->textField() == watched && int(i) != m_active)
                setActive(int(i));
    return QWidget::eventFilter(watched, event);
}

void ReaderPlace::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_W && (event->modifiers() & Qt::ControlModifier)) {
        close();
        return;
    }
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (event->isAutoRepeat() && !isMoving(key))
        return;
    if (m_sentencePage->isVisibleTo(this) && (key == Qt::Key_Up || key == Qt::Key_Down)) { // A long page.
        QScrollBar *bar = m_sentenceArea->verticalScrollBar();
        bar->setValue(bar->value() + (key == Qt::Key_Up ? -bar->singleStep() : bar->singleStep()));
        return;
    }
    if (m_afterEnter == AfterEnter::Agree) {
        if (isEnter)
            agree();
        else if (key == Qt::Key_D && !(event->modifiers() & ~Qt::KeyboardModifiers(Qt::ShiftModifier)))
            decline();
        return;
    }
    if (m_afterEnter == AfterEnter::Consent) {
        if (isEnter)
            showConsent();
        return;
    }
    if (m_afterEnter == AfterEnter::NextTurn || m_afterEnter == AfterEnter::SameCase) {
        if (!isEnter)
            return;
        // After feedback the next case; after a proposed break the one that waits, with its clock from now.
        m_sinceBreak.start();
        if (std::exchange(m_afterEnter, AfterEnter::Nothing) == AfterEnter::SameCase)
            showCase();
        else if (m_turn)
            showTurn(*std::exchange(m_turn, {}));
        return;
    }
    if (m_desk.state() != ReaderDesk::State::Ready) { // Being stored, or waiting until it can be.
        if (isEnter)
            submit();
        return;
    }
    if (key == Qt::Key_F9) {
        setPaused(!m_isPaused);
        return;
    }
    if (takeSessionKey(key, event->modifiers()))
        return;
    if (m_isPaused || m_next.state != NextStep::State::Read)
        return;
    if (m_mark >= 0 && takeMarkKey(key, event->modifiers()))
        return;
    if (isEnter) {
        submit();
        return;
    }
    if (key == Qt::Key_Escape) {
        setFocus();
        for (ReaderCanvas *canvas : m_canvases)
            canvas->putAway();
        return;
    }
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (isArrow && (event->modifiers() & Qt::ControlModifier) && !m_canvases.empty()) {
        const QPointF step(key == Qt::Key_Right ? 1
                : key == Qt::Key_Left           ? -1
                                                : 0,
            key == Qt::Key_Down     ? 1
                : key == Qt::Key_Up ? -1
                                    : 0);
        m_canvases.front()->drag(step * keyboardDrag); // Panes are linked.
        return;
    }
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        stepActive(key == Qt::Key_Down ? 1 : -1);
        return;
    }
    const bool isPlain = !(event->modifiers() & ~(Qt::KeypadModifier));
    if (isPlain && !m_rows.empty() && m_rows[std::size_t(m_active)]->takeKey(key))
        return;
    if (!takeCanvasKey(key, event->modifiers()))
        QWidget::keyPressEvent(event);
}

bool ReaderPlace::takeCanvasKey(int key, Qt::KeyboardModifiers modifiers)
{
    using Tool = ReaderView::Tool;
    const auto took = [this] {
        m_view.changed();
        return true;
    };
    const bool isPlus = key == Qt::Key_Plus || key == Qt::Key_Equal; // On many keyboards + needs Shift.
    if ((modifiers & Qt::ShiftModifier) && !isPlus) {
        if (key != Qt::Key_I || !allows("invert"))
            return false;
        m_view.isInverted = !m_view.isInverted;
        return took();
    }
    switch (key) {
    case Qt::Key_W:
        m_view.tool = Tool::Window;
        return true;
    case Qt::Key_T:
        if (m_view.allowed.pan)
            m_view.tool = Tool::Pan;
        return true;
    case Qt::Key_Z:
        if (m_view.allowed.zoom)
            m_view.tool = Tool::Zoom;
        return true;
    case Qt::Key_G:
        if (m_view.allowed.loupe)
            m_view.tool = Tool::Loupe;
        return true;
    case Qt::Key_D:
        if (m_view.allowed.length)
            m_view.tool = Tool::Length;
        return true;
    case Qt::Key_F:
        m_view.transform = {};
        return took();
    case Qt::Key_0:
        m_view.window.reset();
        return took();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
        if (!m_view.allowed.zoom)
            return false;
        m_view.transform.zoom = std::clamp(m_view.transform.zoom * (isPlus ? keyboardZoom : 1 / keyboardZoom),
            ViewTransform::smallestZoom, ViewTransform::largestZoom);
        return took();
    case Qt::Key_N:
        startMark();
        return true;
    default:
        return false;
    }
}

} // namespace cf::ui
