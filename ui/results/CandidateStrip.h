#pragma once

#include "ui/records/PreparedResult.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace cf::ui {

/// All answers that were made to one request, as pictures: a click shows one in the counterfactual's place, Enter keeps
/// it as an edit of its own. Each says what it differs in, its score by name, and why it was refused.
class CandidateStrip : public QWidget
{
    Q_OBJECT

public:
    explicit CandidateStrip(QWidget *parent = nullptr);

    /// Null, or a result of a method that makes one answer: a sentence that says so.
    void setResult(const ResultPointer &result);
    /// The candidate whose picture is selected; −1 without.
    int selected() const;
    void select(int candidate);
    QListWidget &list() { return *m_list; }

Q_SIGNALS:
    /// The candidate's picture shall be shown in the counterfactual's place.
    void chosen(int candidate);
    /// It shall become an edit of its own in the history.
    void kept(int candidate);

private:
    void showSelection();

    ResultPointer m_result;
    QLabel *m_note;
    QListWidget *m_list;
    QLabel *m_detail;
    QPushButton *m_keep;
};

} // namespace cf::ui
