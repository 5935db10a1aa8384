#include "ui/session/WorkKeeper.h"

#include "ui/session/BackgroundTask.h"
#include "ui/session/documents/MaskFingerprint.h"

#include <utility>

namespace cf::ui {
namespace {

constexpr int saveWithin = 250; // Milliseconds after the first change: with the writing itself well under a second.
constexpr int retryAfter = 2000; // Milliseconds, while the disk is full.

const std::string &keyOf(const EditDocument &document)
{
    return document.image().claim ? document.image().claim->key() : document.image().workKey;
}

/// Work of a window that came second and is closed: into the history, where it can be chosen like an edit.
void adoptBranches(OpenedImage &image, RestoredWork &restored, const WorkStore &work, const HistoryStore &history,
    const std::filesystem::path &folder)
{
    for (const std::string &branch : work.branchesOf(image.workKey)) {
        const auto lock = WorkClaim::lock(folder, branch);
        if (lock && !*lock)
            continue; // Its window is still open.
        const std::optional<SavedWork> left = work.load(branch, restored.problems);
        const bool same =
            left && restored.work && left->draft == restored.work->draft && left->mask == restored.work->mask;
        if (left && !same) {
            HistoryEntry entry;
            entry.kind = HistoryEntry::Kind::Draft;
            entry.number = history.takeNumber(image.workKey, int(restored.history.entries.size()) + 1);
            entry.instruction = left->draft.instruction;
            entry.draft = left->draft;
            entry.seed = left->draft.seed;
            entry.note = QObject::tr("Typed and drawn in another window on this image; never generated.");
            if (!left->mask.empty()) {
                entry.mask = std::make_shared<const Image<std::uint8_t>>(left->mask);
                entry.maskFingerprint = maskFingerprint(left->mask);
            }
            entry.made = work.savedAt(branch).toUTC();
            entry.record = HistoryStore::newRecordName(entry.number);
            if (!history.save(image.workKey, entry, image.picture->radiograph().stored))
                continue; // It stays where it is until there is room.
            entry.isKept = true;
            restored.history.entries.push_back(std::move(entry));
            ++restored.drafts;
        }
        work.remove(branch);
    }
}

} // namespace

WorkKeeper::WorkKeeper(std::filesystem::path folder, std::uint64_t historyBytes, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_work(m_folder)
    , m_history(m_folder.empty() ? std::filesystem::path() : m_folder / "history", historyBytes)
    , m_claims(std::make_shared<WorkClaims>(m_folder))
    , m_queue(std::make_unique<JobQueue>())
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &WorkKeeper::saveTouched);
}

WorkKeeper::~WorkKeeper()
{
    m_queue.reset();
}

std::function<void(OpenedImage &)> WorkKeeper::restorer() const
{
    return [work = m_work, history = m_history, claims = m_claims, folder = m_folder](OpenedImage &image) {
        image.claim = claims->take(image.workKey);
        auto restored = std::make_shared<RestoredWork>();
        restored->work = work.load(image.workKey, restored->problems);
        restored->saved = work.savedAt(image.workKey);
        restored->history = history.list(image.workKey);
        restored->problems += restored->history.problems;
        if (image.claim && !image.claim->isBranch())
            adoptBranches(image, *restored, work, history, folder);
        image.restored = std::move(restored);
    };
}

void WorkKeeper::touch(EditDocument &document)
{
    if (m_folder.empty())
        return;
    m_touched.insert(&document);
    if (!m_soon.isActive()) // Never put off: steady typing is saved while it goes on.
        m_soon.start(saveWithin);
}

void WorkKeeper::forget(const EditDocument &document)
{
    std::erase_if(m_touched, [&document](const EditDocument *each) { return each == &document; });
    std::erase_if(m_remarked, [&document](const EditDocument *each) { return each == &document; });
    m_writing.erase(&document);
    m_undoKept.erase(&document);
    std::erase_if(m_fetching, [&document](const auto &fetch) { return fetch.first == &document; });
}

void WorkKeeper::saveTouched()
{
    const auto touched = m_touched;
    for (EditDocument *document : std::exchange(m_remarked, {}))
        keepHistory(*document);
    for (EditDocument *document : touched)
        saveNow(*document);
}

void WorkKeeper::saveNow(EditDocument &document)
{
    if (m_folder.empty())
        return;
    m_touched.insert(&document);
    if (!m_writing.insert(&document).second)
        return; // Written again as soon as that is done.
    m_touched.erase(&document);
    const int undo = document.undoSerial();
    const auto known = m_undoKept.find(&document);
    const bool withUndo = known == m_undoKept.end() || known->second != undo;
    runInBackground<Result<>>(
        *m_queue, &document,
        [store = m_work, key = keyOf(document), work = document.work(withUndo)](
            const JobContext &) { return store.save(key, work); },
        [this, &document, undo](const Result<> &outcome) {
            m_writing.erase(&document);
            if (outcome)
                m_undoKept[&document] = undo;
            else
                m_touched.insert(&document);
            if (outcome)
                Q_EMIT saved();
            else // An edit that is not kept is the graver loss: its sentence is not replaced by the draft's.
                Q_EMIT failed(m_historyProblem.value_or(QString::fromStdString(outcome.error().message)));
            if (m_touched.contains(&document) && !m_soon.isActive())
                m_soon.start(outcome ? saveWithin : retryAfter);
        });
}

void WorkKeeper::keepHistory(EditDocument &document)
{
    if (!m_history.keeps())
        return;
    EditHistoryModel &history = document.history();
    m_historyProblem.reset();
    for (int row = 1; row < history.rowCount(); ++row) {
        const HistoryEntry &entry = history.entry(row);
        if (entry.isKept)
            continue;
        runInBackground<Result<>>(
            *m_queue, &document,
            [store = m_history, key = document.image().workKey, entry, picture = document.image().picture](
                const JobContext &) { return store.save(key, entry, picture->radiograph().stored); },
            [this, &document, row, revision = entry.revision](const Result<> &outcome) {
                if (outcome) {
                    if (document.history().entry(row).revision == revision)
                        document.history().setKept(row);
                    return;
                }
                m_historyProblem = QString::fromStdString(outcome.error().message);
                Q_EMIT failed(*m_historyProblem);
                if (outcome.error().code != ErrorCode::Io)
                    return; // Too large for the history's bound: time alone does not mend that.
                m_remarked.insert(&document);
                if (!m_soon.isActive())
                    m_soon.start(retryAfter);
            });
    }
}

void WorkKeeper::keepHistorySoon(EditDocument &document)
{
    m_remarked.insert(&document);
    touch(document);
}

void WorkKeeper::fetchPixels(EditDocument &document, int row)
{
    const HistoryEntry &entry = document.history().entry(row);
    const bool maskOnly = entry.kind != HistoryEntry::Kind::Result && entry.maskFingerprint != 0 && !entry.mask;
    if (!maskOnly && (entry.result || !entry.outline || !entry.problem.isEmpty()))
        return;
    if (!m_history.keeps() || !m_fetching.insert({ &document, row }).second)
        return;
    const auto read = [store = m_history, key = document.image().workKey, entry, maskOnly,
                          picture = document.image().picture](const JobContext &) -> Result<StoredPixels> {
        if (maskOnly)
            return StoredPixels{ nullptr, store.loadMask(key, entry, picture->radiograph().stored) };
        return store.load(key, entry, picture->radiograph());
    };
    runInBackground<Result<StoredPixels>>(
        *m_queue, &document, read, [this, &document, row](const Result<StoredPixels> &pixels) {
            m_fetching.erase({ &document, row });
            if (pixels)
                document.history().setPixels(row, pixels->result, pixels->mask);
            else
                document.history().setProblem(row, QString::fromStdString(pixels.error().message));
            Q_EMIT fetched(&document, row);
        });
}

int WorkKeeper::nextNumber(const EditDocument &document) const
{
    return m_history.takeNumber(document.image().workKey, document.history().nextNumber());
}

bool WorkKeeper::isKept(const EditDocument &document) const
{
    if (m_touched.contains(&document) || m_writing.contains(&document))
        return false;
    for (int row = 1; row < document.history().rowCount(); ++row) {
        if (!document.history().entry(row).isKept || m_fetching.contains({ &document, row }))
            return false;
    }
    const bool bare =
        document.history().rowCount() == 1 && document.maskFingerprint() == 0 && document.draft().instruction.isEmpty();
    return !m_folder.empty() || bare;
}

Result<> WorkKeeper::keepAll(const std::vector<EditDocument *> &documents)
{
    m_soon.stop();
    // What was copied earlier must not be written over what is written now: the queue ends first.
    std::set<const EditDocument *> unsaved(m_touched.begin(), m_touched.end());
    unsaved.insert(m_writing.begin(), m_writing.end());
    m_queue.reset();
    m_queue = std::make_unique<JobQueue>();
    m_writing.clear();
    m_fetching.clear();
    Result<> outcome;
    const auto note = [&outcome](Result<> done) {
        if (!done && outcome)
            outcome = std::move(done);
    };
    for (EditDocument *document : documents) {
        if (m_folder.empty())
            break;
        if (unsaved.contains(document)) {
            Result<> saved = m_work.save(keyOf(*document), document->work());
            if (saved)
                m_touched.erase(document);
            else
                m_touched.insert(document);
            note(std::move(saved));
        }
        EditHistoryModel &history = document->history();
        for (int row = 1; row < history.rowCount(); ++row) {
            if (history.entry(row).isKept)
                continue;
            Result<> kept = m_history.save(
                document->image().workKey, history.entry(row), document->image().picture->radiograph().stored);
            if (kept)
                history.setKept(row);
            else
                m_remarked.insert(document);
            note(std::move(kept));
        }
    }
    if (!outcome)
        m_soon.start(retryAfter); // The window may stay open.
    return outcome;
}

} // namespace cf::ui
