#include "ui/compare/CompareView.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/session/BackgroundTask.h"
#include "ui/shell/MainWindow.h"

#include <QLabel>
#include <QTime>

#include <algorithm>

// What outlives the window: mask, instruction and view of each image, and the history of its edits.
namespace cf::ui {

void MainWindow::connectHistory()
{
    m_files.setRestorer([work = m_store, kept = m_kept](OpenedImage &image) {
        auto restored = std::make_shared<RestoredWork>();
        restored->work = work.load(image.workKey, restored->problems);
        restored->history = kept.list(image.workKey);
        restored->problems += restored->history.problems;
        image.restored = std::move(restored);
    });
    connect(m_compare, &CompareView::arrangementChanged, this, [this] { m_saveSoon.start(); });
}

SavedWork MainWindow::workOn(const EditDocument &document) const
{
    SavedWork work;
    work.instruction = document.instruction;
    if (document.maskFingerprint() != 0) {
        work.mask = document.mask().values();
        if (document.maskFingerprint() == document.proposedMask)
            work.proposedFor = document.proposedFor;
    }
    work.sourceLabels = document.sourceLabels;
    work.sourceConfirmed = document.sourceConfirmed;
    work.shownEdit = document.history().entry(document.shownRow).number;
    work.arrangement = int(m_compare->arrangement());
    return work;
}

void MainWindow::saveWork()
{
    m_saveSoon.stop();
    if (!m_document || m_services.workFolder.empty())
        return;
    EditDocument *document = m_document;
    m_unsaved.insert(document);
    runInBackground<Result<>>(
        m_files.queue(), this,
        [store = m_store, key = document->image().workKey, work = workOn(*document)](
            const JobContext &) { return store.save(key, work); },
        [this, document](const Result<> &outcome) {
            if (outcome) {
                m_unsaved.erase(document);
                m_saved->setText(tr("Autosave on · saved %1").arg(QTime::currentTime().toString("HH:mm:ss")));
            } else {
                say(QString::fromStdString(outcome.error().message), true);
            }
        });
}

void MainWindow::showRestored(const RestoredWork &restored)
{
    if (restored.work) {
        const int last = int(Arrangement::Difference);
        m_compare->setArrangement(Arrangement(std::clamp(restored.work->arrangement, 0, last)));
    }
    for (const HistoryEntry &entry : restored.history.entries)
        m_prompt->instruction().remember(entry.instruction);
    fetchPixels(*m_document, m_document->shownRow);
    if (!restored.problems.isEmpty())
        say(restored.problems.join(" "), true);
    else if (!restored.history.entries.empty())
        say(tr(
            "%n edit(s) of this image are here again, the last of %1.", nullptr, int(restored.history.entries.size()))
                .arg(restored.history.entries.back().made.toLocalTime().toString("d MMM yyyy, HH:mm")));
}

void MainWindow::keepHistory(EditDocument &document)
{
    if (!m_kept.keeps())
        return;
    EditHistoryModel &history = document.history();
    for (int row = 1; row < history.rowCount(); ++row) {
        const HistoryEntry &entry = history.entry(row);
        if (entry.isKept)
            continue;
        const auto isAsWritten = [starred = entry.starred, saved = entry.saved](
                                     const HistoryEntry &now) { return now.starred == starred && now.saved == saved; };
        runInBackground<Result<>>(
            m_files.queue(), this,
            [kept = m_kept, key = document.image().workKey, entry, picture = document.image().picture](
                const JobContext &) { return kept.save(key, entry, picture->radiograph().stored); },
            [this, &history, row, isAsWritten](const Result<> &outcome) {
                if (!outcome)
                    say(QString::fromStdString(outcome.error().message), true);
                else if (isAsWritten(history.entry(row)))
                    history.setKept(row);
            });
    }
}

void MainWindow::fetchPixels(EditDocument &document, int row)
{
    const HistoryEntry &entry = document.history().entry(row);
    if (entry.result || !entry.outline || !entry.problem.isEmpty() || !m_fetching.insert({ &document, row }).second)
        return;
    runInBackground<Result<StoredPixels>>(
        m_files.queue(), this,
        [kept = m_kept, key = document.image().workKey, entry, picture = document.image().picture](
            const JobContext &) { return kept.load(key, entry, picture->radiograph()); },
        [this, &document, row](const Result<StoredPixels> &pixels) {
            m_fetching.erase({ &document, row });
            if (pixels)
                document.history().setPixels(row, pixels->result, pixels->mask);
            else
                document.history().setProblem(row, QString::fromStdString(pixels.error().message));
            if (&document == m_document && document.shownRow == row) {
                showContents();
                updateState();
            }
            Q_EMIT pixelsShown();
        });
}

Result<> MainWindow::keepAll() const
{
    Result<> outcome;
    const auto note = [&outcome](Result<> done) {
        if (!done && outcome)
            outcome = std::move(done);
    };
    for (const auto &[key, document] : m_documents) {
        const OpenedImage &image = document->image();
        if (document.get() == m_document || m_unsaved.contains(document.get()))
            note(m_store.save(image.workKey, workOn(*document)));
        const EditHistoryModel &history = document->history();
        for (int row = 1; row < history.rowCount(); ++row) {
            if (!history.entry(row).isKept)
                note(m_kept.save(image.workKey, history.entry(row), image.picture->radiograph().stored));
        }
    }
    return outcome;
}

void MainWindow::keepUnfinished()
{
    const auto keep = [this](EditDocument *document, HistoryEntry entry, const QString &note) {
        entry.kind = HistoryEntry::Kind::Cancelled;
        entry.number = document->history().nextNumber();
        entry.note = note;
        entry.made = QDateTime::currentDateTimeUtc();
        entry.record = HistoryStore::newRecordName(entry.number);
        // A failure was told of before, if there was one: the user wants to leave.
        (void)m_kept.save(document->image().workKey, entry, document->image().picture->radiograph().stored);
        document->history().append(std::move(entry));
    };
    if (m_edits.isRunning() && m_editing && !m_findingRegion) {
        HistoryEntry entry = m_pending;
        entry.picture = m_preview;
        keep(std::exchange(m_editing, nullptr), std::move(entry), tr("Stopped: the window was closed while it ran."));
    }
    for (AskedEdit &asked : m_waiting)
        keep(asked.document, std::move(asked.entry), tr("Never begun: the window was closed while it waited."));
    m_waiting.clear();
    m_edits.cancel();
}

} // namespace cf::ui
