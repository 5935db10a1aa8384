#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "ui/records/EditHistoryModel.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cf::ui {

/// What a folder holds of one image's history.
struct StoredHistory {
    std::vector<HistoryEntry> entries; ///< In the order of their making, without the pixels of results.
    QStringList problems; ///< What could not be read, in words for the user.
};

/// The pixels of a result and the mask that it was made with.
struct StoredPixels {
    ResultPointer result;
    MaskPointer mask;
};

/// The histories of all images on disk: a folder for each image, named by the image's key alone, and in it a record for
/// each edit and the values it refers to. Values that several edits share (what coding alone makes of the source) are
/// kept once. Records appear whole or not at all, name the image they belong to, and carry a hash of themselves, so
/// that damage and another image's records are noticed. Nothing here is for the GUI thread but where it is said so.
class HistoryStore
{
public:
    /// `bytes` bounds all histories together. An empty folder name keeps nothing.
    explicit HistoryStore(std::filesystem::path folder, std::uint64_t bytes = std::uint64_t{ 4 } << 30U);

    bool keeps() const { return !m_folder.empty(); }
    /// The number of an image's next edit, from `lowest` on; no program on this machine gets the same one again, nor
    /// that of an edit whose record was damaged. For the GUI thread, too. Where nothing can be written: `lowest`.
    int takeNumber(const std::string &imageKey, int lowest) const;
    /// A file name for an entry that has none yet; two programs that work on the same image never choose the same one.
    static QString newRecordName(int number);

    /// Writes the entry's record, under `entry.record`, and the values that it refers to. Where the bound is reached,
    /// the images that were not opened for the longest time lose their histories first. Errors: Io when the disk is
    /// full or not writable, Unsupported when this image's history alone would exceed the bound; both say what to do.
    Result<> save(const std::string &imageKey, const HistoryEntry &entry, const StoredImage &source) const;
    /// The history of an image; damaged records are put aside under another name and reported. What lay in the bin for
    /// more than 30 days is gone.
    StoredHistory list(const std::string &imageKey) const;
    /// The pixels of a listed result. Errors: InvalidInput when they are damaged or gone, in words for the user.
    Result<StoredPixels> load(const std::string &imageKey, const HistoryEntry &entry, const Radiograph &source) const;
    /// The mask that a listed entry was asked for with, whatever became of it; null where none was drawn or it is
    /// damaged.
    MaskPointer loadMask(const std::string &imageKey, const HistoryEntry &entry, const StoredImage &source) const;

private:
    std::filesystem::path folderOf(const std::string &imageKey) const;
    Result<> makeRoom(const std::string &imageKey, std::uint64_t needed) const;

    std::filesystem::path m_folder;
    std::uint64_t m_bytes;
};

} // namespace cf::ui
