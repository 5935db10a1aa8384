#include "ui/images/MaskCommands.h"
#include "ui/session/EditSession.h"
#include "ui/words/CoreWords.h"

#include <algorithm>
#include <utility>

// Asking for edits and for the region of one, and what becomes of them.
namespace cf::ui {

CompiledPrompt EditSession::compiled() const
{
    return compilePrompt(m_state.draft.instruction.toStdString(), m_state.model.description.grammar,
        m_state.document ? m_state.document->findings().labels : std::vector<Target>(), m_state.maskDrawn);
}

QString EditSession::hindrance() const
{
    if (m_state.loading)
        return tr("The image is being read.");
    if (m_state.unreadable)
        return tr("The chosen image cannot be shown.");
    if (!m_state.document)
        return tr("Open a study first.");
    if (openQuestion(m_state.document->image().notes))
        return tr("Answer the question over the film first.");
    if (!m_state.model.there)
        return m_state.model.problem.isEmpty() ? tr("The model is loading.") : tr("Load a model first.");
    return {};
}

QString EditSession::regionRequest() const
{
    // The seed is not in it: the region was found for the instruction, and another seed goes into the same place.
    const EditDraft &draft = m_state.draft;
    const CaptionPair captions = draft.captions.value_or(compiled().captions);
    return QStringList{ draft.instruction.trimmed(), QString::fromStdString(captions.target),
        QString::fromStdString(draft.method), QString::number(draft.steps),
        QString::fromStdString(m_state.model.description.sha256) }
        .join(QChar(0));
}

std::optional<AskedEdit> EditSession::askedEdit() const
{
    if (!hindrance().isEmpty())
        return std::nullopt;
    const EditDocument &document = *m_state.document;
    const EditDraft &draft = m_state.draft;
    const CompiledPrompt prompt = compiled();
    const bool nothing = draft.captions ? draft.captions->target.empty()
                                        : draft.instruction.trimmed().isEmpty() || !prompt.canGenerate();
    if (nothing)
        return std::nullopt;
    AskedEdit asked;
    asked.document = m_state.document;
    EditRequest &request = asked.request;
    request.prompt = draft.instruction.trimmed().toStdString();
    request.edits = prompt.edits;
    request.captions = draft.captions.value_or(prompt.captions);
    request.captionsByHand = draft.captions.has_value();
    request.sourceConfirmed = document.findings().confirmed;
    request.method = draft.method;
    request.seed = draft.seed;
    request.seeds = draft.seeds;
    request.steps = draft.steps;
    changeRendered(request);
    asked.known = request.renderedBefore.empty() ? knownEdit(request) : nullptr;
    const MaskPointer mask = document.maskFingerprint() != 0
        ? std::make_shared<const Image<std::uint8_t>>(document.mask().values())
        : nullptr;
    // A region that nobody corrected is what the edit without a mask ends in: with it, the same edit is asked for. With
    // another seed it is the place that the user has seen and agreed to.
    const bool untouched = document.maskIsFoundRegion() && regionRequest() == document.region().request;
    const bool sameSeed = untouched && (asked.known || draft.seed == document.region().seed);
    const bool drawn = mask && !sameSeed;
    asked.fill = [picture = document.image().picture, mask, drawn](EditRequest &filled) {
        filled.source = picture->radiograph();
        if (drawn)
            filled.mask = MaskDocument::toMask(*mask);
    };
    HistoryEntry &entry = asked.entry;
    entry.instruction = QString::fromStdString(
        request.prompt.empty() || request.captionsByHand ? request.captions.target : request.prompt);
    entry.draft = draft;
    entry.seed = request.seed;
    entry.maskFingerprint = document.maskFingerprint();
    entry.mask = drawn ? mask : nullptr;
    entry.maskWasFound = document.maskIsFoundRegion();
    entry.parent = m_state.branchOf;
    return asked;
}

ResultPointer EditSession::knownEdit(const EditRequest &request) const
{
    const EditDocument &document = *m_state.document;
    const ResultPointer &edit = document.region().edit;
    if (!edit || !document.maskIsFoundRegion() || regionRequest() != document.region().request || request.seeds > 1
        || request.seed != document.region().seed)
        return nullptr;
    const Provenance &made = edit->provenance;
    const bool same = made.captions == request.captions && made.captionsByHand == request.captionsByHand
        && made.sourceConfirmed == request.sourceConfirmed; // Model, method and steps are the request's.
    return same ? edit : nullptr;
}

void EditSession::generate()
{
    std::optional<AskedEdit> asked = askedEdit();
    if (!asked)
        return;
    if (!m_queue.add(*std::move(asked)))
        say(tr("%1 edits wait already. This one was not added.").arg(m_queue.waiting().size()), true);
}

void EditSession::generateOrPropose()
{
    AskedEdit *running = m_queue.running();
    if (running && running->kind == AskedEdit::Kind::Region && running->document == m_state.document && m_state.document
        && m_state.document->region().request == regionRequest()) {
        running->applyRegion = true; // The same press again: the edit follows once its region is there.
        say(tr("The edit follows as soon as its region is found."));
        return;
    }
    if (wantsRegion())
        proposeRegion();
    else
        generate();
}

bool EditSession::wantsRegion() const
{
    if (!m_state.document || !m_state.regionFirst || m_queue.isRunning())
        return false;
    // A mask that the user drew or corrected is never exchanged for another one.
    return m_state.document->ownMask() == 0 && regionRequest() != m_state.document->region().request;
}

void EditSession::proposeRegion(bool andApply)
{
    std::optional<AskedEdit> asked = askedEdit();
    if (!asked || m_queue.isRunning())
        return;
    asked->kind = AskedEdit::Kind::Region;
    asked->known = nullptr;
    asked->request.seeds = 1; // The region is that of the first.
    asked->applyRegion = andApply;
    FoundRegion region;
    region.request = regionRequest();
    region.mask = m_state.document->region().mask; // The one in view stays what it is until another is found.
    region.seed = asked->request.seed;
    m_state.document->setRegion(std::move(region));
    m_queue.add(*std::move(asked));
}

void EditSession::cancel(int place)
{
    m_queue.cancel(place);
}

void EditSession::noteBegun(AskedEdit &asked)
{
    EditDocument &document = *asked.document;
    if (asked.kind == AskedEdit::Kind::Region) {
        m_state.message = { tr("Finding the region of the edit."), false };
        return;
    }
    if (asked.again > 0) {
        m_state.message = { tr("Edit %1 is running again.").arg(asked.again), false };
        return;
    }
    asked.entry.number = m_keeper.nextNumber(document);
    FoundRegion region = document.region();
    region.note.clear(); // Its advice was followed.
    document.setRegion(std::move(region));
    m_keeper.saveNow(document); // Whatever happens while it runs, the instruction and the mask are there again.
    m_state.message = { tr("Edit %1 is running.").arg(asked.entry.number), false };
}

void EditSession::noteEnded(const EndedEdit &edit)
{
    if (edit.asked.kind == AskedEdit::Kind::Edit) {
        edit.asked.again > 0 ? keepRerun(edit) : keepEnded(edit);
        return;
    }
    EditDocument *document = edit.asked.document;
    if (edit.how == EndedEdit::How::RegionFound && document) {
        takeRegion(*document, *edit.region);
        if (edit.asked.applyRegion && document == m_state.document)
            generate();
    } else {
        if (document) { // The next press looks again.
            FoundRegion region = document->region();
            region.request.clear();
            document->setRegion(std::move(region));
        }
        const bool failed = edit.how == EndedEdit::How::Failed;
        m_state.message = { failed ? coreWords(edit.message) : tr("Finding the region was cancelled."), failed };
    }
    refresh();
    Q_EMIT regionShown();
}

void EditSession::keepEnded(const EndedEdit &edit)
{
    EditDocument *document = edit.asked.document;
    if (!document)
        return;
    HistoryEntry entry = edit.asked.entry;
    const QString name = tr("Edit %1").arg(entry.number);
    QString said;
    switch (edit.how) {
    case EndedEdit::How::Finished:
        entry.kind = HistoryEntry::Kind::Result;
        entry.result = edit.result;
        entry.note = edit.result->reason;
        entry.picture = edit.result->thumbnail;
        m_state.expectedSeconds = edit.result->metrics.seconds;
        said =
            entry.refused() ? tr("%1 was refused: %2").arg(name, coreWords(entry.note)) : tr("%1 is ready.").arg(name);
        break;
    case EndedEdit::How::Cancelled:
        entry.kind = HistoryEntry::Kind::Cancelled;
        entry.note = edit.reached.steps > 0
            ? tr("Cancelled at step %1 of %2.").arg(edit.reached.step).arg(edit.reached.steps)
            : tr("Cancelled.");
        entry.picture = edit.preview;
        break;
    case EndedEdit::How::Failed:
    case EndedEdit::How::RegionFound:
        entry.kind = HistoryEntry::Kind::Failed;
        entry.note = edit.message;
        break;
    }
    const bool failed = entry.kind == HistoryEntry::Kind::Failed;
    m_state.message = { said.isEmpty() ? tr("%1: %2").arg(name, coreWords(entry.note)) : said, failed };
    entry.made = QDateTime::currentDateTimeUtc();
    entry.record = HistoryStore::newRecordName(entry.number);
    const QString problem = failed ? entry.note : QString();
    const int before = document->shownRow();
    document->setShownRow(document->history().append(std::move(entry)));
    m_keeper.keepHistory(*document);
    m_keeper.touch(*document);
    if (edit.asked.dragged && edit.how == EndedEdit::How::Finished)
        noteDragged(*document, before);
    refresh();
    Q_EMIT editEnded(problem, edit.code);
}

void EditSession::takeRegion(EditDocument &document, const ProposedMask &found)
{
    if (auto command = replaceMask(document.mask(), found.values, tr("Proposed region")))
        document.undo().push(command.release());
    QStringList notes;
    for (const RegionWarning &warning : found.warnings)
        notes << coreWords(warning.text);
    FoundRegion region = document.region();
    region.mask = document.maskFingerprint();
    region.edit = found.edit;
    region.warns = !notes.isEmpty();
    if (notes.isEmpty())
        notes << tr("Proposed region%1. Correct it with the brush (B, E), then press Generate to apply it.")
                     .arg(found.limitedToAnatomy ? tr(", within the named anatomy") : QString());
    region.note = notes.join(" ");
    m_state.message = { region.note, region.warns };
    document.setRegion(std::move(region));
    m_keeper.touch(document);
}

} // namespace cf::ui
