#include "ui/coordinator/pages/run/ConflictPanel.h"

#include "ui/theme/Parts.h"

#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int lowestTable = 110;

} // namespace

ConflictPanel::ConflictPanel(StudyDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_table(parts::table(tr("Conflicts of merged answers"),
          { tr("Reader"), tr("Case"), tr("Stage"), tr("Question"), tr("Stored"), tr("In the file"), tr("File") }))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts::section(tr("Conflicts of merged answers")));
    column->addWidget(
        parts::words(tr("A merged file has other answers than the study under the same key. Both are kept; "
                        "figures are computed of the stored ones. Answers are shown after the reading."),
            "hint"));
    m_table->setMinimumHeight(lowestTable);
    column->addWidget(m_table);
    column->addWidget(parts::rule());
}

void ConflictPanel::draw()
{
    const StudyStatus &status = m_desk.view().status;
    setVisible(status.conflicts > 0);
    const std::string state = status.study.id + std::to_string(status.conflicts) + (status.isOver ? "!" : "");
    if (status.conflicts == 0 || m_desk.isBusy() || m_shown == state)
        return;
    m_shown = state;
    const auto work = [isOver = status.isOver](
                          StudyStore &store, const JobContext &) { return answerConflicts(store, isOver); };
    m_desk.run<std::vector<AnswerConflict>>(
        tr("Reading conflicts"), work, [this](const std::vector<AnswerConflict> &conflicts) { show(conflicts); });
}

void ConflictPanel::show(const std::vector<AnswerConflict> &conflicts)
{
    m_table->setRowCount(0);
    const auto text = [](const std::string &plain) { return QString::fromStdString(plain); };
    for (const AnswerConflict &one : conflicts)
        parts::fillRow(*m_table, m_table->rowCount(),
            { text(one.key.reader), text(one.key.caseId), text(one.key.stage), text(one.question), text(one.stored),
                text(one.other), text(one.source) });
}

} // namespace cf::ui
