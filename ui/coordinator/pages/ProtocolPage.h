#pragma once

#include "core/sessions/protocol/Protocol.h"
#include "ui/coordinator/pages/CoordinatorPage.h"
#include "ui/coordinator/protocol/ProtocolForm.h"

#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace cf::ui {

class ArmsForm;
class QuestionsForm;
class RulesForm;
class SizePanel;
class StagesForm;

/// What is asked, of whom, in which order: forms for all of it, and the same as text; they always say the same, and
/// what is wrong stands beside its field. After sealing a change is an amendment with a reason.
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
    /// Takes over a protocol from a file, into the fields.
    void readFile(const QString &file);
    /// As it stands in the fields; no file is overwritten.
    void writeFile(const QString &file);
    RulesForm &rules() { return *m_rules; }
    ArmsForm &arms() { return *m_arms; }
    QuestionsForm &questions() { return *m_questions; }
    StagesForm &stages() { return *m_stages; }
    SizePanel &size() { return *m_size; }
    QPlainTextEdit &text() { return *m_text; }
    QTabWidget &tabs() { return *m_tabs; }
    QString problem() const;

private:
    QWidget *makeSizes();
    QWidget *makeText();
    QWidget *makeFoot();
    void change(const ProtocolForm::Edit &edit);
    void readText();
    void showForms();
    void showText();
    void drawState();

    sessions::Protocol m_protocol;
    sessions::Protocol m_stored;
    bool m_isFilling = false;
    QTabWidget *m_tabs;
    RulesForm *m_rules;
    ArmsForm *m_arms;
    QuestionsForm *m_questions;
    StagesForm *m_stages;
    std::vector<std::pair<ProtocolForm *, QString>> m_forms; ///< With the names of their tabs.
    QPlainTextEdit *m_text;
    QLabel *m_problem;
    QLineEdit *m_reason;
    QPushButton *m_take;
    SizePanel *m_size;
};

} // namespace cf::ui
