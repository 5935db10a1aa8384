// A disk that fills in mid-session: clear words, nothing lost, nothing half stored, and reading goes on.

#include "tests/sessions/StudyBench.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <cerrno>
#include <fstream>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

using namespace cf;
using namespace cf::test;

namespace {

bool writeText(const char *file, const std::string &text)
{
    std::ofstream stream(file);
    stream << text;
    stream.flush();
    return bool(stream);
}

/// A file system of 2 MB in memory over `folder`, in a name space of this process alone.
bool mountSmallDisk(const std::string &folder)
{
    const uid_t user = ::getuid();
    const gid_t group = ::getgid();
    if (user != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return false;
        writeText("/proc/self/setgroups", "deny");
        writeText("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
        writeText("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
    } else if (::unshare(CLONE_NEWNS) != 0) {
        return false;
    }
    return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=2m") == 0;
}

/// Writes until nothing more fits.
void fill(const std::string &file)
{
    std::ofstream stream(file, std::ios::binary);
    const std::string block(4096, 'x');
    while (stream.write(block.data(), 4096).flush()) { }
}

} // namespace

int main()
{
    startQt();
    TemporaryFolder folder;
    TemporaryFolder state;
    ::setenv("XDG_STATE_HOME", state.path().c_str(), 1);
    const std::string root = folder.path().string();
    if (!mountSmallDisk(root)) {
        test::skipped("all", "a small file system cannot be mounted here");
        return 0;
    }
    const std::string file = root + "/study.cfstudy";
    StudyStore store = sealedStudy(file, twoArms(), someCases(200), { "R1" });
    need(store.submit(answersFor("R1", need(store.next("R1")).step)));
    fill(root + "/filler");
    int stored = 1;
    Result<Reading> refused = Reading();
    NextStep next;
    while (refused) { // What was set aside before still takes a few.
        next = need(store.next("R1"));
        CF_EQUAL(next.state, NextStep::State::Read);
        refused = store.submit(answersFor("R1", next.step));
        stored += refused ? 1 : 0;
    }
    std::printf("%d answers, then: %s\n", stored, refused.error().message.c_str());
    CF_EQUAL(refused.error().code, ErrorCode::Io);
    CF_CHECK(refused.error().message.find("is full") != std::string::npos);
    CF_CHECK(refused.error().message.find("Nothing was stored and nothing was lost") != std::string::npos);
    CF_CHECK(need(store.progress("R1")).stored == stored && need(store.next("R1")).step == next.step);
    CF_CHECK(!store.submit(answersFor("R1", next.step))); // Still full, still in words.
    CF_CHECK(!StudyStore::create(root + "/second.cfstudy", twoArms()));
    CF_CHECK(::access((root + "/second.cfstudy").c_str(), F_OK) != 0);
    // Room again: the very same object takes the very same answer.
    CF_EQUAL(::unlink((root + "/filler").c_str()), 0);
    need(store.submit(answersFor("R1", next.step)));
    CF_EQUAL(need(store.progress("R1")).stored, stored + 1);
    CF_CHECK(need(store.verify()).empty());
    return 0;
}
