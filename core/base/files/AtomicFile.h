#pragma once

#include "core/base/Result.h"
#include "core/base/files/SystemReason.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace cf {

/// What a write may do to a file that has the name already, and who may read the new one.
struct WritePolicy {
    using Recognise = std::function<bool(const std::filesystem::path &)>;

    Recognise mayReplace; ///< True for an existing file that may go; empty: none may.
    bool ownerOnly = false; ///< Nobody else may read the file, whatever the umask.
};

/// An existing file is the user's and stays: the rule for every name that a user gives.
WritePolicy refuseExisting();
/// The user asked to overwrite: what `isOurs` recognises as made by this program may go, anything else stays.
WritePolicy overwriteIf(WritePolicy::Recognise isOurs);
/// For files in folders of the program's own (histories, caches, checkpoints), which nobody else writes.
WritePolicy replaceOwn();
/// The same for what is as confidential as a radiograph.
WritePolicy replaceOwnConfidential();

/// A file that appears whole or not at all. It grows under a fresh name in the same folder (exclusive, no link is
/// followed, locked while this process lives); commit() flushes it to the disk, checks every answer and only then gives
/// it its name. A device or pipe is written to in place, where nobody would be replaced.
///
/// Never replaced, whatever the policy: a folder, a link, a file without write permission.
/// Errors: InvalidInput where the name must not be written to (with what to do), Io where the system refuses.
class AtomicFile
{
public:
    static Result<AtomicFile> create(std::filesystem::path file, WritePolicy policy);

    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile &operator=(AtomicFile &&other) noexcept;
    ~AtomicFile(); ///< What was not committed vanishes.

    Result<> write(std::string_view bytes);
    /// For libraries that write to a name. They must not delete it; commit() flushes what they wrote.
    const std::filesystem::path &temporary() const { return m_temporary; }
    Result<> commit();

private:
    AtomicFile(std::filesystem::path file, WritePolicy policy);
    Result<> openInPlace();
    Result<> openTemporary();
    Result<> giveName();
    void abandon();

    std::filesystem::path m_file;
    std::filesystem::path m_temporary; ///< Equal to `m_file` for a device or pipe.
    WritePolicy m_policy;
    int m_descriptor = -1;
    bool m_inPlace = false;
};

/// AtomicFile with all bytes at once.
Result<> writeWhole(
    const std::filesystem::path &file, std::string_view bytes, const WritePolicy &policy = refuseExisting());

/// Whether `file` could be written now, to be asked before long work whose result goes there; also takes away what
/// killed programs left in its folder. Errors: as AtomicFile.
Result<> checkWritable(const std::filesystem::path &file, const WritePolicy &policy = refuseExisting());

/// Deletes temporary files of programs that are no more. Files that are being written stay.
void removeLeftovers(const std::filesystem::path &folder);

/// Appends lines, each with its end, to a log or list that only this program writes: all of them or none, on the disk
/// when it returns. A line that a kill cut short goes first, so that it spoils no other.
Result<> appendLines(const std::filesystem::path &file, std::string_view lines);

/// Makes a folder with all its parents. Errors, in words for the user: InvalidInput where something else has the name,
/// Io.
Result<> makeFolder(const std::filesystem::path &folder);

/// True for a character device, a pipe or a socket's end such as /dev/stdout may be.
bool isStream(const std::filesystem::path &file);

/// Whether a regular file begins with these bytes; how our own reports and tables are recognised.
bool beginsWith(const std::filesystem::path &file, std::string_view prefix);
/// Whether a regular file holds these bytes at `place`.
bool holdsAt(const std::filesystem::path &file, std::size_t place, std::string_view bytes);

} // namespace cf
