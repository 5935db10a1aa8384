#pragma once

#include "core/imaging/ReadingNote.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;

namespace cf::ui {

/// What the user must say of a film before it is edited: over the films, until it is said.
class ReadingBar : public QWidget
{
    Q_OBJECT

public:
    explicit ReadingBar(QWidget *parent = nullptr);

    /// Null: nothing is open, and the bar is not there.
    void setQuestion(const ReadingNote *question);

Q_SIGNALS:
    void answered(const cf::PatientAxes &axes);
    /// None of the answers offered.
    void otherRequested();

private:
    std::optional<ReadingNote> m_question;
    QLabel *m_sentence;
    QHBoxLayout *m_answers;
};

} // namespace cf::ui
