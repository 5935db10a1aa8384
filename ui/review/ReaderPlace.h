#pragma once

#include "ui/review/ReaderCanvas.h"
#include "ui/review/ReaderDesk.h"

#include <QElapsedTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace cf::ui {

class QuestionRow;

/// Where a blinded reader works: one case, its questions, nothing else. What is shown as stored is stored; the next
/// case appears only afterwards. Opened again after any end, it goes on with the next case to be read. By keys alone:
/// digits answer, arrows change the question, N marks, Enter submits, F9 pauses; F1 shows all keys.
class ReaderPlace : public QWidget
{
public:
    ReaderPlace(ReaderEntry entry, bool japanese, QWidget *parent = nullptr);
    ~ReaderPlace() override;

    ReaderDesk &desk() { return m_desk; }
    /// As Enter does.
    void submit();
    void setPaused(bool paused);
    bool isPaused() const { return m_isPaused; }
    const std::vector<ReaderCanvas *> &canvases() const { return m_canvases; }
    /// The list of keys below the questions, shown and hidden by F1.
    void setKeysShown(bool shown);
    /// Of a reader's own copy, after reading or in between.
    void writeAnswers(const QString &file);
    const sessions::NextStep &step() const { return m_next; }
    /// The line above the button; empty when all is well.
    QString message() const;
    /// Called when the study cannot be read here at all.
    std::function<void(const Error &)> failed;

    /// Time that counts as reading, without pauses.
    double activeSeconds() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void build();
    void buildTools(QVBoxLayout *column);
    QWidget *buildQuestions();
    void connectDesk();
    void takeTurn(const ReaderTurn &turn);
    void showTurn(ReaderTurn turn);
    void showCase();
    void showImages(const std::vector<PicturePointer> &pictures);
    void showQuestions();
    void showAnswered(const sessions::Reading &reading);
    void refreshQuestions();
    void showSentence(const QString &title, const QString &text);
    void setSentenceText(const QString &text);
    void showFeedback(const sessions::Case &one, const sessions::Answers &given);
    bool isBreakDue() const;
    void showBreak();
    void showConsent();
    void showDeclined();
    void agree();
    void decline();
    QString consentText() const;
    void showWaiting(const QString &why);
    void lockAnswers(bool locked);
    void say(const QString &message, bool isError);
    void setActive(int row);
    void stepActive(int by); ///< To the next question that is asked.
    bool takeSessionKey(int key, Qt::KeyboardModifiers modifiers);
    void goBack(sessions::StudyStore::Way way);
    void askForAnswerFile();
    bool takeCanvasKey(int key, Qt::KeyboardModifiers modifiers);
    bool takeMarkKey(int key, Qt::KeyboardModifiers modifiers);
    void startMark();
    void chooseShape(std::size_t index);
    void stepMark(int by);
    void placeMark();
    void addMark(const sessions::Mark &mark, int pane);
    void syncMarks();
    QuestionRow *markRow() const;
    bool allows(const char *tool) const;
    QString keysText() const;
    QString words(const char *english, const char *japaneseText) const;
    std::string displayJson() const;
    const sessions::Stage *stage() const;

    ReaderDesk m_desk;
    bool m_japanese;
    sessions::NextStep m_next;
    sessions::Answers m_answers;
    ReaderView m_view;

    QLabel *m_title = nullptr;
    QLabel *m_progress = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_notice = nullptr;
    QWidget *m_work = nullptr; ///< Images and questions; hidden while there is none.
    QWidget *m_sentencePage = nullptr;
    QLabel *m_sentence = nullptr;
    QScrollArea *m_sentenceArea = nullptr;
    QLabel *m_sentenceText = nullptr;
    QWidget *m_panes = nullptr;
    QWidget *m_questions = nullptr;
    QBoxLayout *m_imagesAndQuestions = nullptr;
    QScrollArea *m_questionArea = nullptr;
    QVBoxLayout *m_rowsLayout = nullptr;
    QLabel *m_message = nullptr;
    QLabel *m_lockNote = nullptr;
    QLabel *m_keys = nullptr;
    QPushButton *m_writeAnswers = nullptr;
    QPushButton *m_agree = nullptr;
    QPushButton *m_decline = nullptr;
    QPushButton *m_submit = nullptr;
    QPushButton *m_pause = nullptr;
    std::vector<QToolButton *> m_tools;
    std::vector<ReaderCanvas *> m_canvases;
    std::vector<QuestionRow *> m_rows;
    int m_active = 0;
    int m_mark = -1; ///< The mark that arrow keys move; as many as there are: a new one.
    std::size_t m_shape = 0; ///< Of the next mark, among those that its question allows.
    int m_markPane = 0; ///< Where keys place it.
    bool m_isAnsweredBefore = false; ///< The reader went back to it.
    bool m_isPaused = false;
    /// What Enter leads to: the page before the session is on the screen, or that it was declined, feedback or a
    /// proposed break; or the server is back.
    enum class AfterEnter { Nothing, Agree, Consent, NextTurn, SameCase, TakeBack };
    AfterEnter m_afterEnter = AfterEnter::Nothing;
    std::optional<ReaderTurn> m_turn; ///< Of NextTurn.
    std::vector<PicturePointer> m_pictures;
    std::optional<sessions::Reading> m_given; ///< On its way to the store.
    bool m_warnedOfClosing = false;
    bool m_hasDeclined = false; ///< The page before the session, just now.
    QElapsedTimer m_clock;
    double m_counted = 0.0; ///< Seconds before the last pause.
    double m_paused = 0.0;
    QElapsedTimer m_pauseClock;
    QElapsedTimer m_sinceBreak;
    int m_casesSinceBreak = 0;
    std::string m_shownAt;
};

} // namespace cf::ui
