#pragma once

#include "core/datasets/pilot/PilotStanding.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace cf::ui {

/// One stage of a pilot: its rules, what was found, and the button that works it.
class StageView : public QWidget
{
    Q_OBJECT

public:
    explicit StageView(int stage, QWidget *parent = nullptr);

    /// `hindrance`: why it cannot start; `isRunning`: this stage.
    void show(const pilot::Standing &standing, const QString &hindrance, bool isRunning);
    QPushButton &act() { return *m_act; }
    QPushButton &page() { return *m_page; }
    QString stateText() const; ///< "met", "open", …

Q_SIGNALS:
    void startWanted(int stage);
    void pageWanted(int stage);

private:
    void showRules(const std::vector<PilotVerdict> &verdicts, bool isDone);

    int m_stage;
    QLabel *m_state;
    QLabel *m_about;
    QGridLayout *m_rules;
    QLabel *m_despite;
    QLabel *m_next;
    QPushButton *m_act;
    QPushButton *m_page;
};

} // namespace cf::ui
