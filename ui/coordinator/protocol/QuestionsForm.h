#pragma once

#include "ui/coordinator/protocol/ProtocolForm.h"

namespace cf::ui {

class ItemList;
class QuestionForm;

/// All questions of a protocol as a list, with the chosen one as a form. A question that is renamed, moved or taken out
/// is so wherever stages and conditions name it.
class QuestionsForm : public ProtocolForm
{
    Q_OBJECT

public:
    QuestionsForm();

    void show(const sessions::Protocol &protocol) override;
    int showProblems(const std::vector<sessions::ProtocolProblem> &problems) override;
    ItemList &list() { return *m_list; }
    QuestionForm &form() { return *m_form; }

private:
    void showChosen();
    void add();
    void remove(int place);
    void move(int from, int to);
    void readForm();

    ItemList *m_list;
    QuestionForm *m_form;
    QWidget *m_formArea = nullptr;
    sessions::Protocol m_protocol;
    std::vector<sessions::ProtocolProblem> m_problems;
    FieldNotes m_notes;
};

} // namespace cf::ui
