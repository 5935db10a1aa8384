#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/base/terms/ClinicalTerms.h"
#include "dicom/ReadingOptions.h"
#include "ui/records/EditDraft.h"
#include "ui/records/HistoryStore.h"
#include "ui/session/saving/SavedUndo.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace cf::ui {

/// What is kept of the work on one image beside its history, so that a crash or a restart loses neither mask nor
/// instruction.
struct SavedWork {
    EditDraft draft;
    Image<std::uint8_t> mask; ///< Empty when nothing is drawn.
    QString proposedFor{}; ///< The request whose proposed region the mask is, untouched; empty: it is the user's own.
    quint64 proposedSeed = 0; ///< The seed of that request.
    std::vector<Target> sourceLabels{}; ///< What the film is said to show …
    bool sourceConfirmed = false; ///< … by the user.
    int shownEdit = 0; ///< Number of the edit in view; 0: the original.
    int arrangement = 0; ///< How both images were laid out.
    ReadingOptions reading{}; ///< How the user wants the file to be read; its frame is not kept.
    std::optional<SavedUndo> undo{}; ///< Of the mask; for saving, nothing: it is on disk already.
};

/// What the disk knows of an image when it is opened.
struct RestoredWork {
    std::optional<SavedWork> work; ///< Nothing when there is none or it is damaged.
    StoredHistory history;
    int drafts = 0; ///< Of other windows, now among the history's entries.
    QDateTime saved; ///< When that work was written last; invalid where there is none.
    QStringList problems; ///< What could not be read, in words for the user.
};

/// Autosaved work, one pair of files for each image, named by the image's key: no name of a patient or file is stored.
/// Files appear whole or not at all.
class WorkStore
{
public:
    /// An empty folder name keeps nothing.
    explicit WorkStore(std::filesystem::path folder);

    /// Takes some 50 ms for a large mask: not for the GUI thread. Errors: Io, with what to do.
    Result<> save(const std::string &imageKey, const SavedWork &work) const;
    /// As slow. Damaged files are put aside under another name and reported in `problems`.
    std::optional<SavedWork> load(const std::string &imageKey, QStringList &problems) const;
    /// When the work under that key was written last; invalid where there is none.
    QDateTime savedAt(const std::string &imageKey) const;
    /// Keys of the work that other windows on the same image left: see WorkClaim.
    std::vector<std::string> branchesOf(const std::string &imageKey) const;
    void remove(const std::string &key) const;

private:
    std::filesystem::path m_folder;
};

} // namespace cf::ui
