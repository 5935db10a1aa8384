#include "ui/datasets/pilot/StageView.h"

#include "ui/datasets/parts/CellGrid.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <array>
#include <cstddef>

namespace cf::ui {

namespace {

QString titleOf(int stage)
{
    const std::array<QString, pilot::stages> titles{ StageView::tr("The films"), StageView::tr("First edits"),
        StageView::tr("Many films"), StageView::tr("Adapting the model"), StageView::tr("Does it help a classifier?") };
    return StageView::tr("%1 · %2").arg(stage).arg(titles.at(std::size_t(stage)));
}

QString aboutOf(int stage)
{
    const std::array<QString, pilot::stages> texts{
        StageView::tr("Every film is looked at: view, doubles, printed words, whether the model can work with it."),
        StageView::tr("A few films are edited, and an expert reads the cases."),
        StageView::tr("More films, what else moves with an edit, and a second reading."),
        StageView::tr("A text-to-image model learns from the training patients' films alone. Hours."),
        StageView::tr("Classifiers on your own label and shortcut, with and without counterfactuals. Hours.")
    };
    return texts.at(std::size_t(stage));
}

QString words(PilotVerdict::State state)
{
    switch (state) {
    case PilotVerdict::State::Met:
        return StageView::tr("met");
    case PilotVerdict::State::NotMet:
        return StageView::tr("not met");
    case PilotVerdict::State::Open:
        break;
    }
    return StageView::tr("open");
}

/// Only what changed: a screen that is drawn while a stage speaks must not flicker.
void say(QLabel &label, const QString &text)
{
    if (label.text() != text)
        label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

StageView::StageView(int stage, QWidget *parent)
    : QWidget(parent)
    , m_stage(stage)
    , m_state(new QLabel)
    , m_about(parts::words(aboutOf(stage), "caption"))
    , m_rules(new QGridLayout)
    , m_despite(parts::words({}, "caption"))
    , m_next(parts::words({}, "caption"))
    , m_act(parts::button({}, "play"))
    , m_page(parts::button(tr("Page"), "note"))
{
    theme::setRole(*m_state, "note-tag");
    m_rules->setHorizontalSpacing(12);
    m_rules->setVerticalSpacing(4);
    m_rules->setColumnMinimumWidth(0, 64);
    m_rules->setColumnStretch(1, 3);
    m_rules->setColumnStretch(2, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(6);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(8);
    heading->addWidget(parts::section(titleOf(stage)));
    heading->addWidget(m_state);
    heading->addStretch(1);
    heading->addWidget(m_page);
    heading->addWidget(m_act);
    column->addLayout(heading);
    column->addWidget(m_about);
    column->addLayout(m_rules);
    column->addWidget(m_despite);
    column->addWidget(m_next);
    column->addWidget(parts::rule());
    m_page->setAccessibleName(tr("Page of stage %1").arg(stage));
    connect(m_act, &QPushButton::clicked, this, [this] { Q_EMIT startWanted(m_stage); });
    connect(m_page, &QPushButton::clicked, this, [this] { Q_EMIT pageWanted(m_stage); });
}

void StageView::showRules(const std::vector<PilotVerdict> &verdicts, bool isDone)
{
    QList<QList<GridCell>> rows;
    for (const PilotVerdict &verdict : verdicts) {
        const bool isFailed = isDone && verdict.state == PilotVerdict::State::NotMet;
        rows << QList<GridCell>{ { isDone ? words(verdict.state) : QString(QChar(0x2014)),
                                     isFailed ? "error" : "caption" },
            { coreWords(verdict.rule), "body" }, { coreWords(verdict.found), "caption" } };
    }
    fillGrid(*m_rules, rows);
}

void StageView::show(const pilot::Standing &standing, const QString &hindrance, bool isRunning)
{
    const pilot::StageStanding &stage = standing.all.at(std::size_t(m_stage));
    std::vector<PilotVerdict> rules = stage.verdicts;
    if (rules.empty())
        for (std::string &rule : pilot::rulesOf(standing.rules, m_stage))
            rules.push_back({ std::move(rule), {} });
    showRules(rules, stage.isDone());
    say(*m_state,
        isRunning            ? tr("running")
            : stage.isMet()  ? tr("met")
            : stage.isOpen() ? tr("open")
            : stage.isDone() ? tr("not met")
                             : tr("not begun"));
    say(*m_despite,
        stage.despite.empty()
            ? QString()
            : tr("Begun against the rules of the stage before: %1").arg(QString::fromStdString(stage.despite)));
    say(*m_next, stage.next.empty() ? QString() : tr("Next: %1").arg(coreWords(stage.next)));
    const QString words = isRunning ? tr("Stop") : stage.isDone() ? tr("Work it again") : tr("Start");
    if (m_act->text() != words)
        m_act->setText(words);
    m_act->setAccessibleName(tr("%1, stage %2").arg(words).arg(m_stage));
    m_act->setEnabled(isRunning || hindrance.isEmpty());
    m_act->setToolTip(isRunning ? QString() : hindrance);
    m_page->setEnabled(stage.isDone());
    m_page->setToolTip(stage.isDone() ? QString() : tr("Once the stage is worked."));
}

QString StageView::stateText() const
{
    return m_state->text();
}

} // namespace cf::ui
