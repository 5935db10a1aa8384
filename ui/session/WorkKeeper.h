#pragma once

#include "core/jobs/JobQueue.h"
#include "ui/session/documents/EditDocument.h"
#include "ui/session/saving/WorkClaim.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace cf::ui {

/// Keeps on disk what outlives the window: mask, draft and view of each image, and the history of its edits. Whatever
/// the hands do, no more than a second of work is in memory alone.
class WorkKeeper : public QObject
{
    Q_OBJECT

public:
    /// An empty folder keeps nothing. `historyBytes` bounds all histories together.
    WorkKeeper(std::filesystem::path folder, std::uint64_t historyBytes, QObject *parent = nullptr);
    ~WorkKeeper() override;

    /// Puts into an image that was read what the disk knows of the work on it, and claims that work. May be called on
    /// any thread, also after the keeper is gone.
    std::function<void(OpenedImage &)> restorer() const;

    /// The document's work has changed: it is written within a second.
    void touch(EditDocument &document);
    void saveNow(EditDocument &document);
    /// Writes what of the history is not on disk as it is now.
    void keepHistory(EditDocument &document);
    /// The same within a second, for what is being typed.
    void keepHistorySoon(EditDocument &document);
    /// Reads the pixels of a result that are on disk alone, or the mask of what never became one.
    void fetchPixels(EditDocument &document, int row);
    /// The number of the document's next edit.
    int nextNumber(const EditDocument &document) const;
    /// Dropping the document would lose nothing.
    bool isKept(const EditDocument &document) const;
    void forget(const EditDocument &document); ///< It is about to go.
    /// Everything here and now, for the end of the program. Errors: the first that occurred; the others are tried.
    Result<> keepAll(const std::vector<EditDocument *> &documents);

Q_SIGNALS:
    void saved();
    void failed(const QString &message);
    /// Pixels came, or `HistoryEntry::problem` says why not.
    void fetched(cf::ui::EditDocument *document, int row);

private:
    void saveTouched();

    std::filesystem::path m_folder;
    WorkStore m_work;
    HistoryStore m_history;
    std::shared_ptr<WorkClaims> m_claims;
    QTimer m_soon;
    std::set<EditDocument *, std::less<>> m_remarked; ///< Whose history is written with the next work.
    std::set<EditDocument *, std::less<>> m_touched; ///< Whose work has changed since it was copied for writing.
    std::set<const EditDocument *> m_writing;
    std::map<const EditDocument *, int> m_undoKept; ///< The serial of the undo stack that is on disk.
    std::set<std::pair<const EditDocument *, int>> m_fetching;
    std::optional<QString> m_historyProblem; ///< Why an edit is in memory alone; tried again until it is kept.
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui
