// Files appear whole or not at all, and nothing of the user's is ever replaced: full disks, kills, links, pipes.

#include "core/base/files/AtomicFile.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/Skip.h"
#include "tests/support/SmallDisk.h"
#include "tests/support/TemporaryFolder.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cf;
using test::fileText;

namespace {

namespace fs = std::filesystem;

void put(const fs::path &file, const std::string &bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

std::size_t filesIn(const fs::path &folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

bool isRefused(const Result<> &result)
{
    return !result && result.error().code == ErrorCode::InvalidInput && result.error().message.ends_with('.');
}

void aNewFileIsWhole(const fs::path &folder)
{
    CF_CHECK(writeWhole(folder / "a.txt", "whole"));
    CF_CHECK(fileText(folder / "a.txt") == "whole" && filesIn(folder) == 1);
    const fs::path longest = folder / std::string(255, 'n');
    CF_CHECK(checkWritable(longest) && writeWhole(longest, "long") && fileText(longest) == "long");
    CF_CHECK(checkWritable(folder / std::string(256, 'n')).error().message.find("too long") != std::string::npos);
    CF_CHECK(writeWhole(folder / "two\nlines", "x") && fileText(folder / "two\nlines") == "x");
    CF_EQUAL(filesIn(folder), 3);
    fs::current_path(folder);
    CF_CHECK(
        checkWritable("near.txt") && writeWhole("near.txt", "relative") && fileText(folder / "near.txt") == "relative");
    CF_CHECK(writeWhole("./../" + folder.filename().string() + "/far.txt", "x") && fileText(folder / "far.txt") == "x");
    fs::current_path("/");
}

void anExistingFileStays(const fs::path &folder)
{
    put(folder / "mine", "of the user");
    CF_CHECK(isRefused(checkWritable(folder / "mine")) && isRefused(writeWhole(folder / "mine", "x")));
    const auto notOurs = overwriteIf([](const fs::path &file) { return beginsWith(file, "ours"); });
    CF_CHECK(isRefused(writeWhole(folder / "mine", "x", notOurs)) && fileText(folder / "mine") == "of the user");
    put(folder / "old", "ours, older");
    CF_CHECK(writeWhole(folder / "old", "ours, newer", notOurs) && fileText(folder / "old") == "ours, newer");
    fs::permissions(folder / "old", fs::perms::owner_read);
    CF_CHECK(isRefused(writeWhole(folder / "old", "ours", notOurs))); // Also for root, who could.
    CF_CHECK(isRefused(writeWhole(folder / "old", "ours", replaceOwn())) && fileText(folder / "old") == "ours, newer");
    // Made while we were writing: found at the last moment.
    auto late = AtomicFile::create(folder / "late", refuseExisting());
    CF_CHECK(late && late->write("ours"));
    put(folder / "late", "of the user");
    CF_CHECK(!late->commit() && fileText(folder / "late") == "of the user");
    // A user's own file of the name that was once ours for temporary files.
    put(folder / "x.part", "of the user");
    CF_CHECK(writeWhole(folder / "x", "x") && fileText(folder / "x.part") == "of the user");
}

void linksAndFoldersStay(const fs::path &folder)
{
    put(folder / "target", "of the user");
    fs::create_symlink(folder / "target", folder / "link");
    fs::create_symlink(folder / "nothing", folder / "dangling");
    fs::create_symlink(folder / "circle", folder / "circle");
    fs::create_directory(folder / "folder");
    for (const char *name : { "link", "dangling", "folder", "circle" })
        for (const WritePolicy &policy : { refuseExisting(), replaceOwn() })
            CF_CHECK(!checkWritable(folder / name, policy) && !writeWhole(folder / name, "x", policy));
    CF_CHECK(fileText(folder / "target") == "of the user" && !fs::exists(folder / "nothing"));
    CF_CHECK(fs::is_symlink(folder / "link") && fs::is_symlink(folder / "dangling"));
    CF_CHECK(isRefused(writeWhole("", "x")) && isRefused(writeWhole(folder / "folder" / "..", "x")));
    const auto nowhere = writeWhole(folder / "nowhere" / "a", "x");
    CF_CHECK(nowhere.error().code == ErrorCode::Io && nowhere.error().message.find("nowhere") != std::string::npos);
    CF_CHECK(!writeWhole(folder / "target" / "a", "x")); // A file where a folder should be.
    // A folder of such a name is not made, and what stands there is said.
    for (const char *name : { "target", "dangling", "circle" }) {
        const auto made = makeFolder(folder / name);
        CF_CHECK(!made && made.error().code == ErrorCode::InvalidInput
            && made.error().message.find("File exists") == std::string::npos);
    }
    CF_CHECK(makeFolder(folder / "dangling").error().message.find("leads nowhere") != std::string::npos);
    // A hard link is the same file; ours takes the name, the user's other name keeps its bytes.
    fs::create_hard_link(folder / "target", folder / "second");
    CF_CHECK(writeWhole(folder / "second", "new", replaceOwn()) && fileText(folder / "target") == "of the user");
}

void devicesAndPipesAreWrittenInPlace(const fs::path &folder)
{
    CF_CHECK(writeWhole("/dev/null", "x") && fs::is_character_file("/dev/null"));
    if (fs::is_character_file("/dev/full")) {
        const auto full = writeWhole("/dev/full", "x");
        CF_CHECK(full.error().code == ErrorCode::Io && full.error().message.find("full;") != std::string::npos);
        CF_CHECK(fs::is_character_file("/dev/full"));
    }
    CF_EQUAL(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    CF_CHECK(checkWritable(folder / "pipe"));
    CF_CHECK(!writeWhole(folder / "pipe", "x")); // Nobody reads: an error at once, not a wait for ever.
    const int reader = ::open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
    char got[2]{};
    CF_CHECK(writeWhole(folder / "pipe", "x") && ::read(reader, got, 2) == 1 && got[0] == 'x');
    ::close(reader);
    // What the shell opened for us: our text goes behind what was there.
    const fs::path errors = folder / "stderr";
    CF_CHECK(test::forkedCall(errors, [] {
        std::fputs("before ", stderr);
        return writeWhole("/dev/stderr", "after") && fs::is_symlink("/dev/stderr") ? 0 : 1;
    }) == 0);
    CF_EQUAL(fileText(errors), "before after");
}

void permissionsAreTheOwnersAlone(const fs::path &folder)
{
    const mode_t before = ::umask(0);
    CF_CHECK(writeWhole(folder / "secret", "x", replaceOwnConfidential()));
    CF_EQUAL((fs::status(folder / "secret").permissions() & fs::perms::mask),
        (fs::perms::owner_read | fs::perms::owner_write));
    put(folder / "hidden", "x");
    fs::permissions(folder / "hidden", fs::perms::owner_read | fs::perms::owner_write);
    CF_CHECK(writeWhole(folder / "hidden", "y", replaceOwn())); // Its owner's choice outlives a new version.
    CF_EQUAL((fs::status(folder / "hidden").permissions() & fs::perms::mask),
        (fs::perms::owner_read | fs::perms::owner_write));
    ::umask(before);
}

/// Without privileges: a bound on the size of files fails a write in its middle, as a full disk does.
void aWriteThatIsCutShortLeavesTheOld(const fs::path &folder)
{
    CF_CHECK(writeWhole(folder / "record", "the last good record"));
    const auto cut = test::forkedCall("/dev/null", [&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{ 1000, 1000 };
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto failed = writeWhole(folder / "record", std::string(100'000, 'x'), replaceOwn());
        const auto appended = appendLines(folder / "record.log", std::string(2000, 'y'));
        return !failed && failed.error().code == ErrorCode::Io && !appended ? 0 : 1;
    });
    CF_CHECK(cut == 0 && fileText(folder / "record") == "the last good record");
    CF_CHECK(fileText(folder / "record.log").empty() && filesIn(folder) == 2);
}

/// Every file that a process may open is open: the error says what to raise.
void tooManyOpenFilesAreSaid(const fs::path &folder)
{
    const auto said = test::forkedCall("/dev/null", [&] {
        const rlimit limit{ 3, 3 };
        ::setrlimit(RLIMIT_NOFILE, &limit);
        const auto failed = writeWhole(folder / "record", "x");
        return !failed && failed.error().message.find("ulimit -n") != std::string::npos ? 0 : 1;
    });
    CF_CHECK(said == 0 && filesIn(folder) == 0);
}

void aFullDiskLeavesTheOld()
{
    const auto code = test::onSmallDisk(64 << 10, [](const fs::path &disk) {
        const std::string good(5000, 'g');
        CF_CHECK(writeWhole(disk / "record", good, replaceOwn()));
        put(disk / "filler", std::string(100'000, 'f'));
        for (int i = 0; i < 20; ++i) {
            const auto failed = writeWhole(disk / "record", std::string(5000, 'n'), replaceOwn());
            CF_CHECK(!failed && failed.error().message.find("disk is full") != std::string::npos);
            CF_CHECK(!checkWritable(disk / "other"));
        }
        CF_CHECK(fileText(disk / "record") == good && filesIn(disk) == 2);
        fs::remove(disk / "filler");
        CF_CHECK(writeWhole(disk / "record", "new", replaceOwn()) && fileText(disk / "record") == "new");
    });
    if (!code)
        test::skipped("a full disk", "it needs the right to mount one");
    else
        CF_EQUAL(*code, 0);
}

/// Writers killed at random moments: the file is the old or the new one, whole; the next start takes what they left.
void killsLeaveNothingToBeMistaken(const fs::path &folder)
{
    const std::string contents[]{ std::string(300'000, 'a'), std::string(200'000, 'b') };
    CF_CHECK(writeWhole(folder / "out", contents[0]));
    std::size_t left = 0;
    for (int round = 0; round < 40; ++round) {
        const pid_t child = ::fork();
        if (child == 0)
            for (std::size_t i = 0;; ++i)
                (void)writeWhole(folder / "out", contents[i % 2], replaceOwn());
        std::this_thread::sleep_for(std::chrono::microseconds(200 + 331 * round));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const std::string now = fileText(folder / "out");
        CF_CHECK(now == contents[0] || now == contents[1]);
        left += filesIn(folder) - 1;
        CF_CHECK(checkWritable(folder / "out", replaceOwn()) && filesIn(folder) == 1);
    }
    std::printf("40 kills left %zu unfinished files, all taken away\n", left);
    // A file that is being written, and a user's file of nearly such a name, stay.
    auto living = AtomicFile::create(folder / "living", refuseExisting());
    put(folder / ".contrafact-of-the-user.unfinished", "x");
    removeLeftovers(folder);
    CF_CHECK(filesIn(folder) == 3 && living->write("x") && living->commit());
}

void linesAreAppendedWhole(const fs::path &folder)
{
    CF_CHECK(appendLines(folder / "log", "one\n") && appendLines(folder / "log", "two\nthree\n"));
    CF_EQUAL(fileText(folder / "log"), "one\ntwo\nthree\n");
    std::ofstream(folder / "log", std::ios::app) << "cut by a ki" << std::string(10'000, 'x');
    CF_CHECK(appendLines(folder / "log", "four\n") && fileText(folder / "log") == "one\ntwo\nthree\nfour\n");
    put(folder / "torn", "no line's end");
    CF_CHECK(appendLines(folder / "torn", "one\n") && fileText(folder / "torn") == "one\n");
    fs::create_symlink(folder / "log", folder / "link");
    CF_CHECK(!appendLines(folder / "link", "x\n") && !appendLines("/dev/full", "x\n"));
}

} // namespace

int main()
{
    const auto inFolder = [](void (*work)(const fs::path &)) {
        const test::TemporaryFolder folder;
        work(folder.path());
    };
    aFullDiskLeavesTheOld();
    inFolder(aNewFileIsWhole);
    inFolder(anExistingFileStays);
    inFolder(linksAndFoldersStay);
    inFolder(devicesAndPipesAreWrittenInPlace);
    inFolder(permissionsAreTheOwnersAlone);
    inFolder(aWriteThatIsCutShortLeavesTheOld);
    inFolder(tooManyOpenFilesAreSaid);
    inFolder(killsLeaveNothingToBeMistaken);
    inFolder(linesAreAppendedWhole);
}
