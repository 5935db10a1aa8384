#include "ui/shell/MainWindow.h"

#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/results/CandidateTable.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/export/SyntheticExport.h"

#include <QPlainTextEdit>

namespace cf::ui {
namespace {

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(" · ");
}

QString madeBy(const HistoryEntry &entry)
{
    const Provenance &made = entry.result->provenance;
    QStringList parts{ QString::fromStdString(made.model), QObject::tr("edit %1").arg(entry.number),
        QObject::tr("seed %1").arg(made.seed) };
    if (entry.refused())
        parts << QObject::tr("refused by gate");
    return joined(std::move(parts));
}

} // namespace

ViewportContent MainWindow::originalContent() const
{
    ViewportContent content;
    if (!m_document) {
        content.headline = tr("No study is open.");
        content.hint = tr("Drop files here or open a folder.");
        return content;
    }
    // A synthetic object that is opened again is not a radiograph either.
    const bool synthetic = m_document->image().attributes.synthetic;
    content.role = synthetic ? ViewportContent::Role::Synthetic : ViewportContent::Role::Original;
    content.title = tr("ORIGINAL");
    content.subtitle = synthetic ? tr("Source · %1").arg(m_document->viewLine()) : m_document->viewLine();
    const QString patient = m_document->patientLine();
    content.ribbon =
        synthetic ? joined({ tr("opened from a synthetic object"), patient }) : tr("Source pixels, read only");
    content.picture = m_document->image().picture;
    // A synthetic object has a plate burnt in somewhere, which no words may cover: the ribbon says whose it is.
    if (!patient.isEmpty() && !synthetic)
        content.corner << patient;
    // Advice on a region is of the instruction that it was proposed for, which stands first in its key.
    const QString typed = m_prompt->instruction().toPlainText().trimmed();
    if (m_document->proposedFor.section(QChar(0), 0, 0) == typed)
        content.notice = m_document->regionNote;
    content.noticeWarns = m_document->regionNoteWarns;
    return content;
}

ViewportContent MainWindow::resultContent(const HistoryEntry &entry) const
{
    ViewportContent content = originalContent();
    content.notice.clear();
    content.role = ViewportContent::Role::Synthetic;
    content.subtitle = tr("Edit %1 · %2").arg(entry.number).arg(entry.instruction);
    content.picture = entry.result->counterfactual;
    content.refused = entry.refused();
    content.ribbon = madeBy(entry);
    if (m_document->image().attributes.synthetic)
        content.ribbon = joined({ content.ribbon, m_document->patientLine() });
    content.region = entry.result->region;
    content.difference = entry.result->difference;
    content.plate = entry.result->plate;
    if (isOutOfDate())
        content.staleNote = tr("Out of date: the mask has changed since this result. Update to renew it.");
    return content;
}

ViewportContent MainWindow::rebuiltContent(const HistoryEntry &entry) const
{
    ViewportContent content = resultContent(entry);
    content.picture = entry.result->rebuilt;
    content.subtitle = tr("Rebuilt, no edit: what the model's coding alone changes");
    content.difference = nullptr;
    content.region = nullptr;
    content.staleNote.clear();
    return content;
}

ViewportContent MainWindow::previewContent() const
{
    ViewportContent content = originalContent();
    content.notice.clear();
    content.role = ViewportContent::Role::Synthetic;
    content.preview = m_preview;
    content.subtitle =
        m_progress.steps > 0 ? tr("preview %1/%2").arg(m_progress.step).arg(m_progress.steps) : tr("preview");
    content.ribbon = tr("edit %1, in the making").arg(m_pending.number);
    return content;
}

bool MainWindow::isOutOfDate() const
{
    if (!m_document)
        return false;
    const HistoryEntry &entry = m_document->history().entry(m_document->shownRow);
    return entry.result && entry.maskFingerprint != m_document->maskFingerprint();
}

void MainWindow::showContents()
{
    ViewportContent shown;
    shown.headline = tr("No counterfactual yet.");
    shown.hint = tr("Type what should change, then Generate.");
    ResultPointer result;
    const HistoryEntry *entry = m_document ? &m_document->history().entry(m_document->shownRow) : nullptr;
    if (m_document && m_editing == m_document && !m_preview.isNull()) {
        shown = previewContent();
    } else if (entry && entry->result) {
        result = entry->result;
        shown = m_rebuiltHeld && result->rebuilt ? rebuiltContent(*entry) : resultContent(*entry);
    } else if (entry && entry->kind == HistoryEntry::Kind::Cancelled && !entry->picture.isNull()) {
        shown = originalContent();
        shown.notice.clear();
        shown.role = ViewportContent::Role::Synthetic;
        shown.preview = entry->picture;
        shown.subtitle = tr("Edit %1 · cancelled, last preview").arg(entry->number);
        shown.ribbon = entry->note;
    } else if (entry && entry->kind == HistoryEntry::Kind::Failed) {
        shown.headline = tr("Edit %1 failed.").arg(entry->number);
        shown.hint = entry->note;
    } else if (entry && entry->outline) {
        shown.headline = entry->problem.isEmpty() ? tr("Reading edit %1 back.").arg(entry->number)
                                                  : tr("Edit %1 cannot be shown.").arg(entry->number);
        shown.hint = entry->problem;
    }
    m_compare->setContents(originalContent(), std::move(shown));
    m_difference->setResult(m_document ? m_document->image().picture : nullptr, result);
    // Previews come often; what is judged changes only with the result.
    const ResultPointer known = !result && entry && !m_editing ? entry->outline : result;
    const auto judged =
        std::tuple<const EditDocument *, int, ResultPointer>(m_document, m_document ? m_document->shownRow : 0, known);
    if (judged != m_judged) {
        m_judged = judged;
        m_scorecard->setEntry(entry);
        m_candidates->setResult(known);
        m_provenance->setPlainText(known ? provenanceText(*known) : QString());
    }
    setWindowTitle(result ? tr("Contrafact · SYNTHETIC · edit %1").arg(entry->number) : tr("Contrafact"));
    m_prompt->setOutOfDate(isOutOfDate());
}

} // namespace cf::ui
