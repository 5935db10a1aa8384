#include "ui/coordinator/pages/LeakPage.h"

#include "ui/coordinator/study/ChannelList.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

LeakPage::LeakPage(StudyDesk &desk)
    : CoordinatorPage(desk)
    , m_hunt(parts::primary(tr("Look for leaks")))
    , m_stop(parts::button(tr("Stop"), "stop"))
    , m_verdict(parts::words({}, "strong"))
    , m_channels(new ChannelList(ChannelList::Detail::Full))
{
    QVBoxLayout *column = parts::scrolled(*this);
    column->addWidget(parts::section(tr("Leak check")));
    column->addWidget(parts::words(
        tr("A small detector tries to tell real from synthetic images without looking at the chest, channel by "
           "channel. 0.5 is chance. A trained rule over all features is cross-validated over patients: it knows its "
           "own "
           "direction, so a figure below 0.5 is nothing that could be turned round. Each single feature is looked at "
           "in "
           "both directions, with an interval that allows for all of them; the one that tells most is shown. A channel "
           "leaks where either 95 % interval lies above the limit; the study is not sealed then, unless you write "
           "why."),
        "hint"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_hunt);
    row->addWidget(m_stop);
    row->addWidget(m_verdict, 1);
    column->addLayout(row);
    m_channels->setMaximumWidth(760);
    column->addWidget(m_channels);
    column->addStretch(1);
    connect(m_hunt, &QPushButton::clicked, this, &LeakPage::hunt);
    connect(m_stop, &QPushButton::clicked, &m_desk, &StudyDesk::cancel);
}

QString LeakPage::verdict() const
{
    return m_verdict->text();
}

void LeakPage::draw()
{
    const StudyView &view = m_desk.view();
    const bool isSealed = view.status.study.isSealed();
    m_hunt->setEnabled(!m_desk.isBusy() && !isSealed && !view.status.study.cases.empty());
    m_hunt->setToolTip(isSealed               ? tr("The study is sealed with the check that was made then.")
            : view.status.study.cases.empty() ? tr("There are no cases yet.")
                                              : QString());
    m_stop->setVisible(m_desk.isBusy());
    if (!view.leakCheck) {
        m_verdict->setText(tr("Not looked for yet."));
        theme::setRole(*m_verdict, "secondary");
        m_channels->clear();
        return;
    }
    const LeakReport &report = view.leakCheck->report;
    m_channels->setReport(report);
    const bool anyTooFew = std::ranges::any_of(report.channels, &LeakChannel::tooFew);
    const QString counts = tr("%1 real and %2 synthetic images.").arg(report.real).arg(report.synthetic);
    if (view.leakCheck->isStale && !isSealed) {
        m_verdict->setText(tr("Out of date: cases have changed since."));
        theme::setRole(*m_verdict, "warn");
    } else if (report.leaks()) {
        const auto figure = [](const LeakChannel &channel) {
            return channel.leaks ? std::max(channel.auc, channel.featureAuc) : 0.0;
        };
        const auto worst = std::ranges::max_element(report.channels, {}, figure);
        m_verdict->setText(tr("⊘ Leak found: %1 (AUC %2). Harmonise before sealing.")
                               .arg(study::channelName(worst->name), QString::number(figure(*worst), 'f', 2))
            + QLatin1Char(' ') + counts);
        theme::setRole(*m_verdict, "error");
    } else if (anyTooFew) {
        m_verdict->setText(tr("△ Too few images to tell: ten of each kind are needed.") + QLatin1Char(' ') + counts);
        theme::setRole(*m_verdict, "warn");
    } else {
        m_verdict->setText(tr("✓ No channel leaks.") + QLatin1Char(' ') + counts);
        theme::setRole(*m_verdict, "strong");
    }
}

void LeakPage::hunt()
{
    m_desk.run<LeakReport>(tr("Looking for leaks"), checkForLeaks, [this](const LeakReport &report) {
        m_desk.say(report.leaks() ? tr("A channel leaks.") : tr("No channel was found to leak."), report.leaks());
    });
}

} // namespace cf::ui
