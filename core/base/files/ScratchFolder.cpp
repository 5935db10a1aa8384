#include "core/base/files/ScratchFolder.h"

#include "core/base/files/SystemReason.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace cf {

namespace fs = std::filesystem;

Result<ScratchFolder> ScratchFolder::make(std::string_view purpose)
{
    std::error_code failure;
    const fs::path home = fs::temp_directory_path(failure);
    if (failure)
        return fail(ErrorCode::Io,
            "There is no folder for temporary files: " + systemReason(failure.value())
                + ". Set TMPDIR to a folder that you may write to.");
    std::string path = (home / "contrafact-").string().append(purpose).append("-XXXXXX");
    if (::mkdtemp(path.data()) == nullptr)
        return fail(ErrorCode::Io,
            "No temporary folder can be made in " + home.string() + ": " + systemReason(errno)
                + ". Set TMPDIR to a folder that you may write to.");
    return ScratchFolder(path);
}

ScratchFolder::ScratchFolder(fs::path path)
    : m_path(std::move(path))
{
}

ScratchFolder::ScratchFolder(ScratchFolder &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
{
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored; // Whoever clears away temporary files takes what stays.
    if (!m_path.empty())
        fs::remove_all(m_path, ignored);
}

} // namespace cf
