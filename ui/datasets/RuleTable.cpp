#include "ui/datasets/RuleTable.h"

#include "ui/theme/Parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include <utility>

namespace cf::ui {

namespace {

constexpr int ruleRowHeight = 30;
constexpr int tableHeight = 4 * ruleRowHeight; ///< Header and three rules; more are scrolled to.

enum Which { Every, Showing, NotShowing };

/// "add a pacemaker" ↔ "remove the pacemaker"; empty where the words say neither.
QString opposite(const QString &prompt)
{
    const std::pair<QString, QString> words[]{ { "remove the ", "add a " }, { "add an ", "remove the " },
        { "add a ", "remove the " }, { "remove ", "add " }, { "add ", "remove " } };
    for (const auto &[from, to] : words)
        if (prompt.startsWith(from, Qt::CaseInsensitive))
            return to + prompt.mid(from.size());
    return {};
}

} // namespace

RuleTable::RuleTable(QWidget *parent)
    : QWidget(parent)
    , m_table(parts::table(tr("Rules"), { tr("Instruction"), tr("Films"), tr("Column"), tr("Shows") }))
    , m_add(parts::button(tr("Add a rule"), "plus"))
    , m_opposite(parts::button(tr("Add its opposite"), "swipe"))
    , m_remove(parts::button(tr("Take out"), "trash"))
{
    m_table->verticalHeader()->setDefaultSectionSize(ruleRowHeight);
    m_table->setFixedHeight(tableHeight);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(Prompt, QHeaderView::Stretch);
    header->resizeSection(Films, 148);
    header->resizeSection(Name, 124);
    header->resizeSection(Value, 108);
    m_opposite->setToolTip(tr("For both directions: films that show it and films that do not."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_table);
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addWidget(m_opposite);
    row->addWidget(m_remove);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add();
        m_table->cellWidget(m_table->rowCount() - 1, Prompt)->setFocus();
    });
    connect(m_opposite, &QPushButton::clicked, this, &RuleTable::addOpposite);
    connect(m_remove, &QPushButton::clicked, this, &RuleTable::remove);
    connect(m_table, &QTableWidget::currentCellChanged, this, &RuleTable::drawState);
    add();
}

void RuleTable::setRules(const std::vector<BatchRule> &rules)
{
    if (rules == this->rules() && m_table->rowCount() > 0)
        return;
    m_isFilling = true;
    m_table->setRowCount(0);
    for (const BatchRule &rule : rules)
        add(rule);
    if (rules.empty())
        add();
    m_isFilling = false;
    drawState();
}

BatchRule RuleTable::rule(int row) const
{
    const auto textOf = [this, row](int column) {
        return static_cast<const QLineEdit *>(m_table->cellWidget(row, column))->text().trimmed().toStdString();
    };
    BatchRule rule;
    rule.prompt = textOf(Prompt);
    const int which = static_cast<const QComboBox *>(m_table->cellWidget(row, Films))->currentIndex();
    if (which != Every) {
        rule.column =
            static_cast<const QComboBox *>(m_table->cellWidget(row, Name))->currentText().trimmed().toStdString();
        rule.shows = textOf(Value);
        rule.unless = which == NotShowing;
    }
    return rule;
}

std::vector<BatchRule> RuleTable::rules() const
{
    std::vector<BatchRule> rules;
    for (int row = 0; row < m_table->rowCount(); ++row)
        if (BatchRule each = rule(row); !each.prompt.empty())
            rules.push_back(std::move(each));
    return rules;
}

void RuleTable::setColumns(const std::set<std::string> &columns)
{
    QStringList names;
    for (const std::string &each : columns)
        names << QString::fromStdString(each);
    if (std::exchange(m_columns, names) == names)
        return;
    m_isFilling = true;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        auto *box = static_cast<QComboBox *>(m_table->cellWidget(row, Name));
        const QString chosen = box->currentText();
        box->clear();
        box->addItems(m_columns);
        box->setCurrentText(chosen);
    }
    m_isFilling = false;
}

void RuleTable::add(const BatchRule &rule)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto *prompt = new QLineEdit(QString::fromStdString(rule.prompt));
    prompt->setPlaceholderText(tr("e.g. remove the pacemaker"));
    prompt->setAccessibleName(tr("Instruction"));
    auto *films = new QComboBox;
    films->addItems({ tr("every film"), tr("where shown"), tr("where not shown") });
    films->setAccessibleName(tr("Films"));
    films->setCurrentIndex(rule.column.empty() ? Every : rule.unless ? NotShowing : Showing);
    auto *name = new QComboBox;
    name->setEditable(true);
    name->addItems(m_columns);
    name->setCurrentText(QString::fromStdString(rule.column));
    name->setAccessibleName(tr("Column of the films' table"));
    name->lineEdit()->setAccessibleName(tr("Column of the films' table"));
    auto *value = new QLineEdit(QString::fromStdString(rule.shows));
    value->setAccessibleName(tr("What the column shows"));
    const auto tell = [this, films, name, value] {
        name->setEnabled(films->currentIndex() != Every);
        value->setEnabled(films->currentIndex() != Every);
        if (!m_isFilling)
            Q_EMIT changed();
    };
    connect(prompt, &QLineEdit::textChanged, this, tell);
    connect(prompt, &QLineEdit::textChanged, this, &RuleTable::drawState);
    connect(films, &QComboBox::currentIndexChanged, this, tell);
    connect(name, &QComboBox::currentTextChanged, this, tell);
    connect(value, &QLineEdit::textChanged, this, tell);
    m_table->setCellWidget(row, Prompt, prompt);
    m_table->setCellWidget(row, Films, films);
    m_table->setCellWidget(row, Name, name);
    m_table->setCellWidget(row, Value, value);
    m_table->setCurrentCell(row, Prompt);
    tell();
    drawState();
}

void RuleTable::addOpposite()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    BatchRule turned = rule(row);
    turned.prompt = opposite(QString::fromStdString(turned.prompt)).toStdString();
    turned.unless = !turned.unless;
    if (!turned.prompt.empty())
        add(turned);
}

void RuleTable::remove()
{
    m_table->removeRow(m_table->currentRow());
    if (m_table->rowCount() == 0)
        add();
    drawState();
    Q_EMIT changed();
}

void RuleTable::drawState()
{
    const int row = m_table->currentRow();
    const auto *prompt = row >= 0 ? static_cast<const QLineEdit *>(m_table->cellWidget(row, Prompt)) : nullptr;
    m_opposite->setEnabled(prompt && !opposite(prompt->text().trimmed()).isEmpty());
    m_remove->setEnabled(row >= 0);
}

} // namespace cf::ui
