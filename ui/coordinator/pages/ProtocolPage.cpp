#include "ui/coordinator/pages/ProtocolPage.h"

#include "core/sessions/protocol/ProtocolCheck.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "ui/theme/Parts.h"
#include "ui/coordinator/StudyWords.h"
#include "ui/coordinator/pages/SizePanel.h"
#include "ui/theme/Theme.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int fieldsInARow = 3;
constexpr int textHeight = 300;

} // namespace

ProtocolPage::ProtocolPage(StudyDesk &desk)
    : CoordinatorPage(desk)
    , m_design(parts::words({}, "secondary"))
    , m_text(new QPlainTextEdit)
    , m_problem(parts::words({}, "error"))
    , m_reason(new QLineEdit)
    , m_take(parts::primary(tr("Take the changes")))
    , m_size(new SizePanel)
{
    QVBoxLayout *column = parts::scrolled(*this);
    column->addWidget(parts::section(tr("Protocol")));
    column->addWidget(m_design);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    column->addLayout(grid);
    buildFields(*grid);
    auto *choices = new QGridLayout;
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        choices->addWidget(m_choices[i], int(i) / fieldsInARow, int(i) % fieldsInARow);
    for (int i = 0; i < fieldsInARow; ++i)
        choices->setColumnStretch(i, 1);
    column->addLayout(choices);

    auto *row = new QHBoxLayout;
    m_reason->setPlaceholderText(tr("Why it is amended; kept with it"));
    m_reason->setAccessibleName(tr("Reason of the amendment"));
    row->addWidget(m_reason, 1);
    row->addStretch(1);
    row->addWidget(m_take);
    column->addWidget(m_problem);
    column->addLayout(row);
    column->addWidget(parts::rule());
    column->addWidget(parts::section(tr("How many readers and cases?")));
    column->addWidget(m_size);
    column->addWidget(parts::rule());
    column->addWidget(parts::section(tr("The whole protocol")));
    column->addWidget(parts::words(
        tr("Questions, arms, stages and the analysis plan, as JSON. What is typed is checked at once."), "hint"));
    m_text->setAccessibleName(tr("The whole protocol"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setMinimumHeight(textHeight);
    column->addWidget(m_text, 1);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ProtocolPage::readText);
    connect(m_reason, &QLineEdit::textChanged, this, &ProtocolPage::drawState);
    connect(m_take, &QPushButton::clicked, this, &ProtocolPage::take);
}

QSpinBox *ProtocolPage::addCount(QGridLayout &grid, const QString &name, int most)
{
    auto *box = new QSpinBox;
    box->setRange(0, most);
    box->setFixedWidth(90);
    box->setAccessibleName(name);
    const int row = 1 + m_places / fieldsInARow;
    const int column = 2 * (m_places++ % fieldsInARow);
    grid.addWidget(parts::words(name, "caption"), row, column);
    grid.addWidget(box, row, column + 1, Qt::AlignLeft);
    connect(box, &QSpinBox::valueChanged, this, &ProtocolPage::readFields);
    return box;
}

QDoubleSpinBox *ProtocolPage::addAmount(QGridLayout &grid, const QString &name, double most, int decimals)
{
    auto *box = new QDoubleSpinBox;
    box->setRange(0.0, most);
    box->setDecimals(decimals);
    box->setFixedWidth(90);
    box->setAccessibleName(name);
    const int row = 1 + m_places / fieldsInARow;
    const int column = 2 * (m_places++ % fieldsInARow);
    grid.addWidget(parts::words(name, "caption"), row, column);
    grid.addWidget(box, row, column + 1, Qt::AlignLeft);
    connect(box, &QDoubleSpinBox::valueChanged, this, &ProtocolPage::readFields);
    return box;
}

QCheckBox *ProtocolPage::addChoice(const QString &name)
{
    auto *box = new QCheckBox(name);
    m_choices.push_back(box);
    connect(box, &QCheckBox::toggled, this, &ProtocolPage::readFields);
    return box;
}

void ProtocolPage::buildFields(QGridLayout &grid)
{
    m_title = new QLineEdit;
    m_title->setAccessibleName(tr("Title"));
    grid.addWidget(parts::words(tr("Title"), "caption"), 0, 0);
    grid.addWidget(m_title, 0, 1, 1, 2 * fieldsInARow - 1);
    connect(m_title, &QLineEdit::textChanged, this, &ProtocolPage::readFields);
    m_gap = addCount(grid, tr("Cases between images of a patient"), 1000);
    m_repeats = addAmount(grid, tr("Read twice, %"), 100.0, 0);
    m_repeatGap = addCount(grid, tr("Cases before a repeat"), 1000);
    m_washout = addAmount(grid, tr("Washout, days"), 3650.0, 1);
    m_breakCases = addCount(grid, tr("Break after cases (0: none)"), 10000);
    m_breakMinutes = addAmount(grid, tr("Break after minutes (0: none)"), 1000.0, 0);
    m_adjudicate = addAmount(grid, tr("Adjudicate above (0: never)"), 1000.0, 2);
    for (int i = 0; i < fieldsInARow; ++i)
        grid.setColumnStretch(2 * i, 1);
    m_sameOrder = addChoice(tr("One order for all readers"));
    m_back = addChoice(tr("Readers may go back"));
    m_feedback = addChoice(tr("Right answers after training cases"));
    m_time = addChoice(tr("Time is recorded"));
    m_display = addChoice(tr("Window and zoom are recorded"));
    m_names = addChoice(tr("Reports name the readers"));
}

void ProtocolPage::draw()
{
    const Study &study = m_desk.study();
    if (!(study.protocol == m_stored) || m_text->toPlainText().isEmpty()) {
        m_stored = study.protocol;
        m_protocol = m_stored;
        showFields();
        showText();
    }
    int serious = 0;
    for (const auto &[arm, count] : m_desk.view().status.casesOfArm)
        serious += count;
    int readers = 0;
    for (const Reader &reader : study.readers)
        readers += reader.role == ReaderRole::Reader ? 1 : 0;
    m_size->setReading({ readers, serious });
    drawState();
}

bool ProtocolPage::isChanged() const
{
    return !(m_protocol == m_stored);
}

QString ProtocolPage::problem() const
{
    return m_problem->text();
}

void ProtocolPage::readFields()
{
    if (m_isFilling)
        return;
    m_protocol.title = m_title->text().toStdString();
    m_protocol.order.patientGap = m_gap->value();
    m_protocol.order.sameForAll = m_sameOrder->isChecked();
    m_protocol.repeats = { m_repeats->value() / 100.0, m_repeatGap->value() };
    for (std::size_t i = 1; i < m_protocol.stages.size(); ++i)
        if (m_protocol.stages[i].follows == StageFollows::WholeSet)
            m_protocol.stages[i].washoutDays = m_washout->value();
    m_protocol.breaks = { m_breakCases->value(), m_breakMinutes->value() };
    m_protocol.adjudicateAbove = m_adjudicate->value();
    m_protocol.mayGoBack = m_back->isChecked();
    m_protocol.trainingFeedback = m_feedback->isChecked();
    m_protocol.recordsTime = m_time->isChecked();
    m_protocol.recordsDisplay = m_display->isChecked();
    m_protocol.namesReaders = m_names->isChecked();
    showText();
    drawState();
}

void ProtocolPage::readText()
{
    if (m_isFilling)
        return;
    auto typed = protocolFromText(m_text->toPlainText().toStdString());
    theme::setStyleProperty(*m_text, "state", typed ? "" : "error");
    if (!typed) {
        m_problem->setText(QString::fromStdString(typed.error().message));
        m_take->setEnabled(false);
        return;
    }
    m_protocol = std::move(*typed);
    showFields();
    drawState();
}

void ProtocolPage::showFields()
{
    m_isFilling = true;
    m_design->setText(study::designName(m_protocol.design));
    if (m_title->text().toStdString() != m_protocol.title)
        m_title->setText(QString::fromStdString(m_protocol.title));
    m_gap->setValue(m_protocol.order.patientGap);
    m_sameOrder->setChecked(m_protocol.order.sameForAll);
    m_repeats->setValue(100.0 * m_protocol.repeats.share);
    m_repeatGap->setValue(m_protocol.repeats.gap);
    double washout = 0.0;
    bool hasSecond = false;
    for (std::size_t i = 1; i < m_protocol.stages.size(); ++i)
        if (m_protocol.stages[i].follows == StageFollows::WholeSet) {
            hasSecond = true;
            washout = std::max(washout, m_protocol.stages[i].washoutDays);
        }
    m_washout->setEnabled(hasSecond);
    m_washout->setToolTip(hasSecond ? QString() : tr("There is only one stage."));
    m_washout->setValue(washout);
    m_breakCases->setValue(m_protocol.breaks.afterCases);
    m_breakMinutes->setValue(m_protocol.breaks.afterMinutes);
    m_adjudicate->setValue(m_protocol.adjudicateAbove);
    m_back->setChecked(m_protocol.mayGoBack);
    m_feedback->setChecked(m_protocol.trainingFeedback);
    m_time->setChecked(m_protocol.recordsTime);
    m_display->setChecked(m_protocol.recordsDisplay);
    m_names->setChecked(m_protocol.namesReaders);
    m_isFilling = false;
}

void ProtocolPage::showText()
{
    m_isFilling = true;
    m_text->setPlainText(QString::fromStdString(toJson(m_protocol).dump(2)));
    theme::setStyleProperty(*m_text, "state", "");
    m_isFilling = false;
}

void ProtocolPage::drawState()
{
    const bool isSealed = m_desk.isOpen() && m_desk.study().isSealed();
    const auto checked = checkProtocol(m_protocol);
    m_problem->setText(checked ? QString() : QString::fromStdString(checked.error().message));
    m_problem->setVisible(!checked);
    m_reason->setVisible(isSealed);
    m_take->setText(isSealed ? tr("Amend") : tr("Take the changes"));
    const bool hasReason = !isSealed || !m_reason->text().trimmed().isEmpty();
    m_take->setEnabled(isChanged() && checked && hasReason && !m_desk.isBusy());
    m_take->setToolTip(!isChanged() ? tr("Nothing has changed.")
            : !hasReason            ? tr("An amendment needs a reason.")
                                    : QString());
}

void ProtocolPage::take()
{
    if (!m_take->isEnabled())
        return;
    const bool isSealed = m_desk.study().isSealed();
    const auto work = [protocol = m_protocol, isSealed, reason = m_reason->text().trimmed().toStdString()](
                          StudyStore &store, const JobContext &) -> Result<> {
        if (!isSealed)
            return store.setProtocol(protocol);
        CF_TRY(store.amend(protocol, reason));
        return {};
    };
    m_desk.act(tr("Storing the protocol"), work,
        isSealed ? tr("Amended. The version before stays beside it.") : tr("The protocol is stored."));
    m_reason->clear();
}

} // namespace cf::ui
