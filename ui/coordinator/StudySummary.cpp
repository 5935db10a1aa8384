#include "ui/coordinator/StudySummary.h"

#include "ui/coordinator/study/ChannelList.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>

namespace cf::ui {

namespace {

QHBoxLayout *headOf(QLabel *title, QLabel *tag)
{
    auto *row = new QHBoxLayout;
    row->addWidget(title, 1);
    row->addWidget(tag);
    return row;
}

} // namespace

StudySummary::StudySummary(QWidget *parent)
    : QWidget(parent)
    , m_title(parts::words(tr("Protocol"), "strong"))
    , m_sealTag(new QLabel)
    , m_facts(new QGridLayout)
    , m_leakTitle(parts::words(tr("Leak check"), "strong"))
    , m_leakTag(new QLabel)
    , m_channels(new ChannelList(ChannelList::Detail::Brief))
    , m_note(parts::words({}, "hint"))
{
    theme::setRole(*this, "panel");
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    parts::spread(*column);
    column->addLayout(headOf(m_title, m_sealTag));
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(1, 1);
    column->addLayout(m_facts);
    column->addWidget(parts::rule());
    column->addLayout(headOf(m_leakTitle, m_leakTag));
    column->addWidget(m_channels);
    column->addWidget(m_note);
    column->addStretch(1);
    clear();
}

void StudySummary::clear()
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_channels->clear();
    m_sealTag->hide();
    m_leakTag->hide();
    m_note->setText(tr("No study is open."));
}

void StudySummary::show(const StudyView &view)
{
    clear();
    const sessions::Study &study = view.status.study;
    m_title->setText(study.isSealed() ? tr("Sealed protocol") : tr("Protocol"));
    m_sealTag->setText(study.isClosed ? tr("closed") : tr("sealed"));
    theme::setRole(*m_sealTag, "note-tag");
    m_sealTag->setVisible(study.isSealed());
    int row = 0;
    for (const study::Fact &fact : study::protocolFacts(view.status)) {
        auto *name = parts::words(fact.name, "caption");
        name->setWordWrap(false);
        m_facts->addWidget(name, row, 0, Qt::AlignTop);
        m_facts->addWidget(parts::words(fact.value, "body"), row++, 1);
    }
    if (!view.leakCheck) {
        m_note->setText(tr("Not looked for yet."));
        return;
    }
    m_channels->setReport(view.leakCheck->report);
    const bool leaks = view.leakCheck->report.leaks();
    m_leakTag->setText(leaks ? tr("⊘ Leaks") : view.leakCheck->isStale ? tr("△ Out of date") : tr("✓ Passed"));
    theme::setRole(*m_leakTag, leaks || view.leakCheck->isStale ? "warn-strong" : "ok-tag");
    m_leakTag->show();
    m_note->setText(
        tr("AUC of a small detector that tries to tell real from synthetic without looking at the chest. 0.5 "
           "is chance."));
}

} // namespace cf::ui
