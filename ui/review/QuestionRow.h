#pragma once

#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/reading/Reading.h"

#include <QFrame>

#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QSlider;
class QToolButton;
class QVBoxLayout;

namespace cf::ui {

/// The text of a language: Japanese where there is one and it is wanted.
QString spoken(const sessions::LocalText &text, bool japanese);
/// The same for words of the program itself.
QString spoken(const char *english, const char *japaneseText, bool japanese);

/// One question with its means of answering. Answered by the mouse or, while it is the active one, by keys that its
/// owner hands on: digits choose, Left and Right move a number or go through choices, Space takes one of several.
class QuestionRow : public QFrame
{
public:
    QuestionRow(const sessions::Question &question, int panes, bool japanese, QWidget *parent = nullptr);

    const sessions::Question &question() const { return m_question; }
    const std::optional<sessions::AnswerValue> &answer() const { return m_answer; }
    void setAnswer(const std::optional<sessions::AnswerValue> &answer);
    /// An answer as sessions::textOf() writes it, in the words that its reader chose from: of an image chosen, by its
    /// place on the screen, the letter.
    QString wordsOf(const std::string &answer) const;
    /// Called after the reader changed the answer.
    std::function<void()> answered;
    /// Called after `answered` where a digit or a click gave all of the answer: the next question may come. Not while
    /// arrows go through choices, nor of numbers, texts, marks and several choices, which end when their reader says
    /// so.
    std::function<void()> decided;
    /// Called when the row was pressed with the mouse.
    std::function<void()> pressed;

    void setCaption(const QString &caption); ///< "Question 2 of 3"
    void setActive(bool active);
    /// True where the key was for this question.
    bool takeKey(int key);
    QPlainTextEdit *textField() const { return m_text; }

protected:
    void mousePressEvent(QMouseEvent *event) override;

private:
    void addChoices();
    void addNumber();
    void addText();
    void addMarks();
    void choose(std::size_t index);
    void decide(std::size_t index);
    bool takeChoiceKey(int key);
    bool takeDigitKey(int key);
    void showCursor();
    void setNumber(double value);
    void showAnswer();
    std::vector<sessions::Choice> choicesShown() const;
    void give(const sessions::AnswerValue &value);

    sessions::Question m_question;
    int m_panes;
    bool m_japanese;
    std::optional<sessions::AnswerValue> m_answer;
    QVBoxLayout *m_column = nullptr;
    QLabel *m_caption = nullptr;
    std::vector<QToolButton *> m_buttons;
    QSlider *m_slider = nullptr;
    QLabel *m_number = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_marks = nullptr;
    QString m_typed; ///< Digits of a number in the making.
    int m_cursor = -1; ///< The choice that Space takes, of several; -1: none.
};

} // namespace cf::ui
