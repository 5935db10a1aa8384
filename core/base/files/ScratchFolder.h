#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string_view>

namespace cf {

/// A folder for what is needed for a moment, for its owner's eyes, gone with all it holds when this goes.
class ScratchFolder
{
public:
    /// Below the system's folder for temporary files (TMPDIR); its name begins with "contrafact-" and `purpose`.
    /// Errors: Io where it cannot be made.
    static Result<ScratchFolder> make(std::string_view purpose);
    ~ScratchFolder();
    ScratchFolder(ScratchFolder &&other) noexcept;
    ScratchFolder &operator=(ScratchFolder &&) = delete;

    const std::filesystem::path &path() const { return m_path; }

private:
    explicit ScratchFolder(std::filesystem::path path);

    std::filesystem::path m_path; ///< Empty: moved away.
};

} // namespace cf
