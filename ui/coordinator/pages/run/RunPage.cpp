#include "ui/coordinator/pages/run/RunPage.h"

#include "ui/coordinator/pages/run/AdjudicationPanel.h"
#include "ui/coordinator/pages/run/ConflictPanel.h"
#include "ui/coordinator/pages/run/ReadingGrid.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int watchInterval = 5000; // ms between looks at how far readers elsewhere are.
constexpr int eventsShown = 12;

} // namespace

RunPage::RunPage(StudyDesk &desk)
    : CoordinatorPage(desk)
    , m_counts(parts::words({}, "caption"))
    , m_grid(new ReadingGrid)
    , m_hidden(parts::words({}, "body"))
    , m_reason(new QLineEdit)
    , m_close(parts::button(tr("Close the study"), "lock"))
    , m_adjudication(new AdjudicationPanel(desk))
    , m_conflicts(new ConflictPanel(desk))
    , m_events(new QGridLayout)
    , m_watch(new QTimer(this))
{
    QVBoxLayout *column = parts::scrolled(*this);
    auto *head = new QHBoxLayout;
    head->addWidget(parts::section(tr("Progress")));
    head->addWidget(m_counts, 1);
    m_counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    column->addLayout(head);
    column->addWidget(m_grid);
    column->addWidget(parts::words(tr("■ read   □ open   ▨ washout   ▣ being read"), "hint"));
    column->addWidget(parts::rule());
    column->addWidget(parts::section(tr("Answers")));
    column->addWidget(m_hidden);
    m_reason->setPlaceholderText(tr("Why it is closed; recorded"));
    m_reason->setAccessibleName(tr("Reason of closing"));
    m_reason->setMaximumWidth(420);
    auto *row = new QHBoxLayout;
    row->addWidget(m_reason, 1);
    row->addWidget(m_close);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(parts::rule());
    column->addWidget(m_conflicts);
    column->addWidget(m_adjudication);
    column->addWidget(parts::rule());
    column->addWidget(parts::section(tr("Events")));
    m_events->setHorizontalSpacing(20);
    m_events->setVerticalSpacing(6);
    m_events->setColumnStretch(2, 1);
    column->addLayout(m_events);
    column->addStretch(1);
    connect(m_close, &QPushButton::clicked, this, &RunPage::closeStudy);
    connect(m_reason, &QLineEdit::textChanged, this, &RunPage::draw);
    m_watch->setInterval(watchInterval);
    connect(m_watch, &QTimer::timeout, this, [this] {
        if (isVisible() && m_desk.isOpen() && !m_desk.isBusy())
            m_desk.refresh();
    });
    m_watch->start();
}

void RunPage::draw()
{
    if (!m_desk.isOpen())
        return;
    const StudyStatus &status = m_desk.view().status;
    const Study &study = status.study;
    m_counts->setText(tr("%1, %2").arg(counted(qint64(status.readers.size()), tr("1 reader"), tr("%1 readers")),
        counted(qint64(study.cases.size()), tr("1 case"), tr("%1 cases"))));
    if (const QString consents = study::consentCounts(status.readers); !consents.isEmpty())
        m_counts->setText(m_counts->text() + QStringLiteral(" · ") + consents);
    m_grid->setReaders(status.readers);
    m_hidden->setText(study.isClosed ? tr("The study is closed. No answer is taken any more; results may be shown.")
            : status.isOver          ? tr("Every reader has finished. Results may be shown; closing ends the reading "
                                                   "for good, adjudication included.")
            : study.isSealed()       ? tr("Hidden until every reader has finished or the study is closed. Closing is "
                                                "recorded and cannot be undone.")
                                     : tr("Reading begins when the study is sealed."));
    const bool mayClose = study.isSealed() && !study.isClosed;
    m_reason->setVisible(mayClose);
    m_close->setVisible(mayClose);
    m_close->setEnabled(mayClose && !m_reason->text().trimmed().isEmpty() && !m_desk.isBusy());
    m_close->setToolTip(m_reason->text().trimmed().isEmpty() ? tr("Write why.") : QString());
    m_adjudication->draw();
    m_conflicts->draw();
    drawEvents();
}

void RunPage::drawEvents()
{
    while (QLayoutItem *item = m_events->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const study::Event &event : study::events(m_desk.view().audit, eventsShown)) {
        m_events->addWidget(parts::words(event.time, "caption"), row, 0);
        m_events->addWidget(parts::words(event.who, "body"), row, 1);
        m_events->addWidget(parts::words(event.what, "caption"), row, 2);
        m_events->itemAtPosition(row, 0)->widget()->setMinimumWidth(120);
        ++row;
    }
}

void RunPage::closeStudy()
{
    if (!m_close->isEnabled())
        return;
    const auto work = [reason = m_reason->text().trimmed().toStdString()](
                          StudyStore &store, const JobContext &) { return store.close(reason); };
    m_desk.act(tr("Closing the study"), work, tr("The study is closed."));
}

} // namespace cf::ui
