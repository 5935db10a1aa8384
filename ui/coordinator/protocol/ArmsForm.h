#pragma once

#include "ui/coordinator/protocol/ProtocolForm.h"

#include <vector>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace cf::ui {

/// The arms, a line each: key, how its images came to be, by which method, its name in tables of results.
class ArmsForm : public ProtocolForm
{
    Q_OBJECT

public:
    ArmsForm();

    void show(const sessions::Protocol &protocol) override;
    int showProblems(const std::vector<sessions::ProtocolProblem> &problems) override;
    QLineEdit &key(std::size_t arm) { return *m_rows.at(arm).key; }
    QPushButton &addButton() { return *m_add; }

private:
    struct Row {
        QLineEdit *key = nullptr;
        QComboBox *kind = nullptr;
        QLineEdit *method = nullptr;
        QLineEdit *label = nullptr;
        QPushButton *remove = nullptr;
    };
    void build(std::size_t count);
    Row addRow(std::size_t place);
    void readRow(std::size_t place);

    QGridLayout *m_grid;
    QPushButton *m_add;
    QWidget *m_lines = nullptr;
    std::vector<Row> m_rows;
    FieldNotes m_notes;
    FieldNotes m_ownNotes; ///< Of the list as a whole.
};

} // namespace cf::ui
