#include "ui/coordinator/pages/cases/CaseFields.h"

#include "core/sessions/coordination/CaseChange.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace cf::ui {

using namespace sessions;

CaseFields::CaseFields(StudyDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_training(new QCheckBox(tr("For training")))
    , m_truth(new QLineEdit)
    , m_feedback(new QLineEdit)
    , m_take(parts::button(tr("Change the chosen cases"), "check"))
    , m_problem(parts::words({}, "error"))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    m_truth->setAccessibleName(tr("Right answers"));
    m_truth->setPlaceholderText(tr("Right answers, e.g. synthetic=yes"));
    m_feedback->setAccessibleName(tr("Shown after a training case"));
    m_feedback->setPlaceholderText(m_feedback->accessibleName());
    row->addWidget(m_training);
    row->addWidget(m_truth, 1);
    row->addWidget(m_feedback, 2);
    row->addWidget(m_take);
    column->addLayout(row);
    column->addWidget(m_problem);
    connect(m_training, &QCheckBox::clicked, this, &CaseFields::drawState);
    for (QLineEdit *field : { m_truth, m_feedback }) {
        connect(field, &QLineEdit::textEdited, this, &CaseFields::drawState);
        connect(field, &QLineEdit::returnPressed, this, &CaseFields::take);
    }
    connect(m_take, &QPushButton::clicked, this, &CaseFields::take);
    drawState();
}

void CaseFields::show(const std::vector<std::string> &chosen)
{
    const Study &study = m_desk.study();
    setEnabled(!study.isSealed());
    if (chosen != m_chosen) {
        m_chosen = chosen;
        const Case *first = chosen.empty() ? nullptr : study.find(chosen.front());
        m_training->setChecked(first != nullptr && first->isTraining);
        m_truth->setText(first == nullptr ? QString() : QString::fromStdString(textOfTruth(first->truth)));
        m_feedback->setText(first == nullptr ? QString() : QString::fromStdString(first->feedback));
    }
    drawState();
}

void CaseFields::drawState()
{
    const auto truth = truthFromText(m_truth->text().toStdString());
    m_problem->setText(truth ? QString() : coreWords(truth.error().message));
    m_problem->setVisible(!truth);
    theme::setStyleProperty(*m_truth, "state", truth ? "" : "error");
    m_take->setEnabled(truth && !m_chosen.empty() && !m_desk.isBusy());
    m_take->setToolTip(m_chosen.empty() ? tr("Choose cases in the list.") : QString());
}

void CaseFields::take()
{
    if (!m_take->isEnabled())
        return;
    CaseChange change;
    change.cases = m_chosen;
    change.isTraining = m_training->isChecked();
    if (m_feedback->isModified() || m_chosen.size() == 1)
        change.feedback = m_feedback->text().toStdString();
    if (m_truth->isModified() || m_chosen.size() == 1)
        change.truth = truthFromText(m_truth->text().toStdString()).value_or(std::map<std::string, std::string>());
    m_desk.act(
        tr("Changing cases"), [change](StudyStore &store, const JobContext &) { return changeCases(store, change); },
        tr("Changed."));
}

} // namespace cf::ui
