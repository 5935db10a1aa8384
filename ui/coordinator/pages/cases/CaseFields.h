#pragma once

#include "ui/coordinator/study/StudyDesk.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cf::ui {

/// What is said of the cases that are chosen in the list: for training or not, what is shown afterwards, the right
/// answers. Only what is typed changes, so that several cases keep what differs.
class CaseFields : public QWidget
{
    Q_OBJECT

public:
    explicit CaseFields(StudyDesk &desk, QWidget *parent = nullptr);

    /// `chosen`: ids of cases.
    void show(const std::vector<std::string> &chosen);
    void take();
    QCheckBox &training() { return *m_training; }
    QLineEdit &truth() { return *m_truth; }
    QLineEdit &feedback() { return *m_feedback; }
    QPushButton &button() { return *m_take; }

private:
    void drawState();

    StudyDesk &m_desk;
    std::vector<std::string> m_chosen;
    QCheckBox *m_training;
    QLineEdit *m_truth;
    QLineEdit *m_feedback;
    QPushButton *m_take;
    QLabel *m_problem;
};

} // namespace cf::ui
