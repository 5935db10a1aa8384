// A lock belongs to one, on a full disk as well, and goes with its program; what is no file is not waited for.

#include "core/base/files/FileLock.h"

#include "core/base/files/RegularFile.h"
#include "tests/support/Check.h"
#include "tests/support/SmallDisk.h"
#include "tests/support/TemporaryFolder.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cf;
using namespace cf::test;

namespace {

namespace fs = std::filesystem;

bool isTaken(const Result<std::optional<FileLock>> &lock)
{
    return lock && lock->has_value();
}

bool isHeldByAnother(const Result<std::optional<FileLock>> &lock)
{
    return lock && !lock->has_value();
}

void oneHasTheLock()
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "key.lock";
    auto first = FileLock::take(file);
    CF_CHECK(isTaken(first) && fs::exists(file));
    CF_CHECK(isHeldByAnother(FileLock::take(file)));
    CF_CHECK(isTaken(FileLock::take(folder.path() / "other.lock")));
    std::optional<FileLock> moved = std::move(*first);
    CF_CHECK(isHeldByAnother(FileLock::take(file)));
    moved.reset();
    CF_CHECK(!fs::exists(file) && isTaken(FileLock::take(file)));
    const auto nowhere = FileLock::take(folder.path() / "missing" / "key.lock");
    CF_CHECK(!nowhere && nowhere.error().code == ErrorCode::Io);
}

/// As the workers of a folder hold it while its leader waits for all of them.
void severalShareALock()
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "key.lock";
    constexpr LockTerms alone{ false, true };
    constexpr LockTerms shared{ true, true };
    {
        auto first = FileLock::take(file, shared);
        const auto second = FileLock::take(file, shared);
        CF_CHECK(isTaken(first) && isTaken(second));
        CF_CHECK(isHeldByAnother(FileLock::take(file, alone)));
        first->reset();
        CF_CHECK(isHeldByAnother(FileLock::take(file, alone)));
    }
    const auto only = FileLock::take(file, alone);
    CF_CHECK(isTaken(only) && isHeldByAnother(FileLock::take(file, shared)));
}

void theFileStaysWhereItIsAMark()
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "key.lock";
    CF_CHECK(isTaken(FileLock::take(file, { false, true })));
    CF_CHECK(fs::exists(file)); // The lock ended with the line before.
    CF_CHECK(isTaken(FileLock::take(file)));
    CF_CHECK(!fs::exists(file));
}

void aKilledProgramHasNone()
{
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "key.lock";
    std::array<int, 2> ends{};
    CF_CHECK(::pipe(ends.data()) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = FileLock::take(file);
        const char taken = isTaken(lock) ? 'y' : 'n';
        (void)!::write(ends[1], &taken, 1);
        ::pause();
        ::_exit(0);
    }
    char taken = 0;
    CF_CHECK(::read(ends[0], &taken, 1) == 1 && taken == 'y');
    CF_CHECK(isHeldByAnother(FileLock::take(file)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    CF_CHECK(fs::exists(file) && isTaken(FileLock::take(file)));
}

void aFullDiskDoesNotGiveItToTwo()
{
    constexpr std::size_t bytes = 64 << 10;
    const auto code = onSmallDisk(bytes, [](const fs::path &disk) {
        std::ofstream(disk / "rest") << std::string(bytes, 'x');
        const auto first = FileLock::take(disk / "key.lock");
        CF_CHECK(isTaken(first));
        CF_CHECK(isHeldByAnother(FileLock::take(disk / "key.lock")));
    });
    CF_CHECK(code.value_or(0) == 0); // Nothing where no disk may be mounted.
}

void pipesAreNotWaitedFor()
{
    const TemporaryFolder folder;
    const fs::path pipe = folder.path() / "pipe";
    CF_CHECK(::mkfifo(pipe.c_str(), 0600) == 0);
    std::array<char, 4> start{};
    CF_CHECK(readStart(pipe, start.data(), start.size()) == 0);
    const auto line = readFirstLine(pipe);
    CF_CHECK(!line && line.error().message.find("is a pipe, not a file") != std::string::npos);
    const fs::path file = folder.path() / "file";
    for (const auto &[text, wanted] : { std::pair("one\ntwo\n", "one"), std::pair("one", "one"), std::pair("\ntwo", ""),
             std::pair("", ""), std::pair("a b \r\n", "a b \r") }) {
        std::ofstream(file, std::ios::binary) << text;
        CF_CHECK(readFirstLine(file).value() == wanted);
    }
    std::ofstream(file) << "abcdef";
    CF_CHECK(readStart(file, start.data(), start.size()) == 4 && std::string(start.data(), 4) == "abcd");
    std::ofstream(file) << "ab";
    CF_CHECK(readStart(file, start.data(), start.size()) == 2);
}

} // namespace

int main()
{
    oneHasTheLock();
    severalShareALock();
    theFileStaysWhereItIsAMark();
    aKilledProgramHasNone();
    aFullDiskDoesNotGiveItToTwo();
    pipesAreNotWaitedFor();
    return 0;
}
