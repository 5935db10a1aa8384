#pragma once

#include "ui/coordinator/protocol/ProtocolForm.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace cf::ui {

/// What holds for the whole study: title, design, order, repeats, breaks, tools, what is recorded, the analysis plan.
class RulesForm : public ProtocolForm
{
    Q_OBJECT

public:
    RulesForm();

    void show(const sessions::Protocol &protocol) override;
    int showProblems(const std::vector<sessions::ProtocolProblem> &problems) override;
    QLineEdit &title() { return *m_title; }
    QComboBox &design() { return *m_design; }
    QPushButton &templateButton() { return *m_template; }
    QPlainTextEdit &plan() { return *m_plan; }
    QPlainTextEdit &consent() { return *m_consent; } ///< Its English words.

private:
    void buildHead(QGridLayout &grid);
    void buildCounts(QGridLayout &grid);
    QWidget *makeTools();
    QWidget *makeChoices();
    QWidget *makePlan();
    QWidget *makeConsent();
    QSpinBox *addCount(QGridLayout &grid, const QString &name, int minimum, int maximum);
    QDoubleSpinBox *addAmount(QGridLayout &grid, const QString &name, double maximum, int decimals);
    void place(QGridLayout &grid, const QString &name, QWidget *field);
    QCheckBox *addChoice(const QString &name);
    void read();
    void readPlan();

    int m_places = 0;
    QLineEdit *m_title;
    QComboBox *m_design;
    QPushButton *m_template;
    QSpinBox *m_panes = nullptr;
    QSpinBox *m_gap = nullptr;
    QDoubleSpinBox *m_repeats = nullptr;
    QSpinBox *m_repeatGap = nullptr;
    QSpinBox *m_breakCases = nullptr;
    QDoubleSpinBox *m_breakMinutes = nullptr;
    QDoubleSpinBox *m_adjudicate = nullptr;
    QLineEdit *m_seed;
    QCheckBox *m_sameOrder = nullptr;
    QCheckBox *m_back = nullptr;
    QCheckBox *m_feedback = nullptr;
    QCheckBox *m_time = nullptr;
    QCheckBox *m_display = nullptr;
    QCheckBox *m_names = nullptr;
    std::vector<QCheckBox *> m_choices;
    std::vector<std::pair<std::string, QCheckBox *>> m_tools;
    QPlainTextEdit *m_plan;
    QPlainTextEdit *m_consent;
    QPlainTextEdit *m_consentJapanese;
    sessions::Protocol m_shown; ///< Keeps what no field shows.
    FieldNotes m_notes;
};

} // namespace cf::ui
