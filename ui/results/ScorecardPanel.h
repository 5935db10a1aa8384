#pragma once

#include "ui/records/EditHistoryModel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cf::ui {

/// Why a result was accepted or refused: the fixed rows of its scorecard, failing ones first, and what to do next.
class ScorecardPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ScorecardPanel(QWidget *parent = nullptr);

    /// Null: nothing to judge.
    void setEntry(const HistoryEntry *entry);

Q_SIGNALS:
    void anotherSeedRequested();
    void saveRequested();
    void starRequested();
    void regionRequested(); ///< The result's region shall become a mask to be corrected.

private:
    void layOut();
    void clearRows();
    void showVerdict(const HistoryEntry &entry);
    void showRefusal(const QString &reason);

    QLabel *m_verdict;
    QWidget *m_card;
    QLabel *m_cause;
    QPushButton *m_why;
    QLabel *m_detail;
    QVBoxLayout *m_rows;
    QLabel *m_empty;
    QLabel *m_numbers;
    QLabel *m_regionNote;
    QPushButton *m_region;
    QPushButton *m_again;
    QPushButton *m_star;
    QPushButton *m_save;
};

} // namespace cf::ui
