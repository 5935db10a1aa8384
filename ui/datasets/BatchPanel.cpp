#include "ui/datasets/BatchPanel.h"

#include "ui/datasets/BatchPictures.h"
#include "ui/datasets/parts/CellGrid.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace cf::ui {

namespace {

constexpr std::size_t maxReasons = 6;

QString dash()
{
    return QString(QChar(0x2014));
}

QString space(std::uintmax_t bytes)
{
    const double megabytes = double(bytes) / 1e6;
    return megabytes < 1000.0 ? BatchPanel::tr("%1 MB").arg(megabytes, 0, 'f', 0)
                              : BatchPanel::tr("%1 GB").arg(megabytes / 1000.0, 0, 'f', 1);
}

/// Never "0 s left": what is left takes a moment at least.
QString duration(double seconds)
{
    if (seconds < 90.0)
        return BatchPanel::tr("%1 s").arg(std::max(1.0, std::round(seconds)), 0, 'f', 0);
    if (seconds < 90.0 * 60.0)
        return BatchPanel::tr("%1 min").arg(std::round(seconds / 60.0), 0, 'f', 0);
    return BatchPanel::tr("%1 h").arg(seconds / 3600.0, 0, 'f', 1);
}

QString share(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? BatchPanel::tr("%1 (%2 %)").arg(part).arg(100.0 * double(part) / double(whole), 0, 'f', 1)
                     : QString::number(part);
}

QString stageName(BatchStage stage)
{
    switch (stage) {
    case BatchStage::Planned:
        return BatchPanel::tr("planned");
    case BatchStage::Running:
        return BatchPanel::tr("running");
    case BatchStage::Stopping:
        return BatchPanel::tr("stopping");
    case BatchStage::Stopped:
        return BatchPanel::tr("stopped");
    case BatchStage::Finished:
        return BatchPanel::tr("finished");
    }
    return {};
}

QGridLayout *facts()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, 92);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

BatchPanel::BatchPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(parts::section({}))
    , m_stage(new QLabel)
    , m_estimate(facts())
    , m_words(parts::words({}, "body"))
    , m_bar(new QProgressBar)
    , m_counts(facts())
    , m_reasonsTitle(parts::words(tr("Not accepted, by reason"), "strong"))
    , m_reasons(facts())
    , m_picturesTitle(parts::words(tr("The last results"), "strong"))
    , m_pictures(new BatchPictures)
    , m_message(parts::words({}, "caption"))
    , m_act(parts::primary(tr("Start")))
    , m_sheet(parts::button(tr("Contact sheet"), "grid"))
    , m_card(parts::button(tr("Card"), "note"))
    , m_folder(parts::button(tr("Folder"), "folder"))
    , m_validation(parts::button(tr("To validation"), "check"))
    , m_annotation(parts::button(tr("To annotation"), "tags"))
{
    theme::setRole(*m_stage, "note-tag");
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How far the batch is"));
    m_reasons->setColumnMinimumWidth(0, 0);
    m_reasons->setColumnStretch(0, 1);
    m_reasons->setColumnStretch(1, 0);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *facts = new QWidget;
    QVBoxLayout *column = parts::scrolled(*facts);
    outer->addWidget(facts, 1);
    auto *foot = new QVBoxLayout; // Always in sight, however much there is to be said.
    foot->setContentsMargins(16, 8, 16, 12);
    foot->setSpacing(8);
    foot->addWidget(m_message);
    foot->addWidget(makeButtons());
    outer->addLayout(foot);
    auto *heading = new QHBoxLayout;
    heading->addWidget(m_title, 1);
    heading->addWidget(m_stage);
    column->addLayout(heading);
    column->addLayout(m_estimate);
    column->addWidget(parts::rule());
    column->addWidget(m_words);
    column->addWidget(m_bar);
    column->addLayout(m_counts);
    column->addWidget(m_reasonsTitle);
    column->addLayout(m_reasons);
    column->addWidget(m_picturesTitle);
    column->addWidget(m_pictures);
    column->addStretch(1);
    m_title->setText(tr("Estimate"));
}

QWidget *BatchPanel::makeButtons()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(m_act, 0, 0, 1, 6);
    grid->addWidget(m_sheet, 1, 0, 1, 2);
    grid->addWidget(m_card, 1, 2, 1, 2);
    grid->addWidget(m_folder, 1, 4, 1, 2);
    grid->addWidget(m_validation, 2, 0, 1, 3);
    grid->addWidget(m_annotation, 2, 3, 1, 3);
    connect(m_act, &QPushButton::clicked, this, [this] {
        if (m_stops)
            Q_EMIT stopWanted();
        else
            Q_EMIT startWanted();
    });
    connect(m_sheet, &QPushButton::clicked, this, &BatchPanel::sheetWanted);
    connect(m_card, &QPushButton::clicked, this, &BatchPanel::cardWanted);
    connect(m_folder, &QPushButton::clicked, this, &BatchPanel::folderWanted);
    connect(m_validation, &QPushButton::clicked, this, &BatchPanel::validationWanted);
    connect(m_annotation, &QPushButton::clicked, this, &BatchPanel::annotationWanted);
    return box;
}

void BatchPanel::setLines(QGridLayout &grid, const QList<std::pair<QString, QString>> &lines)
{
    QList<QList<GridCell>> rows;
    for (const auto &[name, value] : lines)
        rows << QList<GridCell>{ { name, "caption" }, { value, "body" } };
    fillGrid(grid, rows);
}

void BatchPanel::showEstimate(const BatchState &state)
{
    const auto &estimate = state.estimate;
    const QString time = state.expectedSeconds >= 0.0
        ? tr("about %1, workers: %2").arg(duration(state.expectedSeconds)).arg(state.workers)
        : tr("%1 not measured here yet").arg(dash());
    setLines(*m_estimate,
        { { tr("Films"), estimate ? QString::number(estimate->films) : dash() },
            { tr("Edits"), estimate ? QString::number(estimate->edits) : dash() }, { tr("Time"), time },
            { tr("Disk"),
                estimate ? tr("at most %1 of %2 free").arg(space(estimate->bytes), space(estimate->room)) : dash() } });
}

void BatchPanel::showProgress(const BatchState &state)
{
    const bool begun = state.standing.has_value();
    m_words->setVisible(begun);
    m_bar->setVisible(begun);
    m_reasonsTitle->setVisible(begun && !state.standing->reasons.empty());
    m_picturesTitle->setVisible(!state.pictures.empty());
    m_pictures->setVisible(!state.pictures.empty());
    if (!begun) {
        setLines(*m_counts, {});
        setLines(*m_reasons, {});
        return;
    }
    const BatchStanding &standing = *state.standing;
    QString words = tr("%1 of %2").arg(standing.done()).arg(standing.all());
    if (state.stage == BatchStage::Running)
        words += state.editsAMinute > 0.0 ? tr(" · %1 a minute · %2 left")
                                                .arg(state.editsAMinute, 0, 'f', state.editsAMinute < 10.0 ? 1 : 0)
                                                .arg(duration(state.secondsLeft))
                                          : tr(" · loading the model");
    else if (state.stage == BatchStage::Stopped && standing.next)
        words = tr("Stopped at %1 of %2. It goes on with \"%3\" of the film %4.")
                    .arg(standing.done())
                    .arg(standing.all())
                    .arg(QString::fromStdString(standing.next->prompt), QString::fromStdString(standing.next->film));
    else if (state.stage == BatchStage::Stopped)
        words = counted(standing.all(), tr("The one edit is made. The tables are written at the next start."),
            tr("All %1 edits are made. The tables are written at the next start."));
    m_words->setText(words);
    m_bar->setRange(0, int(std::max<std::int64_t>(1, standing.all())));
    m_bar->setValue(int(standing.done()));
    const auto line = [&standing](const char *status) { return share(standing.count(status), standing.done()); };
    QList<std::pair<QString, QString>> lines{ { tr("Accepted"), line("accepted") },
        { tr("Refused"), line("refused") } };
    if (standing.count("failed") > 0)
        lines << std::pair(tr("Not possible"), line("failed"));
    if (standing.count("not_understood") > 0)
        lines << std::pair(tr("Not understood"), line("not_understood"));
    if (standing.count("unreadable") > 0)
        lines << std::pair(tr("Unreadable"), line("unreadable"));
    setLines(*m_counts, lines);
    showReasons(standing);
    m_pictures->setPictures(state.pictures);
}

void BatchPanel::showReasons(const BatchStanding &standing)
{
    QList<std::pair<QString, QString>> lines;
    std::int64_t others = 0;
    for (const auto &[reason, count] : standing.reasons) {
        if (std::size_t(lines.size()) < maxReasons)
            lines << std::pair(coreWords(reason), share(count, standing.done()));
        else
            others += count;
    }
    if (others > 0)
        lines << std::pair(tr("other reasons"), share(others, standing.done()));
    setLines(*m_reasons, lines);
}

void BatchPanel::show(const BatchState &state, const QString &message, bool isProblem, bool isBusyElsewhere)
{
    showEstimate(state);
    showProgress(state);
    m_stage->setText(stageName(state.stage));
    // What hinders stands beside the button that it hinders.
    const bool isHindered = message.isEmpty() && !state.problem.isEmpty()
        && (state.stage == BatchStage::Planned || state.stage == BatchStage::Stopped);
    m_message->setText(isHindered ? state.problem : message);
    m_message->setVisible(!m_message->text().isEmpty());
    theme::setRole(*m_message, isProblem && !isHindered ? "error" : "caption");
    m_stops = state.stage == BatchStage::Running || state.stage == BatchStage::Stopping;
    m_act->setText(m_stops                       ? tr("Stop")
            : state.stage == BatchStage::Planned ? tr("Start")
            : state.stage == BatchStage::Stopped ? tr("Go on")
                                                 : tr("Read unreadable films again"));
    const bool again =
        state.stage == BatchStage::Finished && (!state.standing || state.standing->count("unreadable") == 0);
    m_act->setVisible(!again);
    m_act->setEnabled(m_stops ? state.stage == BatchStage::Running : state.problem.isEmpty() && !isBusyElsewhere);
    m_act->setToolTip(m_stops || m_act->isEnabled() ? QString()
            : isBusyElsewhere                       ? tr("Another batch is running.")
                                                    : state.problem);
    const bool isDone = state.stage == BatchStage::Finished;
    const QString why = isDone ? QString() : tr("Once the batch is finished.");
    for (QPushButton *button : { m_sheet, m_card, m_validation, m_annotation }) {
        button->setEnabled(isDone);
        button->setToolTip(why);
    }
    m_folder->setEnabled(state.standing.has_value());
    m_folder->setToolTip(m_folder->isEnabled() ? QString() : tr("Nothing is made yet."));
}

QString BatchPanel::progressWords() const
{
    return m_words->text();
}

} // namespace cf::ui
