#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <optional>

namespace cf {

/// A file that one program holds until it lets go of it or ends, killed or not. Taking it writes nothing, so that a
/// full disk does not give it to two. The file goes with the lock.
class FileLock
{
public:
    /// Nothing while another holds it, in this program or another one. Error: Io where there can be no such file.
    static Result<std::optional<FileLock>> take(const std::filesystem::path &file);

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

private:
    FileLock(std::filesystem::path file, int descriptor);
    void release();

    std::filesystem::path m_file;
    int m_descriptor = -1;
};

} // namespace cf
