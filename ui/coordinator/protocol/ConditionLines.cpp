#include "ui/coordinator/protocol/ConditionLines.h"

#include "core/sessions/protocol/ProtocolKeys.h"
#include "ui/coordinator/protocol/ProtocolWords.h"
#include "ui/theme/Parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

ConditionLines::ConditionLines()
    : m_column(new QVBoxLayout(this))
    , m_add(parts::button(tr("Only after an answer"), "plus"))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch(1);
    m_column->addLayout(row);
    QObject::connect(m_add, &QPushButton::clicked, this, [this] {
        m_lines.push_back(addLine());
        tell();
        if (!m_lines.empty())
            m_lines.back().question->setFocus(); // Who has only keys goes on in the new line.
    });
}

ConditionLines::Line ConditionLines::addLine()
{
    Line made{ new QWidget, new QComboBox, new QComboBox, new QLineEdit };
    auto *row = new QHBoxLayout(made.line);
    row->setContentsMargins(0, 0, 0, 0);
    made.question->setAccessibleName(tr("Earlier question"));
    made.comparison->setAccessibleName(tr("How its answer is compared"));
    for (const auto &[key, comparison] : comparisonKeys())
        made.comparison->addItem(study::comparisonName(comparison), int(comparison));
    made.value->setAccessibleName(tr("Answer that is compared"));
    made.value->setPlaceholderText(tr("yes, no, a key or a number"));
    QPushButton *remove = parts::button({}, "trash");
    remove->setAccessibleName(tr("Take out the condition"));
    remove->setToolTip(remove->accessibleName());
    row->addWidget(made.question, 1);
    row->addWidget(made.comparison);
    row->addWidget(made.value, 1);
    row->addWidget(remove);
    made.question->addItems(m_earlier);
    m_column->insertWidget(int(m_lines.size()), made.line);
    QObject::connect(made.question, &QComboBox::currentIndexChanged, this, &ConditionLines::tell);
    QObject::connect(made.comparison, &QComboBox::currentIndexChanged, this, &ConditionLines::tell);
    QObject::connect(made.value, &QLineEdit::textEdited, this, &ConditionLines::tell);
    QObject::connect(remove, &QPushButton::clicked, this, [this, line = made.line] {
        std::erase_if(m_lines, [line](const Line &one) { return one.line == line; });
        m_add->setFocus(); // The button that was pressed goes.
        line->deleteLater();
        tell();
    });
    return made;
}

void ConditionLines::tell()
{
    if (!m_isFilling && edited)
        edited();
}

std::vector<Condition> ConditionLines::conditions() const
{
    std::vector<Condition> all;
    for (const Line &line : m_lines)
        all.push_back({ line.question->currentText().toStdString(), Comparison(line.comparison->currentData().toInt()),
            line.value->text().trimmed().toStdString() });
    return all;
}

void ConditionLines::show(const std::vector<Condition> &conditions, const std::vector<std::string> &earlier)
{
    m_isFilling = true;
    m_earlier.clear();
    for (const std::string &id : earlier)
        m_earlier << QString::fromStdString(id);
    while (m_lines.size() > conditions.size()) {
        m_lines.back().line->deleteLater();
        m_lines.pop_back();
    }
    while (m_lines.size() < conditions.size())
        m_lines.push_back(addLine());
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const Line &line = m_lines[i];
        const QString question = QString::fromStdString(conditions[i].question);
        line.question->clear();
        line.question->addItems(m_earlier.contains(question) ? m_earlier : m_earlier + QStringList{ question });
        line.question->setCurrentText(question);
        line.comparison->setCurrentIndex(line.comparison->findData(int(conditions[i].comparison)));
        line.value->setVisible(conditions[i].comparison != Comparison::Answered);
        parts::setText(*line.value, conditions[i].value);
    }
    m_add->setEnabled(!m_earlier.isEmpty());
    m_add->setToolTip(m_earlier.isEmpty() ? tr("There is no earlier question.") : QString());
    m_isFilling = false;
}

} // namespace cf::ui
