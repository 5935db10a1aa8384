#pragma once

#include "core/sessions/protocol/Protocol.h"
#include "ui/coordinator/CoordinatorPage.h"

class QCheckBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace cf::ui {

class SizePanel;

/// What is asked, of whom, in which order. The commonest choices are fields; the whole protocol stands below as text,
/// and both always say the same. After sealing a change is an amendment with a reason.
class ProtocolPage : public CoordinatorPage
{
    Q_OBJECT

public:
    explicit ProtocolPage(StudyDesk &desk);

    void draw() override;
    /// As it stands in the fields; not necessarily taken yet.
    const sessions::Protocol &protocol() const { return m_protocol; }
    bool isChanged() const;
    void take(); ///< Makes it the study's.
    SizePanel &size() { return *m_size; }
    QPlainTextEdit &text() { return *m_text; }
    QString problem() const;

private:
    void buildFields(QGridLayout &grid);
    QSpinBox *addCount(QGridLayout &grid, const QString &name, int most);
    QDoubleSpinBox *addAmount(QGridLayout &grid, const QString &name, double most, int decimals);
    QCheckBox *addChoice(const QString &name);
    void readFields();
    void readText();
    void showFields();
    void showText();
    void drawState();

    sessions::Protocol m_protocol;
    sessions::Protocol m_stored;
    bool m_isFilling = false;
    int m_places = 0;
    QLabel *m_design;
    QLineEdit *m_title = nullptr;
    QSpinBox *m_gap = nullptr;
    QDoubleSpinBox *m_repeats = nullptr;
    QSpinBox *m_repeatGap = nullptr;
    QDoubleSpinBox *m_washout = nullptr;
    QSpinBox *m_breakCases = nullptr;
    QDoubleSpinBox *m_breakMinutes = nullptr;
    QDoubleSpinBox *m_adjudicate = nullptr;
    QCheckBox *m_sameOrder = nullptr;
    QCheckBox *m_back = nullptr;
    QCheckBox *m_feedback = nullptr;
    QCheckBox *m_time = nullptr;
    QCheckBox *m_display = nullptr;
    QCheckBox *m_names = nullptr;
    std::vector<QCheckBox *> m_choices;
    QPlainTextEdit *m_text;
    QLabel *m_problem;
    QLineEdit *m_reason;
    QPushButton *m_take;
    SizePanel *m_size;
};

} // namespace cf::ui
