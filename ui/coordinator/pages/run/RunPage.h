#pragma once

#include "ui/coordinator/pages/CoordinatorPage.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace cf::ui {

class AdjudicationPanel;
class ConflictPanel;
class ReadingGrid;

/// How far everyone is, without answers; events; disagreements for a third reader; the end.
class RunPage : public CoordinatorPage
{
    Q_OBJECT

public:
    explicit RunPage(StudyDesk &desk);

    void draw() override;
    void closeStudy();
    QLineEdit &reason() { return *m_reason; }
    QPushButton &closeButton() { return *m_close; }
    AdjudicationPanel &adjudication() { return *m_adjudication; }
    ConflictPanel &conflicts() { return *m_conflicts; }

private:
    void drawEvents();

    QLabel *m_counts;
    ReadingGrid *m_grid;
    QLabel *m_hidden;
    QLineEdit *m_reason;
    QPushButton *m_close;
    AdjudicationPanel *m_adjudication;
    ConflictPanel *m_conflicts;
    QGridLayout *m_events;
    QTimer *m_watch; ///< Readers elsewhere go on; the grid is read again while it is in view.
};

} // namespace cf::ui
