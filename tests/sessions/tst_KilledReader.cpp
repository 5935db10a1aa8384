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

/// Answers of a reader elsewhere, as a file brings them.
std::vector<Reading> answersFromElsewhere(StudyStore &store, const std::string &reader)
{
    std::vector<Reading> readings;
    const std::string seal = need(store.newestSealHash());
    for (const ReadingStep &step : need(store.order(reader))) {
        Reading one = answersFor(reader, step);
        one.position = step.position;
        one.seal = seal;
        one.storedAt = "2026-11-28T20:01:30.123Z";
        readings.push_back(std::move(one));
    }
    return readings;
}

/// Whoever is killed while merging has merged all of a file or nothing of it; merged again, nothing counts twice.
void killMerges(const std::string &place, const std::string &where)
{
    constexpr int tries = 25;
    sealedStudy(where, twoArms(), someCases(120), { "R1", "R2" });
    std::vector<Reading> brought;
    {
        StudyStore store = need(StudyStore::open(where));
        brought = answersFromElsewhere(store, "R2");
    }
    RandomStream stream(13, place);
    int interrupted = 0;
    for (int kill = 0; kill < tries; ++kill) {
        const pid_t child = ::fork();
        CF_CHECK(child >= 0);
        if (child == 0) {
            auto store = StudyStore::open(where);
            if (store)
                (void)store->importReadings(brought, "R2.cfanswers");
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(1000 + stream.below(60000)));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        StudyStore store = need(StudyStore::open(where));
        std::size_t count = need(store.readings(true)).size();
        for (int look = 0; look < 50 && count != 0 && count != brought.size(); ++look) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            count = need(store.readings(true)).size();
        }
        CF_CHECK(count == 0 || count == brought.size());
        interrupted += count == 0 ? 1 : 0;
        CF_CHECK(need(store.verify()).empty());
    }
    StudyStore store = need(StudyStore::open(where));
    need(store.importReadings(brought, "R2.cfanswers"));
    const auto again = need(store.importReadings(brought, "R2.cfanswers"));
    CF_CHECK(std::ranges::count(again, StudyStore::Import::Known) == std::ptrdiff_t(brought.size()));
    CF_EQUAL(need(store.readings(true)).size(), brought.size());
    CF_CHECK(need(store.conflicts()).empty() && need(store.verify()).empty());
    std::printf(
        "%s: %d merges killed, %d of them before they were stored, none in part\n", place.c_str(), tries, interrupted);
}

} // namespace

int main()
{
    startQt();
    TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    killOften("SQLite", [&](const std::string &name) { return (folder.path() / (name + ".cfstudy")).string(); });
    killMerges("SQLite", (folder.path() / "merged.cfstudy").string());
    PostgresCluster cluster;
    if (!cluster.isRunning()) {
        test::skipped("PostgreSQL", cluster.why());
        return 0;
    }
    killOften("PostgreSQL", [&](const std::string &name) { return cluster.location(name); });
    killMerges("PostgreSQL", cluster.location("merged"));
}
