#pragma once

#include "core/base/ClinicalTerms.h"
#include "core/base/Image.h"
#include "core/base/Result.h"
#include "ui/history/HistoryStore.h"

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
    QString instruction;
    Image<std::uint8_t> mask; ///< Empty when nothing is drawn.
    QString proposedFor{}; ///< The request whose proposed region the mask is, untouched; empty: it is the user's own.
    std::vector<Target> sourceLabels{}; ///< What the film is said to show …
    bool sourceConfirmed = false; ///< … by the user.
    int shownEdit = 0; ///< Number of the edit in view; 0: the original.
    int arrangement = 0; ///< How both images were laid out.
};

/// What the disk knows of an image when it is opened.
struct RestoredWork {
    std::optional<SavedWork> work; ///< Nothing when there is none or it is damaged.
    StoredHistory history;
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
    /// As slow. Damaged files are put aside under another name and told of in `problems`.
    std::optional<SavedWork> load(const std::string &imageKey, QStringList &problems) const;

private:
    std::filesystem::path m_folder;
};

} // namespace cf::ui
