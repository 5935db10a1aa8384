#pragma once

#include "ui/coordinator/pages/CoordinatorPage.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace cf::ui {

/// What cannot change any more is hashed; afterwards the seals, and whether anything is not as it was written.
class SealPage : public CoordinatorPage
{
    Q_OBJECT

public:
    explicit SealPage(StudyDesk &desk);

    void draw() override;
    void seal();
    void verify();
    QLineEdit &reason() { return *m_reason; }
    QLineEdit &noted() { return *m_noted; }
    QCheckBox &without() { return *m_without; }
    QCheckBox &knows() { return *m_knows; }
    QPushButton &button() { return *m_seal; }

private:
    QLabel *m_problems;
    QLabel *m_leaks;
    QWidget *m_before;
    QWidget *m_after;
    QLineEdit *m_reason;
    QCheckBox *m_without;
    QCheckBox *m_knows;
    QPushButton *m_seal;
    QPushButton *m_verify;
    QLineEdit *m_head;
    QLineEdit *m_noted; ///< A head that was noted earlier, with which it is verified.
    QTableWidget *m_seals;
};

} // namespace cf::ui
