#pragma once

#include "ui/coordinator/protocol/FieldNotes.h"

#include <QWidget>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace cf::ui {

class ChoiceTable;
class ConditionLines;

/// One question of a protocol; fields that its kind does not have are not there.
class QuestionForm : public QWidget
{
    Q_OBJECT

public:
    QuestionForm();

    /// `earlier`: ids of the questions that stand before it.
    void show(const sessions::Question &question, const std::vector<std::string> &earlier);
    /// As the fields say.
    sessions::Question question() const;
    std::function<void()> edited;
    /// `prefix`: of its fields, "questions/2/".
    void showProblems(const std::vector<sessions::ProtocolProblem> &problems, const std::string &prefix);

    QLineEdit &id() { return *m_id; }
    QLineEdit &text() { return *m_text; }
    QComboBox &kind() { return *m_kind; }
    ChoiceTable &choices() { return *m_choices; }
    ConditionLines &conditions() { return *m_conditions; }

private:
    /// A line of the grid: caption, one or two fields, below them the note of that field of the protocol.
    struct Line {
        QLabel *caption = nullptr;
        std::vector<QWidget *> fields;
        void setVisible(bool visible) const;
    };
    Line addLine(const QString &caption, const std::vector<QWidget *> &fields, const std::string &noted);
    void buildNumbers();
    void buildMarks();
    void showKind();
    void tell();

    QGridLayout *m_grid;
    int m_row = 0;
    QLineEdit *m_id;
    QComboBox *m_kind;
    QLineEdit *m_text;
    QLineEdit *m_textJapanese;
    QLineEdit *m_hint;
    QLineEdit *m_hintJapanese;
    QCheckBox *m_required;
    QLineEdit *m_truth;
    ChoiceTable *m_choices;
    QDoubleSpinBox *m_minimum = nullptr;
    QDoubleSpinBox *m_maximum = nullptr;
    QDoubleSpinBox *m_step = nullptr;
    QLineEdit *m_unit = nullptr;
    QCheckBox *m_tie;
    std::vector<QCheckBox *> m_shapes;
    QSpinBox *m_minimumMarks = nullptr;
    QSpinBox *m_maximumMarks = nullptr;
    QCheckBox *m_sure;
    ConditionLines *m_conditions;
    Line m_choiceLine;
    Line m_rangeLine;
    Line m_stepLine;
    Line m_tieLine;
    Line m_shapeLine;
    Line m_countLine;
    Line m_sureLine;
    FieldNotes m_notes;
    sessions::Question m_shown; ///< Keeps what the kind in hand does not show.
    bool m_isFilling = false;
};

} // namespace cf::ui
