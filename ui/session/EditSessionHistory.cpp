#include "core/base/files/Sha256.h"
#include "core/editing/ProvenanceJson.h"
#include "ui/session/EditSession.h"
#include "ui/words/CoreWords.h"

#include <algorithm>
#include <set>
#include <utility>

// What is done with edits that were made.
namespace cf::ui {
namespace {

bool isRow(const EditDocument *document, int row)
{
    return document && row > 0 && row < document->history().rowCount();
}

int rowOf(const EditHistoryModel &history, int number)
{
    for (int row = 1; row < history.rowCount(); ++row) {
        if (history.entry(row).number == number)
            return row;
    }
    return -1;
}

} // namespace

void EditSession::setRemark(int row, const QString &remark)
{
    EditDocument *document = m_state.document;
    if (!isRow(document, row) || document->history().entry(row).remark == remark)
        return;
    document->history().setRemark(row, remark);
    m_keeper.keepHistorySoon(*document);
    refresh();
}

void EditSession::setBinned(int row, bool binned)
{
    EditDocument *document = m_state.document;
    if (!isRow(document, row) || document->history().entry(row).binned.isValid() == binned)
        return;
    document->history().setBinned(row, binned ? QDateTime::currentDateTimeUtc() : QDateTime());
    m_keeper.keepHistory(*document);
    if (binned && document->shownRow() == row)
        showRow(0);
    m_state.message = { binned ? tr("Edit %1 is in the bin for 30 days.").arg(document->history().entry(row).number)
                               : tr("Edit %1 is out of the bin.").arg(document->history().entry(row).number),
        false };
    refresh();
}

void EditSession::branch(int row)
{
    EditDocument *document = m_state.document;
    if (!isRow(document, row))
        return;
    choose(row);
    m_state.branchOf = document->history().entry(row).number;
    say(tr("The next edits branch from edit %1.").arg(m_state.branchOf));
}

void EditSession::keepCandidate(const ResultPointer &candidate, const QString &what)
{
    EditDocument *document = m_state.document;
    if (!document || !m_state.shown || !candidate)
        return;
    const HistoryEntry &from = *m_state.shown;
    HistoryEntry entry;
    entry.kind = HistoryEntry::Kind::Result;
    entry.number = m_keeper.nextNumber(*document);
    entry.instruction = from.instruction;
    entry.draft = from.draft;
    if (entry.draft) { // Asked for alone, it is the one of this seed.
        entry.draft->seed = candidate->provenance.seed;
        entry.draft->seeds = 1;
    }
    entry.seed = candidate->provenance.seed;
    entry.maskFingerprint = from.maskFingerprint;
    entry.maskWasFound = from.maskWasFound;
    entry.mask = from.mask;
    entry.parent = from.parent;
    entry.result = candidate;
    entry.note = candidate->reason;
    entry.picture = candidate->thumbnail;
    entry.remark = tr("Kept from the candidates of edit %1: %2.").arg(from.number).arg(what);
    entry.made = QDateTime::currentDateTimeUtc();
    entry.record = HistoryStore::newRecordName(entry.number);
    m_state.message = { tr("Edit %1 was kept.").arg(entry.number), false };
    document->setShownRow(document->history().append(std::move(entry)));
    m_keeper.keepHistory(*document);
    m_keeper.touch(*document);
    refresh();
}

void EditSession::takeResults(const std::vector<ResultPointer> &results)
{
    EditDocument *document = m_state.document;
    if (!document)
        return;
    std::set<std::string> known;
    for (int row = 1; row < document->history().rowCount(); ++row)
        if (const PreparedResult *has = document->history().entry(row).judged())
            known.insert(toJson(has->provenance));
    for (const ResultPointer &result : results) {
        if (!result || !known.insert(toJson(result->provenance)).second)
            continue;
        HistoryEntry entry;
        entry.kind = HistoryEntry::Kind::Result;
        entry.number = m_keeper.nextNumber(*document);
        entry.instruction = QString::fromStdString(result->provenance.prompt);
        entry.seed = result->provenance.seed;
        entry.result = result;
        entry.note = result->reason;
        entry.picture = result->thumbnail;
        entry.remark = tr("From a batch.");
        entry.made = QDateTime::currentDateTimeUtc();
        entry.record = HistoryStore::newRecordName(entry.number);
        entry.saved = true; // The batch's folder has its object.
        document->setShownRow(document->history().append(std::move(entry)));
    }
    m_keeper.keepHistory(*document);
    m_keeper.touch(*document);
    refresh();
}

void EditSession::fetch(int row)
{
    if (isRow(m_state.document, row))
        m_keeper.fetchPixels(*m_state.document, row);
}

AskedEdit EditSession::askedAgain(const HistoryEntry &entry) const
{
    const EditDocument &document = *m_state.document;
    const Provenance &made = entry.result->provenance;
    AskedEdit asked;
    asked.document = m_state.document;
    asked.again = entry.number;
    asked.entry = entry;
    EditRequest &request = asked.request;
    request.prompt = made.prompt;
    request.edits = compilePrompt(
        made.prompt, m_state.model.description.grammar, document.findings().labels, entry.result->regionIsDrawn)
                        .edits;
    request.captions = made.captions;
    request.captionsByHand = made.captionsByHand;
    request.sourceConfirmed = made.sourceConfirmed;
    request.method = made.method;
    request.seed = made.seed;
    request.seeds = entry.draft ? entry.draft->seeds : 1;
    request.steps = made.steps;
    request.rendered = made.rendered;
    asked.fill = [picture = document.image().picture, mask = entry.mask](EditRequest &filled) {
        filled.source = picture->radiograph();
        if (mask)
            filled.mask = MaskDocument::toMask(*mask);
    };
    return asked;
}

void EditSession::runAgain(int row)
{
    const EditDocument *document = m_state.document;
    if (!isRow(document, row) || !hindrance().isEmpty())
        return;
    const HistoryEntry &entry = document->history().entry(row);
    if (!entry.result) {
        say(tr("Only an edit that ended in a counterfactual can be run again."), true);
        return;
    }
    if (!m_queue.add(askedAgain(entry)))
        say(tr("%1 edits wait already. This one was not added.").arg(m_queue.waiting().size()), true);
}

void EditSession::keepRerun(const EndedEdit &edit)
{
    EditDocument *document = edit.asked.document;
    const int row = document ? rowOf(document->history(), edit.asked.again) : -1;
    if (row < 0)
        return;
    const QString name = tr("Edit %1").arg(edit.asked.again);
    if (edit.how != EndedEdit::How::Finished) {
        const bool failed = edit.how == EndedEdit::How::Failed;
        m_state.message = { failed ? tr("%1 could not be run again: %2").arg(name, coreWords(edit.message))
                                   : tr("Running %1 again was cancelled.").arg(name),
            failed };
    } else {
        const auto &before = edit.asked.entry.result->unmarked().stored.pixels;
        const auto &now = edit.result->unmarked().stored.pixels;
        qint64 differing = 0;
        for (std::size_t at = 0; at < std::min(before.size(), now.size()); ++at)
            differing += before[at] != now[at] ? 1 : 0;
        QStringList causes;
        const Provenance &was = edit.asked.entry.result->provenance;
        const Provenance &is = edit.result->provenance;
        if (was.modelSha256 != is.modelSha256)
            causes << tr("another model");
        if (was.program != is.program)
            causes << tr("another version of the program");
        QString outcome = differing == 0 ? tr("identical, 0 px differ") : tr("%1 px differ").arg(differing);
        if (!causes.isEmpty())
            outcome += " (" + causes.join(", ") + ")";
        document->history().setRerun(row, outcome);
        m_keeper.keepHistory(*document);
        m_state.message = { tr("%1 run again: %2.").arg(name, outcome), false };
    }
    refresh();
    Q_EMIT editEnded(edit.how == EndedEdit::How::Failed ? edit.message : QString(), edit.code);
}

void EditSession::useAsSource(int row)
{
    EditDocument *document = m_state.document;
    if (!isRow(document, row) || !document->history().entry(row).result)
        return;
    const HistoryEntry &entry = document->history().entry(row);
    const OpenedImage &origin = document->image();
    auto image = std::make_shared<OpenedImage>();
    image->path = origin.path;
    image->frame = origin.frame;
    image->attributes = origin.attributes;
    image->attributes.synthetic = true;
    image->reading = origin.reading;
    image->isEdit = true;
    image->notes = { { "synthetic-source",
        tr("This is edit %1 of an image, not a radiograph.").arg(entry.number).toStdString(), NoteSeverity::Note } };
    image->picture = std::make_shared<const RadiographPicture>(entry.result->unmarked(), origin.picture->ownWindow());
    Sha256 hash;
    const auto &stored = image->picture->radiograph().stored;
    hash.add(stored.pixels.data(), stored.pixels.size() * sizeof(std::int32_t));
    hash.add(&stored.width, sizeof(int));
    image->sha256 = hash.finish();
    Sha256 key;
    key.add(origin.workKey.data(), origin.workKey.size());
    key.add(image->sha256.data(), image->sha256.size());
    image->workKey = key.finish();
    restorer()(*image);
    open(std::move(image));
}

} // namespace cf::ui
