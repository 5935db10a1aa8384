#include "ui/canvas/MaskCommands.h"
#include "ui/compare/CompareView.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/session/SourceProposal.h"
#include "ui/shell/ActionRegistry.h"
#include "ui/shell/MainWindow.h"

#include <QAction>

// The region that the program finds for an edit: shown as a mask before it is applied, corrected with the brush.
namespace cf::ui {

void MainWindow::connectRegion()
{
    m_actions->on("mask.find", [this] { proposeRegion(); });
    m_actions->on("mask.fromResult", [this] {
        const HistoryEntry *entry = m_document ? &m_document->history().entry(m_document->shownRow) : nullptr;
        if (!entry || !entry->result)
            return;
        // The mask that was drawn comes back as it was; a region that was found becomes one.
        const Image<std::uint8_t> &values = entry->mask ? *entry->mask : entry->result->regionValues;
        if (auto command = replaceMask(m_document->mask(), values, tr("Region of the result")))
            m_document->undo().push(command.release());
        m_actions->action("tool.brush").trigger();
    });
    connect(m_scorecard, &ScorecardPanel::regionRequested, this,
        [this] { m_actions->action("mask.fromResult").trigger(); });
    connect(&m_edits, &EditController::regionFound, this, &MainWindow::takeProposal);
    const auto given = [this](const QString &what, bool problem) {
        if (!std::exchange(m_findingRegion, false))
            return;
        m_editing = nullptr;
        m_prompt->setRunning(false);
        say(what, problem);
        updateState();
        showQueue();
        Q_EMIT regionShown();
        beginNext();
    };
    connect(&m_edits, &EditController::failed, this, [given](const QString &message) { given(message, true); });
    connect(&m_edits, &EditController::cancelled, this,
        [this, given] { given(tr("Finding the region was cancelled."), false); });
}

QString MainWindow::proposalKey() const
{
    const CaptionPair captions = m_prompt->captions();
    return QStringList{ m_prompt->instruction().toPlainText().trimmed(), QString::fromStdString(captions.target),
        QString::fromStdString(m_prompt->method()), QString::number(m_prompt->seed()),
        QString::number(m_prompt->steps()), QString::fromStdString(m_edits.model().sha256) }
        .join(QChar(0));
}

bool MainWindow::maskIsProposal() const
{
    const size_t mask = m_document ? m_document->maskFingerprint() : 0;
    return mask != 0 && mask == m_document->proposedMask && proposalKey() == m_document->proposedFor;
}

ResultPointer MainWindow::knownEdit(const EditRequest &request) const
{
    if (!maskIsProposal() || !m_document->proposedEdit || request.seeds > 1)
        return nullptr;
    const Provenance &made = m_document->proposedEdit->provenance;
    const bool same = made.captions == request.captions && made.captionsByHand == request.captionsByHand
        && made.sourceConfirmed == request.sourceConfirmed; // Model, method, seed and steps are the proposal's.
    return same ? m_document->proposedEdit : nullptr;
}

bool MainWindow::wantsProposal() const
{
    if (!m_document || !m_prompt->regionFirst() || m_edits.isRunning())
        return false;
    // A mask that the user drew or corrected is never exchanged for another one.
    const size_t mask = m_document->maskFingerprint();
    const bool own = mask != 0 && mask != m_document->proposedMask;
    return !own && proposalKey() != m_document->proposedFor;
}

void MainWindow::generateOrPropose()
{
    m_prompt->compileNow();
    if (wantsProposal())
        proposeRegion();
    else
        generate();
}

void MainWindow::proposeRegion()
{
    std::optional<AskedEdit> asked = askedEdit();
    if (!asked || m_edits.isRunning())
        return;
    asked->request.seeds = 1; // The region is that of the first.
    m_document->proposedFor = proposalKey();
    m_document->proposedEdit = nullptr;
    m_editing = m_document;
    m_findingRegion = true;
    m_progress = {};
    m_preview = {};
    m_edits.findRegion(std::move(asked->request), std::move(asked->fill));
    m_prompt->setRunning(true);
    updateState();
    showQueue();
    say(tr("Finding the region of the edit."));
}

void MainWindow::takeProposal(const ProposalPointer &region)
{
    m_findingRegion = false;
    m_prompt->setRunning(false);
    EditDocument *document = std::exchange(m_editing, nullptr);
    showQueue();
    updateState();
    if (!document)
        return;
    if (auto command = replaceMask(document->mask(), region->values, tr("Proposed region")))
        document->undo().push(command.release());
    document->proposedMask = document->maskFingerprint();
    document->proposedEdit = region->edit;
    QStringList notes;
    for (const RegionWarning &warning : region->warnings)
        notes << tr("%1 (%2)").arg(QString::fromStdString(warning.text), QString::fromStdString(warning.code));
    document->regionNoteWarns = !notes.isEmpty();
    if (notes.isEmpty())
        notes << tr("Proposed region%1. Correct it with the brush (B, E), then press Generate to apply it.")
                     .arg(region->limitedToAnatomy ? tr(", within the named anatomy") : QString());
    document->regionNote = notes.join(" ");
    say(document->regionNote);
    showContents();
    updateState();
    Q_EMIT regionShown();
    beginNext();
}

void MainWindow::noteMaskChange()
{
    // What was said of the proposal no longer holds for what the user made of it.
    if (m_document && !m_document->regionNote.isEmpty() && m_document->maskFingerprint() != m_document->proposedMask) {
        m_document->regionNote.clear();
        showContents();
    }
}

void MainWindow::proposeSourceLabels()
{
    if (!m_document)
        return;
    SourceProposal proposal;
    if (m_services.compilePrompt) {
        const InstanceAttributes &attributes = m_document->image().attributes;
        proposal = proposeSource(
            { attributes.studyDescription, attributes.seriesDescription },
            [this](const std::string &words) {
                return m_services.compilePrompt(words, CaptionGrammar::bundled(), {}, false);
            },
            m_document->sourceReadings);
    }
    if (!m_document->sourceConfirmed)
        m_document->sourceLabels = std::move(proposal.labels);
    m_prompt->sourceLabels().setLabels(m_document->sourceLabels, m_document->sourceConfirmed, proposal.origin);
    m_prompt->compileNow();
    if (!m_edits.hasModel() || !m_document->sourceReadings.empty())
        return;
    m_edits.readSource(
        m_document->image().picture, [this, document = m_document](const std::vector<SourceReading> &readings) {
            document->sourceReadings = readings;
            if (document == m_document)
                proposeSourceLabels();
        });
}

} // namespace cf::ui
