#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace cf::ui {

/// What is kept of the work on one image, so that a crash or a restart loses neither mask nor instruction.
struct SavedWork {
    QString instruction;
    Image<std::uint8_t> mask; ///< Empty when nothing is drawn.
};

/// Autosaved work, one pair of files for each image, named by the hash of its pixels: no name of a patient or file is
/// stored. Files appear whole or not at all.
class WorkStore
{
public:
    /// An empty folder name keeps nothing.
    explicit WorkStore(std::filesystem::path folder);

    /// Takes some 50 ms for a large mask: not for the GUI thread. Errors: Io, with what to do.
    Result<> save(const std::string &imageSha256, const SavedWork &work) const;
    /// Nothing when there is none or it is damaged.
    std::optional<SavedWork> load(const std::string &imageSha256) const;

private:
    std::filesystem::path m_folder;
};

} // namespace cf::ui
