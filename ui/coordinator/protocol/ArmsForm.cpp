#include "ui/coordinator/protocol/ArmsForm.h"

#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace cf::ui {

using namespace sessions;

ArmsForm::ArmsForm()
    : m_grid(nullptr)
    , m_add(parts::button(tr("Add an arm"), "plus"))
{
    QVBoxLayout *column = parts::scrolled(*this);
    column->addWidget(parts::words(
        tr("Readers never see an arm. Real images belong into a null-edited arm: they go through the whole pipeline of "
           "an edit that changes nothing, so that nothing but the edit tells them apart."),
        "hint"));
    m_lines = new QWidget;
    m_grid = new QGridLayout(m_lines);
    m_grid->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_lines);
    column->addWidget(m_ownNotes.add("arms", nullptr));
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    QObject::connect(m_add, &QPushButton::clicked, this, [this] {
        edit([](Protocol &protocol) {
            Arm arm;
            arm.key = "arm-" + std::to_string(protocol.arms.size() + 1);
            arm.kind = ArmKind::Edited;
            protocol.arms.push_back(arm);
        });
    });
}

ArmsForm::Row ArmsForm::addRow(std::size_t place)
{
    Row row{ new QLineEdit, new QComboBox, new QLineEdit, new QLineEdit, parts::button({}, "trash") };
    const QString number = QString::number(place + 1);
    row.key->setAccessibleName(tr("Key of arm %1").arg(number));
    row.key->setPlaceholderText(tr("e.g. flow"));
    row.kind->setAccessibleName(tr("Kind of arm %1").arg(number));
    for (const ArmKind kind : { ArmKind::NullEdited, ArmKind::Edited, ArmKind::Real })
        row.kind->addItem(study::armKindName(kind), int(kind));
    row.method->setAccessibleName(tr("Method of arm %1").arg(number));
    row.label->setAccessibleName(tr("Name in results of arm %1").arg(number));
    row.remove->setAccessibleName(tr("Take out arm %1").arg(number));
    row.remove->setToolTip(row.remove->accessibleName());
    const int line = 1 + 2 * int(place);
    m_grid->addWidget(row.key, line, 0);
    m_grid->addWidget(row.kind, line, 1);
    m_grid->addWidget(row.method, line, 2);
    m_grid->addWidget(row.label, line, 3);
    m_grid->addWidget(row.remove, line, 4);
    m_grid->addWidget(m_notes.add("arms/" + std::to_string(place) + "/key", row.key), line + 1, 0, 1, 5);
    for (QLineEdit *field : { row.key, row.method, row.label })
        QObject::connect(field, &QLineEdit::textEdited, this, [this, place] { readRow(place); });
    QObject::connect(row.kind, &QComboBox::currentIndexChanged, this, [this, place] { readRow(place); });
    QObject::connect(row.remove, &QPushButton::clicked, this, [this, place] {
        edit([place](Protocol &protocol) { protocol.arms.erase(protocol.arms.begin() + std::ptrdiff_t(place)); });
    });
    return row;
}

void ArmsForm::build(std::size_t count)
{
    m_notes.clear();
    m_rows.clear();
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater(); // It may be the button that was pressed.
        delete item;
    }
    const QString heads[] = { tr("Key"), tr("Images are"), tr("Method"), tr("Name in results") };
    for (int i = 0; i < 4; ++i)
        m_grid->addWidget(parts::words(heads[i], "caption"), 0, i);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(2, 1);
    m_grid->setColumnStretch(3, 2);
    for (std::size_t i = 0; i < count; ++i)
        m_rows.push_back(addRow(i));
}

void ArmsForm::show(const Protocol &protocol)
{
    m_isFilling = true;
    if (m_rows.size() != protocol.arms.size() || m_rows.empty())
        build(protocol.arms.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Arm &arm = protocol.arms[i];
        parts::setText(*m_rows[i].key, arm.key);
        m_rows[i].kind->setCurrentIndex(m_rows[i].kind->findData(int(arm.kind)));
        parts::setText(*m_rows[i].method, arm.method);
        parts::setText(*m_rows[i].label, arm.label);
    }
    m_isFilling = false;
}

int ArmsForm::showProblems(const std::vector<ProtocolProblem> &problems)
{
    m_notes.show(problems);
    m_ownNotes.show(problems);
    return problemsUnder(problems, "arms");
}

void ArmsForm::readRow(std::size_t place)
{
    const Row &row = m_rows.at(place);
    const Arm arm{ row.key->text().trimmed().toStdString(), ArmKind(row.kind->currentData().toInt()),
        row.method->text().trimmed().toStdString(), row.label->text().toStdString() };
    edit([place, arm](Protocol &protocol) { protocol.arms.at(place) = arm; });
}

} // namespace cf::ui
