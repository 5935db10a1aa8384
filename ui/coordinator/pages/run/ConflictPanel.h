#pragma once

#include "core/sessions/coordination/AnswerConflicts.h"
#include "ui/coordinator/study/StudyDesk.h"

#include <QWidget>

class QTableWidget;

namespace cf::ui {

/// Answers of merged files that differ from the stored ones, beside each other; there only where there are any. Nothing
/// is chosen here, and before the end of reading no answer is shown.
class ConflictPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ConflictPanel(StudyDesk &desk, QWidget *parent = nullptr);

    void draw();
    QTableWidget &table() { return *m_table; }

private:
    void show(const std::vector<sessions::AnswerConflict> &conflicts);

    StudyDesk &m_desk;
    QTableWidget *m_table;
    std::string m_shown; ///< The state of the study of which the table is.
};

} // namespace cf::ui
