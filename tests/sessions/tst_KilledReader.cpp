// kill -9 at random moments of reading: nothing that a reader was told is stored is lost, and nothing counts twice.
// CONTRAFACT_KILLS: how many times each database's reader is killed (60).

#include "tests/sessions/PostgresCluster.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/Skip.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <map>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cf;
using namespace cf::test;

namespace {

constexpr int cases = 400;

int killsAsked()
{
    const char *asked = std::getenv("CONTRAFACT_KILLS");
    return asked == nullptr ? 60 : std::max(1, std::atoi(asked));
}

/// Reads on and on; says the position of each answer on `pipe` once the store has said that it is stored.
[[noreturn]] void readUntilKilled(const std::string &location, int pipe)
{
    auto store = StudyStore::open(location);
    while (store) {
        const auto next = store->next("R1");
        if (!next || next->state != NextStep::State::Read)
            break;
        const auto stored = store->submit(answersFor("R1", next->step));
        if (!stored)
            break;
        const std::int32_t position = stored->position;
        if (::write(pipe, &position, sizeof position) != sizeof position)
            break;
    }
    ::_exit(0);
}

/// Positions that a reader killed after `microseconds` had been told are stored.
std::vector<int> readAndKill(const std::string &location, int microseconds)
{
    int ends[2];
    CF_EQUAL(::pipe(ends), 0);
    const pid_t child = ::fork();
    CF_CHECK(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        readUntilKilled(location, ends[1]);
    }
    ::close(ends[1]);
    ::usleep(static_cast<useconds_t>(microseconds));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    std::vector<int> told;
    std::int32_t position = 0;
    while (::read(ends[0], &position, sizeof position) == sizeof position)
        told.push_back(position);
    ::close(ends[0]);
    return told;
}

void killOften(const std::string &place, const std::function<std::string(const std::string &)> &location)
{
    RandomStream stream(11, place);
    int kills = 0;
    int inFlight = 0; // Stored, though the reader was killed before being told so.
    int answers = 0;
    for (int study = 0; kills < killsAsked(); ++study) {
        const std::string where = location("killed" + std::to_string(study));
        sealedStudy(where, twoArms(), someCases(cases), { "R1" });
        std::size_t told = 0;
        for (bool isFinished = false; !isFinished && kills < killsAsked(); ++kills) {
            for (const int position : readAndKill(where, 1000 + stream.below(150000))) {
                CF_LESS(int(told), position); // Never the same step twice, never one back.
                told = static_cast<std::size_t>(position);
            }
            StudyStore store = need(StudyStore::open(where));
            auto readings = need(store.readings(true));
            auto progress = need(store.progress("R1"));
            // A server may still be storing what its client asked for before it was killed.
            for (int look = 0; look < 50 && progress.stored != int(readings.size()); ++look) {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                readings = need(store.readings(true));
                progress = need(store.progress("R1"));
            }
            CF_CHECK(readings.size() >= told && readings.size() <= told + 1);
            CF_EQUAL(progress.stored, int(readings.size()));
            for (std::size_t i = 0; i < readings.size(); ++i) {
                const Reading &one = readings[i];
                CF_CHECK(one.position == int(i) + 1 && one.revision == 1);
                CF_EQUAL(one.answers, answersFor("R1", { 0, one.key.caseId, "main", 1, false, {} }).answers);
            }
            inFlight += readings.size() > told ? 1 : 0;
            told = readings.size();
            isFinished = told == cases;
        }
        StudyStore store = need(StudyStore::open(where));
        CF_CHECK(need(store.verify()).empty());
        answers += int(told);
    }
    std::printf("%s: %d kills, %d answers, 0 lost, 0 twice; %d stored in the moment of the kill\n", place.c_str(),
        kills, answers, inFlight);
}

} // namespace

int main()
{
    startQt();
    TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    killOften("SQLite", [&](const std::string &name) { return (folder.path() / (name + ".cfstudy")).string(); });
    PostgresCluster cluster;
    if (!cluster.isRunning()) {
        test::skipped("PostgreSQL", cluster.why());
        return 0;
    }
    killOften("PostgreSQL", [&](const std::string &name) { return cluster.location(name); });
}
