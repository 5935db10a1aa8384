// A batch that is killed again and again, interrupted at the terminal, and short of disk: the same manifest, the same
// bytes, and words that are true. `tst_BatchKills FILMS KILLS` does the same at any size.

#include "app/program/ExitCode.h"
#include "tests/datasets/BatchBench.h"
#include "tests/support/Skip.h"
#include "tests/support/SmallDisk.h"

#include <chrono>
#include <cstdio>

using namespace cf;
using namespace cf::test;

namespace {

struct World {
    TemporaryFolder temporary;
    fs::path films = temporary.path() / "films";
    fs::path errors = temporary.path() / "stderr.txt";
    std::map<std::string, std::string> reference;
};

/// Waits until `wanted` objects are there; false where the program ended before.
bool awaitObjects(pid_t process, const fs::path &folder, int wanted, int &code)
{
    while (objectsIn(folder) < wanted) {
        if (hasEnded(process, code))
            return false;
        ::usleep(2000);
    }
    return true;
}

/// What an ended leader's workers do in their last moments must not disturb the next run.
void killedAgainAndAgain(const World &world, int workers, int kills)
{
    const fs::path folder = world.temporary.path() / ("killed-" + std::to_string(workers));
    int killed = 0;
    int code = -1;
    while (true) {
        const int before = objectsIn(folder);
        const pid_t process = startProgram(batchOf(world.films, folder, workers), world.errors);
        // Each time a little further than the last, at another moment of an edit.
        const bool runs = killed < kills && awaitObjects(process, folder, before + 1 + killed % 2, code);
        if (!runs) {
            if (killed >= kills)
                code = endOf(process);
            break;
        }
        ::kill(process, SIGKILL);
        CF_EQUAL(endOf(process), -1);
        ++killed;
    }
    std::printf("%d workers: %d kills\n", workers, killed);
    if (code != Done)
        std::fputs(textOf(world.errors).c_str(), stderr);
    CF_CHECK(code == Done && killed > 0);
    CF_EQUAL(contentOf(folder), world.reference);
    CF_EQUAL(textOf(world.errors).find("lost"), std::string::npos);
}

/// Ctrl+C reaches the leader and its workers: one line, nothing of lost work.
void interruptedAtTheTerminal(const World &world)
{
    const fs::path folder = world.temporary.path() / "interrupted";
    const fs::path errors = world.temporary.path() / "interrupted.txt";
    const pid_t process = startProgram(batchOf(world.films, folder, 2), errors);
    int code = -1;
    CF_CHECK(awaitObjects(process, folder, 2, code));
    ::kill(-process, SIGINT);
    CF_EQUAL(endOf(process), Cancelled);
    const std::string said = textOf(errors); // A broken film's picture library may have had its say before.
    CF_CHECK(said.ends_with("contrafact-cli: Stopped. Start the same command again to go on.\n"));
    CF_EQUAL(said.find("lost"), std::string::npos);
    CF_EQUAL(endOf(startProgram(batchOf(world.films, folder, 2), errors)), Done);
    CF_EQUAL(contentOf(folder), world.reference);
}

bool catchesStops(pid_t process)
{
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("SigCgt:"))
            return (std::stoull(line.substr(7), nullptr, 16) & (1ULL << (SIGTERM - 1))) != 0;
    return false;
}

/// A table of a million films takes a while to read, to list and to note: a stop ends that, too.
void stoppedWhileATableIsRead(const World &world)
{
    const fs::path films = world.temporary.path() / "many";
    fs::create_directory(films);
    {
        std::ofstream table(films / "labels.csv");
        table << "file,patient_id\n";
        for (int film = 0; film < 1'000'000; ++film)
            table << "film" << film << ".png,P" << film / 3 << '\n';
    }
    const fs::path errors = world.temporary.path() / "many.txt";
    const pid_t process = startProgram(batchOf(films, world.temporary.path() / "of-many", 1), errors);
    int code = -1;
    while (!catchesStops(process)) {
        CF_CHECK(!hasEnded(process, code));
        ::usleep(1000);
    }
    ::usleep(200'000);
    const auto asked = std::chrono::steady_clock::now();
    ::kill(process, SIGTERM);
    CF_EQUAL(endOf(process), Cancelled);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - asked).count();
    std::printf("stopped within %.2f s while a table was read\n", seconds);
    CF_LESS(seconds, 1.0); // Half a second, and as much for a machine that does other things.
    CF_EQUAL(textOf(errors), "contrafact-cli: Stopped. Start the same command again to go on.\n");
}

/// The disk fills in the middle, some space is made, the same command goes on.
bool theDiskFills(const World &world)
{
    constexpr std::size_t disk = 200U << 20U;
    const auto code = onSmallDisk(disk, [&world](const fs::path &folder) {
        const fs::path errors = world.temporary.path() / "full.txt";
        const pid_t process = startProgram(batchOf(world.films, folder / "out", 2), errors);
        int ended = -1;
        CF_CHECK(awaitObjects(process, folder / "out", 3, ended));
        {
            std::ofstream filler(folder / "filler", std::ios::binary);
            const std::string block(4096, 'x');
            while (filler.write(block.data(), 4096).flush()) { }
        }
        CF_EQUAL(endOf(process), Failed);
        const std::string said = textOf(errors);
        CF_CHECK(
            said.find("disk is full") != std::string::npos && said.find("same command again") != std::string::npos);
        fs::remove(folder / "filler");
        CF_EQUAL(endOf(startProgram(batchOf(world.films, folder / "out", 2), errors)), Done);
        CF_EQUAL(contentOf(folder / "out"), world.reference);
    });
    if (code)
        CF_EQUAL(*code, 0);
    return code.has_value();
}

} // namespace

int main(int count, char **arguments)
{
    const int films = count > 1 ? std::atoi(arguments[1]) : 14; // NOLINT(cert-err34-c): a bench's own argument.
    const int kills = count > 2 ? std::atoi(arguments[2]) : 5; // NOLINT(cert-err34-c)
    World world;
    writeFilms(world.films, films);
    const fs::path whole = world.temporary.path() / "whole";
    CF_EQUAL(endOf(startProgram(batchOf(world.films, whole, 1), world.errors)), Done);
    CF_LESS(films, objectsIn(whole));
    world.reference = contentOf(whole);
    const std::string &manifest = world.reference.at("manifest.csv");
    for (const char *broken : { "empty.dcm", "words.dcm", "deep/torn.png", "gone.dcm" })
        CF_CHECK(manifest.find(std::string(",") + broken + ",") != std::string::npos);
    killedAgainAndAgain(world, 1, kills);
    killedAgainAndAgain(world, 3, kills);
    interruptedAtTheTerminal(world);
    stoppedWhileATableIsRead(world);
    if (!theDiskFills(world))
        test::skipped("a full disk", "it needs the right to mount one");
    return 0;
}
