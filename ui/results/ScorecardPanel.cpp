#include "ui/results/ScorecardPanel.h"

#include "ui/records/RegionWords.h"
#include "ui/results/GateRow.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

struct VerdictTag {
    QString text;
    const char *role;
};

/// Green only where the asked change itself was judged and found.
VerdictTag tagOf(const Scorecard &card, bool refused)
{
    const int all = int(card.rows.size());
    if (refused || card.verdict == Judgement::Failed)
        return { ScorecardPanel::tr("⊘ %1 of %2 passed").arg(card.passed).arg(all), "error-strong" };
    if (card.verdict == Judgement::NotJudged)
        return { ScorecardPanel::tr("— Asked change not judged · %1 of %2 passed").arg(card.passed).arg(all),
            "note-tag" };
    if (card.notJudged > 0)
        return {
            ScorecardPanel::tr("✓ %1 of %2 passed · — %3 not judged").arg(card.passed).arg(all).arg(card.notJudged),
            "ok-tag"
        };
    return { ScorecardPanel::tr("✓ Passed all %1 gates").arg(all), "ok-tag" };
}

QString namesOfNotJudged(const Scorecard &card)
{
    QStringList lines;
    for (const ScorecardRow &row : card.rows)
        if (row.judgement == Judgement::NotJudged)
            lines << ScorecardPanel::tr("— %1: %2").arg(coreWords(row.label), coreWords(row.reason));
    return lines.join('\n');
}

/// Up to the first full stop that ends a sentence, not one inside a number.
qsizetype endOfFirstSentence(const QString &text)
{
    static const QRegularExpression end(QStringLiteral("[.。](?=\\s|$)|。"));
    const QRegularExpressionMatch match = end.match(text);
    return match.hasMatch() ? match.capturedEnd() : text.size();
}

} // namespace

ScorecardPanel::ScorecardPanel(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new QLabel)
    , m_card(new QFrame)
    , m_cause(new QLabel)
    , m_why(new QPushButton(tr("Why")))
    , m_detail(new QLabel)
    , m_rows(new QVBoxLayout)
    , m_empty(new QLabel(tr("Each edit is judged here: what changed, where, and why it was accepted or refused.")))
    , m_numbers(new QLabel)
    , m_regionNote(new QLabel)
    , m_region(new QPushButton(tr("Correct the region")))
    , m_again(new QPushButton(tr("Another seed")))
    , m_star(new QPushButton(tr("Star")))
    , m_save(new QPushButton(tr("Save synthetic DICOM…")))
{
    theme::setRole(*this, "panel");
    theme::setRole(*m_card, "card-error");
    theme::setRole(*m_cause, "error-strong");
    theme::setRole(*m_detail, "caption");
    theme::setRole(*m_empty, "caption");
    theme::setRole(*m_numbers, "hint");
    theme::setRole(*m_regionNote, "warn");
    for (QLabel *label : { m_cause, m_detail, m_empty, m_numbers, m_regionNote })
        label->setWordWrap(true);
    theme::setRole(*m_why, "quiet");
    m_why->setCheckable(true);
    m_why->setToolTip(tr("Show the rest of the reason"));
    connect(m_why, &QPushButton::toggled, m_detail, &QLabel::setVisible);
    m_again->setIcon(theme::icon("dice", "text.primary", 16));
    m_star->setIcon(theme::icon("star", "text.primary", 16));
    m_save->setIcon(theme::icon("export", "text.primary", 16));
    m_save->setToolTip(tr("Save synthetic DICOM (Ctrl+Shift+S)"));
    connect(m_again, &QPushButton::clicked, this, &ScorecardPanel::anotherSeedRequested);
    connect(m_star, &QPushButton::clicked, this, &ScorecardPanel::starRequested);
    connect(m_save, &QPushButton::clicked, this, &ScorecardPanel::saveRequested);
    m_region->setIcon(theme::icon("mask", "text.primary", 16));
    m_region->setToolTip(tr("Take this edit's region as a mask: correct it with the brush, then Update"));
    connect(m_region, &QPushButton::clicked, this, &ScorecardPanel::regionRequested);
    layOut();
    setEntry(nullptr);
}

void ScorecardPanel::layOut()
{
    auto *card = new QVBoxLayout(m_card);
    card->addWidget(m_cause);
    card->addWidget(m_why, 0, Qt::AlignLeft);
    card->addWidget(m_detail);
    m_rows->setSpacing(0);
    auto *padded = new QVBoxLayout;
    padded->setContentsMargins(12, 10, 12, 8);
    padded->setSpacing(8);
    padded->addWidget(m_verdict, 0, Qt::AlignLeft);
    padded->addWidget(m_card);
    padded->addWidget(m_empty);
    auto *verbs = new QHBoxLayout;
    verbs->addWidget(m_again);
    verbs->addWidget(m_star);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 10);
    foot->setSpacing(8);
    verbs->setSpacing(8);
    foot->addWidget(m_numbers);
    foot->addWidget(m_regionNote);
    foot->addLayout(verbs);
    foot->addWidget(m_region);
    foot->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(padded);
    layout->addLayout(m_rows);
    layout->addLayout(foot);
    layout->addStretch(1);
}

void ScorecardPanel::clearRows()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ScorecardPanel::setEntry(const HistoryEntry *entry)
{
    clearRows();
    const bool judged = entry && entry->judged();
    const bool unfinished =
        entry && (entry->kind == HistoryEntry::Kind::Cancelled || entry->kind == HistoryEntry::Kind::Failed);
    m_empty->setVisible(!judged && !unfinished);
    m_verdict->setVisible(judged);
    m_card->setVisible(unfinished || (judged && entry->refused()));
    for (QWidget *widget : std::initializer_list<QWidget *>{ m_again, m_star, m_save, m_numbers })
        widget->setVisible(judged);
    m_again->setVisible(judged || unfinished);
    m_region->setVisible(judged && !entry->judged()->regionIsDrawn);
    m_regionNote->setVisible(judged && !entry->judged()->regionWarnings.empty());
    if (unfinished) {
        theme::setRole(*m_card, entry->kind == HistoryEntry::Kind::Failed ? "card-error" : "card-note");
        theme::setRole(*m_cause, entry->kind == HistoryEntry::Kind::Failed ? "error-strong" : "strong");
        m_cause->setText(coreWords(entry->note));
        m_detail->setText(entry->kind == HistoryEntry::Kind::Cancelled && !entry->picture.isNull()
                ? tr("The last preview is kept.")
                : QString());
        m_detail->setVisible(!m_detail->text().isEmpty());
        m_why->hide();
    }
    if (judged)
        showVerdict(*entry);
}

void ScorecardPanel::showRefusal(const QString &reason)
{
    theme::setRole(*m_card, "card-error");
    theme::setRole(*m_cause, "error-strong");
    const qsizetype end = endOfFirstSentence(reason);
    m_cause->setText(tr("Refused: %1").arg(reason.left(end)));
    m_detail->setText(
        (reason.mid(end).trimmed() + '\n' + tr("The edit is kept, counted and exported as refused.")).trimmed());
    m_why->setChecked(false);
    m_why->show();
    m_detail->hide();
}

void ScorecardPanel::showVerdict(const HistoryEntry &entry)
{
    const PreparedResult &result = *entry.judged();
    const Scorecard card = scorecardOf(result.gates);
    const VerdictTag tag = tagOf(card, result.refused());
    m_verdict->setText(tag.text);
    m_verdict->setToolTip(namesOfNotJudged(card));
    theme::setRole(*m_verdict, tag.role);
    showRefusal(coreWords(result.reason));
    std::vector<ScorecardRow> rows = card.rows;
    std::stable_partition(
        rows.begin(), rows.end(), [](const ScorecardRow &row) { return row.judgement == Judgement::Failed; });
    for (ScorecardRow &row : rows)
        m_rows->addWidget(new GateRow(std::move(row)));
    // Numbers stay with their units where the line breaks, and have their digits in groups.
    const auto grouped = [](std::int64_t number) {
        return QLocale(QLocale::English).toString(qlonglong(number)).replace(',', QChar(0x00a0));
    };
    QStringList numbers{ tr("%1\u00a0px changed inside, %2\u00a0outside")
                             .arg(grouped(result.metrics.insideChangedValues),
                                 grouped(result.metrics.outsideChangedValues)) };
    if (result.metrics.networkEvaluations > 0) // What is rendered asks no network.
        numbers << tr("%1\u00a0network\u00a0rows").arg(result.metrics.networkEvaluations);
    numbers << tr("%1\u00a0s").arg(result.metrics.seconds, 0, 'f', 1) << tr("region %1").arg(regionWords(entry));
    m_numbers->setText(numbers.join(QStringLiteral(" · ")));
    if (result.classifier) {
        QStringList readings;
        for (const LabelReading &reading : result.classifier->labels) {
            if (reading.asked || reading.label == result.classifier->collateralLabel)
                readings << tr("%1 %2 → %3")
                                .arg(coreTerm(QString::fromStdString(reading.label)))
                                .arg(reading.before, 0, 'f', 2)
                                .arg(reading.after, 0, 'f', 2);
        }
        if (!readings.isEmpty())
            m_numbers->setText(m_numbers->text() + "\n" + tr("Classifier: %1").arg(readings.join(" · ")));
    }
    QStringList notes;
    for (const RegionWarning &warning : result.regionWarnings)
        notes << tr("△ %1").arg(coreWords(warning.text));
    m_regionNote->setText(notes.join("\n"));
    m_save->setEnabled(entry.result != nullptr);
    m_region->setEnabled(entry.result != nullptr);
    m_star->setText(entry.starred ? tr("Starred") : tr("Star"));
    m_star->setIcon(theme::icon(entry.starred ? "starf" : "star", "text.primary", 16));
    m_save->setText(entry.saved ? tr("Saved · save again…") : tr("Save synthetic DICOM…"));
}

} // namespace cf::ui
