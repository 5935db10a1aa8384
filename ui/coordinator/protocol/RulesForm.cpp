#include "ui/coordinator/protocol/RulesForm.h"

#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/protocol/ProtocolKeys.h"
#include "core/sessions/protocol/ProtocolTemplates.h"
#include "ui/coordinator/protocol/ProtocolWords.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QSpinBox>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int fieldsInARow = 3;
constexpr int fieldWidth = 90;
constexpr int planHeight = 90;
constexpr int consentHeight = 64;

} // namespace

RulesForm::RulesForm()
    : m_title(new QLineEdit)
    , m_design(new QComboBox)
    , m_template(parts::button(tr("Begin from its template")))
    , m_seed(new QLineEdit)
    , m_plan(new QPlainTextEdit)
    , m_consent(new QPlainTextEdit)
    , m_consentJapanese(new QPlainTextEdit)
{
    QVBoxLayout *column = parts::scrolled(*this);
    QGridLayout *head = parts::fieldGrid();
    buildHead(*head);
    column->addLayout(head);
    column->addWidget(parts::rule());
    QGridLayout *counts = parts::fieldGrid();
    buildCounts(*counts);
    column->addLayout(counts);
    column->addWidget(m_notes.add("order", nullptr));
    column->addWidget(m_notes.add("repeats", m_repeats));
    column->addWidget(makeChoices());
    column->addWidget(parts::rule());
    column->addWidget(makeTools());
    column->addWidget(parts::rule());
    column->addWidget(makeConsent());
    column->addWidget(parts::rule());
    column->addWidget(makePlan());
    column->addStretch(1);
}

void RulesForm::buildHead(QGridLayout &grid)
{
    m_title->setAccessibleName(tr("Title"));
    m_design->setAccessibleName(tr("Design"));
    for (const auto &[key, design] : designKeys())
        m_design->addItem(study::designName(design), int(design));
    m_template->setToolTip(tr("Arms, questions and stages as the design usually has them take the place of these."));
    grid.addWidget(parts::words(tr("Title"), "caption"), 0, 0);
    grid.addWidget(m_title, 0, 1, 1, 2);
    grid.addWidget(m_notes.add("title", m_title), 1, 1, 1, 2);
    grid.addWidget(parts::words(tr("Design"), "caption"), 2, 0);
    grid.addWidget(m_design, 2, 1);
    grid.addWidget(m_template, 2, 2, Qt::AlignLeft);
    grid.addWidget(m_notes.add("design", m_design), 3, 1, 1, 2);
    grid.setColumnStretch(2, 1);
    connect(m_title, &QLineEdit::textEdited, this, &RulesForm::read);
    connect(m_design, &QComboBox::currentIndexChanged, this, &RulesForm::read);
    connect(m_template, &QPushButton::clicked, this, [this] {
        edit([](Protocol &protocol) {
            const Protocol usual = protocolTemplate(protocol.design, protocol.title);
            protocol.panes = usual.panes;
            protocol.arms = usual.arms;
            protocol.questions = usual.questions;
            protocol.stages = usual.stages;
            if (protocol.consent == LocalText())
                protocol.consent = usual.consent;
        });
    });
}

void RulesForm::place(QGridLayout &grid, const QString &name, QWidget *field)
{
    field->setFixedWidth(fieldWidth);
    field->setAccessibleName(name);
    const int row = m_places / fieldsInARow;
    const int column = 2 * (m_places++ % fieldsInARow);
    grid.addWidget(parts::words(name, "caption"), row, column);
    grid.addWidget(field, row, column + 1, Qt::AlignLeft);
    grid.setColumnStretch(column, 1);
}

QSpinBox *RulesForm::addCount(QGridLayout &grid, const QString &name, int minimum, int maximum)
{
    auto *box = new QSpinBox;
    box->setRange(minimum, maximum);
    place(grid, name, box);
    connect(box, &QSpinBox::valueChanged, this, &RulesForm::read);
    return box;
}

QDoubleSpinBox *RulesForm::addAmount(QGridLayout &grid, const QString &name, double maximum, int decimals)
{
    auto *box = new QDoubleSpinBox;
    box->setRange(0.0, maximum);
    box->setDecimals(decimals);
    place(grid, name, box);
    connect(box, &QDoubleSpinBox::valueChanged, this, &RulesForm::read);
    return box;
}

void RulesForm::buildCounts(QGridLayout &grid)
{
    m_panes = addCount(grid, tr("Images a case shows"), 1, 8);
    m_gap = addCount(grid, tr("Cases between images of a patient"), 0, 1000);
    place(grid, tr("Seed of the orders"), m_seed);
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,18}")), m_seed));
    connect(m_seed, &QLineEdit::textEdited, this, &RulesForm::read);
    m_repeats = addAmount(grid, tr("Read twice, %"), 100.0, 0);
    m_repeatGap = addCount(grid, tr("Cases before a repeat"), 0, 1000);
    m_adjudicate = addAmount(grid, tr("Adjudicate above (0: never)"), 1000.0, 2);
    m_breakCases = addCount(grid, tr("Break after cases (0: none)"), 0, 10000);
    m_breakMinutes = addAmount(grid, tr("Break after minutes (0: none)"), 1000.0, 0);
}

QCheckBox *RulesForm::addChoice(const QString &name)
{
    auto *box = new QCheckBox(name);
    m_choices.push_back(box);
    connect(box, &QCheckBox::toggled, this, &RulesForm::read);
    return box;
}

QWidget *RulesForm::makeChoices()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    m_sameOrder = addChoice(tr("One order for all readers"));
    m_back = addChoice(tr("Readers may go back"));
    m_feedback = addChoice(tr("Right answers after training cases"));
    m_time = addChoice(tr("Time is recorded"));
    m_display = addChoice(tr("Window and zoom are recorded"));
    m_names = addChoice(tr("Reports name the readers"));
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        grid->addWidget(m_choices[i], int(i) / fieldsInARow, int(i) % fieldsInARow);
    for (int i = 0; i < fieldsInARow; ++i)
        grid->setColumnStretch(i, 1);
    return box;
}

QWidget *RulesForm::makeTools()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts::words(tr("Tools that readers have"), "caption"));
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    for (const std::string &tool : toolKeys()) {
        auto *choice = new QCheckBox(study::toolName(tool));
        m_tools.emplace_back(tool, choice);
        row->addWidget(choice);
        connect(choice, &QCheckBox::toggled, this, &RulesForm::read);
    }
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_notes.add("tools", nullptr));
    return box;
}

QWidget *RulesForm::makePlan()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(
        parts::words(tr("Analysis plan, as JSON: sealed with the protocol, and beside what was done on the "
                        "report"),
            "caption"));
    m_plan->setAccessibleName(tr("Analysis plan"));
    m_plan->setTabChangesFocus(true);
    m_plan->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_plan->setFixedHeight(planHeight);
    column->addWidget(m_plan);
    column->addWidget(m_notes.add("analysis_plan", m_plan));
    connect(m_plan, &QPlainTextEdit::textChanged, this, &RulesForm::readPlan);
    return box;
}

QWidget *RulesForm::makeConsent()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts::words(
        tr("What readers agree to before their first case; the page adds what is recorded. English and Japanese"),
        "caption"));
    m_consent->setAccessibleName(tr("Words before the session, English"));
    m_consentJapanese->setAccessibleName(tr("Words before the session, Japanese"));
    auto *row = new QHBoxLayout;
    for (QPlainTextEdit *words : { m_consent, m_consentJapanese }) {
        words->setTabChangesFocus(true);
        words->setFixedHeight(consentHeight);
        row->addWidget(words);
        connect(words, &QPlainTextEdit::textChanged, this, &RulesForm::read);
    }
    column->addLayout(row);
    return box;
}

void RulesForm::show(const Protocol &protocol)
{
    m_isFilling = true;
    m_shown = protocol;
    parts::setText(*m_title, protocol.title);
    m_design->setCurrentIndex(m_design->findData(int(protocol.design)));
    m_panes->setValue(protocol.panes);
    m_gap->setValue(protocol.order.patientGap);
    parts::setText(*m_seed, std::to_string(protocol.order.seed));
    m_sameOrder->setChecked(protocol.order.sameForAll);
    m_repeats->setValue(100.0 * protocol.repeats.share);
    m_repeatGap->setValue(protocol.repeats.gap);
    m_breakCases->setValue(protocol.breaks.afterCases);
    m_breakMinutes->setValue(protocol.breaks.afterMinutes);
    m_adjudicate->setValue(protocol.adjudicateAbove);
    m_back->setChecked(protocol.mayGoBack);
    m_feedback->setChecked(protocol.trainingFeedback);
    m_time->setChecked(protocol.recordsTime);
    m_display->setChecked(protocol.recordsDisplay);
    m_names->setChecked(protocol.namesReaders);
    for (const auto &[tool, choice] : m_tools)
        choice->setChecked(std::ranges::count(protocol.tools, tool) > 0);
    const auto fill = [](QPlainTextEdit &field, const std::string &words) {
        if (!field.hasFocus() && field.toPlainText().toStdString() != words) // While it is typed it is the user's.
            field.setPlainText(QString::fromStdString(words));
    };
    fill(*m_consent, protocol.consent.english);
    fill(*m_consentJapanese, protocol.consent.japanese);
    const auto typed = nlohmann::json::parse(m_plan->toPlainText().toStdString(), nullptr, false);
    const auto plan = nlohmann::json::parse(protocol.analysisPlan, nullptr, false);
    const bool isSame = !typed.is_discarded() && typed == plan;
    if (!isSame && !m_plan->hasFocus())
        m_plan->setPlainText(QString::fromStdString(plan.is_discarded() ? protocol.analysisPlan : plan.dump(2)));
    m_isFilling = false;
}

int RulesForm::showProblems(const std::vector<ProtocolProblem> &problems)
{
    m_notes.show(problems);
    int count = 0;
    for (const char *field : { "title", "design", "panes", "order", "repeats", "tools", "analysis_plan" })
        count += problemsUnder(problems, field);
    return count;
}

void RulesForm::read()
{
    if (m_isFilling)
        return;
    Protocol read = m_shown;
    read.title = m_title->text().toStdString();
    read.design = Design(m_design->currentData().toInt());
    read.panes = m_panes->value();
    read.order = { m_seed->text().toULongLong(), m_gap->value(), m_sameOrder->isChecked() };
    read.repeats = { m_repeats->value() / 100.0, m_repeatGap->value() };
    read.breaks = { m_breakCases->value(), m_breakMinutes->value() };
    read.adjudicateAbove = m_adjudicate->value();
    read.mayGoBack = m_back->isChecked();
    read.trainingFeedback = m_feedback->isChecked();
    read.recordsTime = m_time->isChecked();
    read.recordsDisplay = m_display->isChecked();
    read.namesReaders = m_names->isChecked();
    read.consent = { m_consent->toPlainText().trimmed().toStdString(),
        m_consentJapanese->toPlainText().trimmed().toStdString() };
    for (const auto &[tool, choice] : m_tools) {
        const bool isThere = std::ranges::count(read.tools, tool) > 0;
        if (choice->isChecked() && !isThere)
            read.tools.push_back(tool);
        else if (!choice->isChecked())
            std::erase(read.tools, tool);
    }
    edit([read](Protocol &protocol) { protocol = read; });
}

void RulesForm::readPlan()
{
    if (m_isFilling)
        return;
    const std::string typed = m_plan->toPlainText().trimmed().toStdString();
    const auto json = nlohmann::json::parse(typed.empty() ? "{}" : typed, nullptr, false);
    const std::string plan = json.is_discarded() ? typed : canonical(json);
    edit([plan](Protocol &protocol) { protocol.analysisPlan = plan; });
}

} // namespace cf::ui
