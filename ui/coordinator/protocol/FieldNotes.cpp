#include "ui/coordinator/protocol/FieldNotes.h"

#include "ui/coordinator/protocol/ProtocolWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QLabel>

#include <algorithm>

namespace cf::ui {

using sessions::ProtocolProblem;

QLabel *FieldNotes::add(const std::string &field, QWidget *edit)
{
    QLabel *label = parts::words({}, "error");
    label->hide();
    m_notes.push_back({ field, edit, label });
    return label;
}

void FieldNotes::clear()
{
    m_notes.clear();
}

void FieldNotes::show(const std::vector<ProtocolProblem> &problems, const std::string &prefix)
{
    for (const Note &note : m_notes) {
        const auto wrong = std::ranges::find(problems, prefix + note.field, &ProtocolProblem::field);
        const bool isWrong = wrong != problems.end();
        note.label->setText(isWrong ? study::problemText(*wrong) : QString());
        note.label->setVisible(isWrong);
        if (note.edit != nullptr)
            theme::setStyleProperty(*note.edit, "state", isWrong ? "error" : "");
    }
}

int problemsUnder(const std::vector<ProtocolProblem> &problems, const std::string &prefix)
{
    return int(std::ranges::count_if(
        problems, [&](const ProtocolProblem &problem) { return problem.field.starts_with(prefix); }));
}

} // namespace cf::ui
