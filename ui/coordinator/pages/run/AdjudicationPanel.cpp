#include "ui/coordinator/pages/run/AdjudicationPanel.h"

#include "core/base/files/AtomicFile.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Parts.h"
#include "ui/words/CoreWords.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>
#include <utility>

namespace cf::ui {

using namespace sessions;

AdjudicationPanel::AdjudicationPanel(StudyDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_limit(new QDoubleSpinBox)
    , m_look(parts::button(tr("Look for disagreements"), "search"))
    , m_counts(parts::words({}, "caption"))
    , m_table(parts::table(tr("Disagreements"),
          { tr("Case"), tr("Question"), tr("Readers"), tr("Answers"), tr("Apart"), tr("Sent to"), tr("Verdict") }))
    , m_to(new QLineEdit)
    , m_role(new QComboBox)
    , m_send(parts::button(tr("Send"), "export"))
    , m_save(parts::button(tr("Table…"), "down"))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts::section(tr("Adjudication")));
    column->addWidget(parts::words(
        tr("Once every reader has finished, cases on which two stand further apart than the limit go to a third reader "
           "or a meeting, who read them without the answers of others. First answers stay as they are."),
        "hint"));
    m_limit->setRange(0.0, 1000.0);
    m_limit->setDecimals(2);
    m_limit->setAccessibleName(tr("Further apart than"));
    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Further apart than")));
    row->addWidget(m_limit);
    row->addWidget(m_look);
    row->addWidget(m_counts, 1);
    column->addLayout(row);
    m_table->setMinimumHeight(140);
    column->addWidget(m_table);
    auto *foot = new QHBoxLayout;
    m_to->setPlaceholderText(tr("Short name, e.g. A1"));
    m_to->setAccessibleName(tr("Short name of the adjudicator"));
    m_role->addItem(study::roleName(ReaderRole::Adjudicator), int(ReaderRole::Adjudicator));
    m_role->addItem(study::roleName(ReaderRole::Consensus), int(ReaderRole::Consensus));
    m_role->setAccessibleName(tr("Role"));
    foot->addWidget(m_to);
    foot->addWidget(m_role);
    foot->addWidget(m_send);
    foot->addStretch(1);
    foot->addWidget(m_save);
    column->addLayout(foot);
    connect(m_limit, &QDoubleSpinBox::valueChanged, this, [this] { m_isTyped = true; });
    connect(m_look, &QPushButton::clicked, this, &AdjudicationPanel::look);
    connect(m_send, &QPushButton::clicked, this, &AdjudicationPanel::send);
    connect(m_save, &QPushButton::clicked, this, &AdjudicationPanel::save);
    connect(m_to, &QLineEdit::textChanged, this, &AdjudicationPanel::draw);
}

void AdjudicationPanel::draw()
{
    if (!m_desk.isOpen())
        return;
    const StudyStatus &status = m_desk.view().status;
    if (std::exchange(m_study, status.study.id) != status.study.id) {
        m_found.clear();
        m_table->setRowCount(0);
        m_counts->clear();
        m_isTyped = false;
    }
    if (!m_isTyped) {
        m_limit->setValue(status.study.protocol.adjudicateAbove);
        m_isTyped = false;
    }
    int reading = 0;
    int readers = 0;
    for (const ReaderStatus &one : status.readers) {
        readers += one.reader.role == ReaderRole::Reader ? 1 : 0;
        reading += one.reader.role == ReaderRole::Reader && one.state != ReaderStage::Finished ? 1 : 0;
    }
    const bool mayLook = status.study.isSealed() && readers >= 2 && (reading == 0 || status.study.isClosed);
    m_look->setEnabled(mayLook && !m_desk.isBusy());
    m_look->setToolTip(mayLook ? QString() : tr("Not before every reader has finished; two are needed."));
    const bool anyOpen = std::ranges::any_of(m_found, [](const Disagreement &one) { return one.sentTo.empty(); });
    m_send->setEnabled(anyOpen && !status.study.isClosed && !m_to->text().trimmed().isEmpty() && !m_desk.isBusy());
    m_send->setToolTip(status.study.isClosed ? tr("The study is closed.") : QString());
    m_save->setEnabled(!m_found.empty());
}

void AdjudicationPanel::look()
{
    const auto work = [limit = m_limit->value()](
                          StudyStore &store, const JobContext &) { return disagreements(store, limit); };
    m_desk.run<std::vector<Disagreement>>(
        tr("Looking for disagreements"), work, [this](std::vector<Disagreement> found) { show(std::move(found)); });
}

void AdjudicationPanel::show(std::vector<Disagreement> found)
{
    m_found = std::move(found);
    m_table->setRowCount(0);
    int sent = 0;
    int settled = 0;
    for (const Disagreement &one : m_found) {
        sent += one.sentTo.empty() ? 0 : 1;
        settled += one.verdict.empty() ? 0 : 1;
        const auto text = [](const std::string &plain) { return QString::fromStdString(plain); };
        parts::fillRow(*m_table, m_table->rowCount(),
            { text(one.caseId), text(one.question), text(one.lowReader) + QStringLiteral(" – ") + text(one.highReader),
                text(one.low) + QStringLiteral(" – ") + text(one.high), QString::number(one.distance), text(one.sentTo),
                text(one.verdict) });
    }
    m_counts->setText(tr("Disagreements: %1, sent %2, settled %3").arg(m_found.size()).arg(sent).arg(settled));
    draw();
}

void AdjudicationPanel::send()
{
    if (!m_send->isEnabled())
        return;
    Reader judge;
    judge.id = m_to->text().trimmed().toStdString();
    judge.role = ReaderRole(m_role->currentData().toInt());
    std::vector<std::string> cases;
    for (const Disagreement &one : m_found)
        if (one.sentTo.empty())
            cases.push_back(one.caseId);
    const auto work = [judge, cases, limit = m_limit->value()](
                          StudyStore &store, const JobContext &) -> Result<std::vector<Disagreement>> {
        CF_TRY(sendToAdjudication(store, judge, cases));
        return disagreements(store, limit);
    };
    m_desk.run<std::vector<Disagreement>>(tr("Sending cases"), work, [this, judge](std::vector<Disagreement> found) {
        show(std::move(found));
        m_desk.say(tr("Sent to %1, who reads them as any reader does.").arg(QString::fromStdString(judge.id)));
    });
}

void AdjudicationPanel::save()
{
    const QString file = dialogs::newFile(
        window(), tr("Disagreements as a table"), QStringLiteral("adjudication.csv"), tr("Tables (*.csv)"));
    if (file.isEmpty())
        return;
    const auto written = writeWhole(file.toStdString(), adjudicationCsv(m_found));
    m_desk.say(written ? tr("Written.") : coreWords(written.error().message), !written);
}

} // namespace cf::ui
