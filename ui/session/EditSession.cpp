#include "ui/session/EditSession.h"

#include "ui/theme/Text.h"
#include "ui/words/CoreWords.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace cf::ui {
namespace {

constexpr int previousImageStays = 80; // Milliseconds while the next one is read; longer would be another's picture.

} // namespace

EditSession::EditSession(SessionServices services, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_documents(m_services.documentBytes)
    , m_keeper(m_services.workFolder, m_services.historyBytes)
{
    connect(&m_queue, &EditQueue::began, this, &EditSession::noteBegun);
    connect(&m_queue, &EditQueue::changed, this, &EditSession::refresh);
    connect(&m_queue, &EditQueue::ended, this, &EditSession::noteEnded);
    connect(&edits(), &EditController::modelLoaded, this, &EditSession::takeModel);
    connect(&edits(), &EditController::modelFailed, this, [this](const QString &message) {
        m_state.model.loading = false;
        m_state.model.problem = message;
        refresh();
    });
    connect(&m_keeper, &WorkKeeper::saved, this, [this] {
        m_state.saved = QDateTime::currentDateTime();
        refresh();
    });
    connect(&m_keeper, &WorkKeeper::failed, this, [this](const QString &message) {
        if (!m_state.message.text.startsWith(message)) // What was said beyond it, such as how to leave, stays.
            say(message, true);
    });
    connect(&m_keeper, &WorkKeeper::fetched, this, [this](EditDocument *document, int row) {
        if (std::exchange(m_maskAwaited, { nullptr, -1 }) == std::pair(document, row) && document == m_state.document
            && document->shownRow() == row)
            bringBackMask(document->history().entry(row));
        refresh();
        Q_EMIT pixelsShown();
    });
    m_handles.setLungSource([this](PicturePointer film, std::function<void(std::optional<SeenLungs>)> answer) {
        edits().seeLungs(std::move(film), std::move(answer));
    });
    connect(&m_handles, &RenderedHandles::released, this, &EditSession::renderAgain);
    connect(&m_handles, &RenderedHandles::failed, this, [this](const QString &message) { say(message, true); });
    m_clearSoon.setSingleShot(true);
    m_clearSoon.setInterval(previousImageStays);
    connect(&m_clearSoon, &QTimer::timeout, this, [this] {
        if (m_state.document)
            m_keeper.saveNow(*m_state.document);
        m_state.document = nullptr;
        m_state.unreadable.reset();
        refresh();
    });
    refresh();
}

EditSession::~EditSession()
{
    // Nothing of what ends now may reach half-destroyed members.
    m_queue.disconnect(this);
    edits().disconnect(this);
    m_handles.disconnect(this);
    m_keeper.disconnect(this);
    for (EditDocument *document : m_documents.all())
        document->disconnect(this);
}

void EditSession::loadModel(const std::filesystem::path &folder)
{
    if (!m_services.loadEditor)
        return;
    m_state.model.loading = true;
    edits().loadModel([load = m_services.loadEditor, folder](const JobContext &job) { return load(folder, job); });
    refresh();
}

void EditSession::takeModel()
{
    m_state.model = { m_state.model.serial + 1, false, true, {}, edits().model(), edits().methods() };
    for (EditDocument *document : m_documents.all()) {
        FilmFindings findings = document->findings();
        findings.readings.clear(); // Another model's classifier.
        document->setFindings(std::move(findings));
    }
    proposeFindings();
    refresh();
}

void EditSession::open(std::shared_ptr<OpenedImage> image)
{
    if (m_state.document)
        m_keeper.saveNow(*m_state.document);
    const std::shared_ptr<const RestoredWork> restored = image->restored;
    const bool asked = image->readAsAsked;
    EditDocument *document = m_documents.find(image->workKey);
    const bool fresh = !document;
    if (fresh) {
        document = &m_documents.add(std::move(*image));
        watch(*document);
    } else {
        document->moveTo(image->path, image->frame);
        if (asked)
            document->readAnew(std::move(*image));
    }
    if (asked)
        m_keeper.touch(*document);
    m_state.document = document;
    m_state.unreadable.reset();
    m_state.loading = false;
    m_clearSoon.stop();
    m_state.branchOf = 0;
    m_state.anotherWindow = document->image().claim && document->image().claim->isBranch();
    EditDraft draft = document->draft();
    if (fresh && draft.instruction.isEmpty()) { // What was typed before stays for an image that knows no instruction.
        draft = m_state.draft;
        draft.captions.reset(); // They describe another film.
    }
    setShownDraft(std::move(draft));
    QStringList notes;
    for (const ReadingNote &note : document->image().notes)
        notes << coreWords(note.sentence);
    m_state.message = { notes.join(" "), false };
    proposeFindings();
    showRow(document->shownRow());
    if (fresh)
        m_state.restored = restored && restored->work ? restored->saved : QDateTime();
    if (fresh && restored)
        tellOfRestored(*restored, *document);
    refresh();
    Q_EMIT imageShown();
    // Last: panels have let go of the document that was shown before.
    m_documents.makeRoom([this](const EditDocument &each) {
        const bool may = m_keeper.isKept(each) && !m_queue.uses(each) && &each != m_state.document;
        if (may)
            m_keeper.forget(each);
        return may;
    });
}

void EditSession::expectImage()
{
    m_state.loading = true;
    m_clearSoon.start();
    refresh();
}

void EditSession::watch(EditDocument &document)
{
    connect(&document, &EditDocument::maskTouched, this, [this, &document] { m_keeper.touch(document); });
    connect(&document, &EditDocument::maskEdited, this, [this, &document] {
        FoundRegion region = document.region();
        // What was said of the found region no longer holds for what the user made of it.
        if (!region.note.isEmpty() && document.maskFingerprint() != region.mask) {
            region.note.clear();
            document.setRegion(std::move(region));
        }
        m_keeper.touch(document);
        refresh();
    });
}

void EditSession::tellOfRestored(const RestoredWork &restored, const EditDocument &document)
{
    QStringList said = restored.problems;
    const bool problem = !said.isEmpty();
    if (m_state.anotherWindow)
        said << tr("This image is open in another window too. What you type and draw here is kept as a branch of its "
                   "own; edits of both come into one history.");
    if (restored.drafts > 0)
        said << counted(restored.drafts, tr("1 draft of another window on this image is in the history."),
            tr("%1 drafts of another window on this image are in the history."));
    const int edits = int(restored.history.entries.size()) - restored.drafts;
    if (edits > 0) {
        const QDateTime last = document.history().entry(document.history().rowCount() - 1).made.toLocalTime();
        said << counted(edits, tr("1 edit of this image is here again, of %1."),
            tr("%1 edits of this image are here again, the last of %2."))
                    .arg(last.toString(tr("d MMM yyyy, HH:mm")));
    }
    if (!said.isEmpty())
        m_state.message = { said.join(" "), problem || m_state.anotherWindow };
}

void EditSession::showUnreadable(UnreadableImage image)
{
    if (m_state.document)
        m_keeper.saveNow(*m_state.document);
    m_state.document = nullptr;
    m_state.loading = false;
    m_clearSoon.stop();
    m_state.branchOf = 0;
    m_state.anotherWindow = false;
    m_state.message = { tr("%1 cannot be shown: %2").arg(image.name, image.reason), true };
    m_state.unreadable = std::move(image);
    refresh();
}

void EditSession::setDraft(const EditDraft &draft)
{
    if (draft == m_state.draft)
        return;
    m_state.draft = draft;
    if (m_state.document) {
        m_state.document->setDraft(draft);
        m_keeper.touch(*m_state.document);
    }
    refresh();
}

void EditSession::setShownDraft(EditDraft draft)
{
    m_state.draft = std::move(draft);
    ++m_state.draftSerial;
    if (m_state.document)
        m_state.document->setDraft(m_state.draft);
}

void EditSession::newSeed()
{
    constexpr int seeds = 100'000;
    EditDraft draft = m_state.draft;
    draft.seed = quint64(QRandomGenerator::global()->bounded(1, seeds));
    setShownDraft(std::move(draft));
    if (m_state.document)
        m_keeper.touch(*m_state.document);
    refresh();
}

void EditSession::setRegionFirst(bool first)
{
    if (std::exchange(m_state.regionFirst, first) != first)
        refresh();
}

void EditSession::saveNow()
{
    if (m_state.document)
        m_keeper.saveNow(*m_state.document);
}

void EditSession::setArrangement(int arrangement)
{
    if (!m_state.document || m_state.document->arrangement() == arrangement)
        return;
    m_state.document->setArrangement(arrangement);
    m_keeper.touch(*m_state.document);
    refresh();
}

void EditSession::say(const QString &message, bool isProblem)
{
    m_state.message = { message, isProblem };
    refresh();
}

Result<> EditSession::close()
{
    const std::vector<EditDocument *> documents = m_documents.all();
    if (Result<> kept = m_keeper.keepAll(documents); !kept)
        return kept;
    bool running = m_queue.isRunning();
    const QImage preview = m_queue.preview();
    for (AskedEdit &asked : m_queue.takeAll()) {
        const bool ran = std::exchange(running, false);
        if (!asked.document || asked.kind == AskedEdit::Kind::Region || asked.again > 0)
            continue;
        HistoryEntry entry = std::move(asked.entry);
        entry.kind = HistoryEntry::Kind::Cancelled;
        if (entry.number == 0)
            entry.number = m_keeper.nextNumber(*asked.document);
        entry.note = ran ? tr("Stopped: the window was closed while it ran.")
                         : tr("Never begun: the window was closed while it waited.");
        entry.picture = ran ? preview : QImage();
        entry.made = QDateTime::currentDateTimeUtc();
        entry.record = HistoryStore::newRecordName(entry.number);
        asked.document->history().append(std::move(entry));
    }
    // A failure now was none a moment ago: the user wants to leave.
    (void)m_keeper.keepAll(documents);
    refresh();
    return {};
}

void EditSession::refresh()
{
    SessionState &state = m_state;
    EditDocument *document = state.document;
    state.findings = document ? document->findings() : FilmFindings();
    state.shownRow = document ? document->shownRow() : 0;
    state.shown.reset();
    if (document)
        state.shown = document->history().entry(document->shownRow());
    state.maskDrawn = document && document->maskFingerprint() != 0;
    state.outOfDate = state.shown && state.shown->result && state.shown->maskFingerprint != document->maskFingerprint()
        && state.shown->ownMask() != document->ownMask();
    // Advice on a region is of the instruction that it was found for, which stands first in its request.
    const bool advises =
        document && document->region().request.section(QChar(0), 0, 0) == state.draft.instruction.trimmed();
    state.notice = advises ? document->region().note : QString();
    state.noticeWarns = advises && document->region().warns;
    state.hindrance = hindrance();
    state.running.reset();
    if (const AskedEdit *running = m_queue.running())
        state.running =
            RunningEdit{ running->kind == AskedEdit::Kind::Region, running->entry.number, running->entry.instruction,
                document && running->document == document, m_queue.progress(), m_queue.preview() };
    state.waiting.clear();
    for (const AskedEdit &asked : m_queue.waiting())
        state.waiting.push_back(asked.entry.instruction);
    showHandles();
    Q_EMIT stateChanged();
}

} // namespace cf::ui
