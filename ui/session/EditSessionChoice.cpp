#include "ui/images/MaskCommands.h"
#include "ui/session/EditSession.h"
#include "ui/session/SourceProposal.h"
#include "ui/words/CoreWords.h"

#include <algorithm>
#include <cmath>
#include <utility>

// What the user chooses: an edit of the history, a change of the mask, what the film shows.
namespace cf::ui {
namespace {

/// What was asked for, as far as the record of an older version says it.
EditDraft draftOf(const HistoryEntry &entry)
{
    if (entry.draft)
        return *entry.draft;
    EditDraft draft;
    draft.instruction = entry.instruction;
    draft.seed = entry.seed;
    if (const PreparedResult *result = entry.judged()) {
        const Provenance &made = result->provenance;
        if (!made.prompt.empty())
            draft.instruction = QString::fromStdString(made.prompt);
        draft.method = made.method;
        if (made.captionsByHand)
            draft.captions = made.captions;
    }
    return draft;
}

} // namespace

void EditSession::choose(int row)
{
    EditDocument *document = m_state.document;
    if (!document || row < 0 || row >= document->history().rowCount() || row == document->shownRow())
        return;
    showRow(row);
    m_state.branchOf = document->history().entry(row).parent; // What follows stands beside it.
    m_keeper.touch(*document);
    bringBack(row);
    refresh();
}

void EditSession::showRow(int row)
{
    EditDocument &document = *m_state.document;
    document.setShownRow(row);
    m_keeper.fetchPixels(document, row);
}

void EditSession::bringBack(int row)
{
    EditDocument &document = *m_state.document;
    const HistoryEntry entry = document.history().entry(row);
    if (entry.kind == HistoryEntry::Kind::Original)
        return; // It was made by nothing; what is being prepared stays.
    setShownDraft(draftOf(entry));
    const bool onDisk = !entry.mask && entry.maskFingerprint != 0 && !entry.result
        && (!entry.judged() || entry.judged()->regionIsDrawn);
    if (onDisk)
        m_maskAwaited = { &document, row };
    else
        bringBackMask(entry);
}

void EditSession::bringBackMask(const HistoryEntry &entry)
{
    EditDocument &document = *m_state.document;
    if (entry.maskFingerprint == document.maskFingerprint())
        return;
    // A region that was found for the very same instruction may stay: it says where the edit went.
    const bool keeps = !entry.mask && document.ownMask() == 0 && document.region().request == regionRequest();
    if (keeps || (!entry.mask && document.maskFingerprint() == 0))
        return;
    const Image<std::uint8_t> empty(document.mask().size().width(), document.mask().size().height());
    const bool fits = entry.mask && entry.mask->sameSizeAs(empty);
    if (auto command =
            ui::bringBackMask(document.mask(), fits ? *entry.mask : empty, tr("Mask of edit %1").arg(entry.number)))
        document.undo().push(command.release());
    if (entry.mask && entry.maskWasFound) {
        FoundRegion region;
        region.request = regionRequest();
        region.seed = entry.seed;
        region.mask = document.maskFingerprint();
        document.setRegion(std::move(region));
    }
}

void EditSession::clearMask()
{
    if (auto command = m_state.document ? ui::clearMask(m_state.document->mask()) : nullptr)
        m_state.document->undo().push(command.release());
}

void EditSession::invertMask()
{
    if (auto command = m_state.document ? ui::invertMask(m_state.document->mask()) : nullptr)
        m_state.document->undo().push(command.release());
}

void EditSession::maskFromResult()
{
    if (!m_state.document || !m_state.shown || !m_state.shown->result)
        return;
    // The mask that was drawn comes back as it was; a region that was found becomes one.
    const HistoryEntry entry = *m_state.shown;
    const Image<std::uint8_t> &values = entry.mask ? *entry.mask : entry.result->regionValues;
    if (auto command = replaceMask(m_state.document->mask(), values, tr("Region of the edit")))
        m_state.document->undo().push(command.release());
}

void EditSession::takeMask(const MaskImage &mask, const ReadingNotes &notes)
{
    EditDocument *document = m_state.document;
    Image<std::uint8_t> values(mask.width, mask.height);
    if (!document || !values.sameSizeAs(document->mask().values()))
        return;
    constexpr float whole = 255.0F;
    std::transform(mask.pixels.begin(), mask.pixels.end(), values.pixels.begin(),
        [](float weight) { return std::uint8_t(std::lround(whole * weight)); });
    if (auto command = replaceMask(document->mask(), values, tr("Mask from a file")))
        document->undo().push(command.release());
    QStringList said{ tr("The mask of the file was taken.") };
    for (const ReadingNote &note : notes)
        said << coreWords(note.sentence);
    say(said.join(" "));
}

void EditSession::undo()
{
    if (m_state.document)
        m_state.document->undo().undo();
}

void EditSession::redo()
{
    if (m_state.document)
        m_state.document->undo().redo();
}

void EditSession::toggleStar()
{
    if (m_state.document)
        toggleStar(m_state.document->shownRow());
}

void EditSession::toggleStar(int row)
{
    EditDocument *document = m_state.document;
    if (!document || row <= 0 || row >= document->history().rowCount())
        return;
    document->history().setStarred(row, !document->history().entry(row).starred);
    m_keeper.keepHistory(*document);
    refresh();
}

void EditSession::noteSaved(EditDocument &document, int row)
{
    document.history().setSaved(row);
    m_keeper.keepHistory(document);
    refresh();
}

void EditSession::setFindings(const std::vector<Target> &labels, bool confirmed)
{
    if (!m_state.document)
        return;
    FilmFindings findings = m_state.document->findings();
    if (findings.labels == labels && findings.confirmed == confirmed)
        return;
    findings.labels = labels;
    findings.confirmed = confirmed;
    m_state.document->setFindings(std::move(findings));
    m_keeper.touch(*m_state.document);
    refresh();
}

void EditSession::proposeFindings()
{
    EditDocument *document = m_state.document;
    if (!document)
        return;
    FilmFindings findings = document->findings();
    const InstanceAttributes &attributes = document->image().attributes;
    SourceProposal proposal = proposeSource(
        { attributes.studyDescription, attributes.seriesDescription },
        [](const std::string &words) { return compilePrompt(words, CaptionGrammar::bundled()); }, findings.readings);
    if (!findings.confirmed)
        findings.labels = std::move(proposal.labels);
    findings.origin = proposal.origin;
    const bool read = !findings.readings.empty();
    document->setFindings(std::move(findings));
    if (read || !m_state.model.there)
        return;
    edits().readSource(document->image().picture,
        [this, known = QPointer<EditDocument>(document)](const std::vector<SourceReading> &readings) {
            if (!known)
                return;
            FilmFindings with = known->findings();
            with.readings = readings;
            known->setFindings(std::move(with));
            if (known == m_state.document) {
                proposeFindings();
                refresh();
            }
        });
}

} // namespace cf::ui
