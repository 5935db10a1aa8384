#pragma once

#include "core/sessions/coordination/Disagreements.h"
#include "ui/coordinator/study/StudyDesk.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace cf::ui {

/// Disagreements beyond a limit go to a third reader or a meeting. First answers are shown beside the verdict and never
/// changed.
class AdjudicationPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AdjudicationPanel(StudyDesk &desk, QWidget *parent = nullptr);

    void draw();
    void look();
    void send();
    QDoubleSpinBox &limit() { return *m_limit; }
    QLineEdit &to() { return *m_to; }
    const std::vector<sessions::Disagreement> &found() const { return m_found; }

private:
    void show(std::vector<sessions::Disagreement> found);
    void save();

    StudyDesk &m_desk;
    std::string m_study; ///< Of which `m_found` is.
    std::vector<sessions::Disagreement> m_found;
    bool m_isTyped = false;
    QDoubleSpinBox *m_limit;
    QPushButton *m_look;
    QLabel *m_counts;
    QTableWidget *m_table;
    QLineEdit *m_to;
    QComboBox *m_role;
    QPushButton *m_send;
    QPushButton *m_save;
};

} // namespace cf::ui
