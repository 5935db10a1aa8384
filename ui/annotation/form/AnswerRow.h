#pragma once

#include <QFrame>
#include <QStringList>

#include <functional>
#include <vector>

class QLabel;
class QToolButton;

namespace cf::ui {

/// A question with its few answers side by side. A proposed answer stands in italics until it is confirmed, by choosing
/// it or another one.
class AnswerRow : public QFrame
{
public:
    /// `heavy`: a question of its own, with a title; else a line within one.
    AnswerRow(const QString &title, const QStringList &answers, bool heavy, QWidget *parent = nullptr);

    /// `place`: of the answer; -1: none.
    void setAnswer(int place, bool confirmed);
    void setActive(bool active); ///< The keys answer this one.
    bool isProposal() const { return m_place >= 0 && !m_confirmed; }
    int answer() const { return m_place; }
    int answers() const { return int(m_buttons.size()); }
    /// As if the answer at that place was pressed.
    void choose(int place);
    std::function<void(int place)> chosen;

private:
    std::vector<QToolButton *> m_buttons;
    int m_place = -1;
    bool m_confirmed = false;
};

} // namespace cf::ui
