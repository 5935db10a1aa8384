// A downstream study that two tasks of a real Slurm share, by the script that clusters are given: films, trainings and
// report wait for each other, and every classifier answers as in a study by one process.

#include "app/program/ExitCode.h"
#include "tests/datasets/SlurmCluster.h"
#include "tests/support/Skip.h"

#include <cstdio>

using namespace cf;
using namespace cf::test;

namespace {

/// So small that it shows nothing of classifiers, and the same for both ways.
std::vector<std::string> study(const fs::path &state)
{
    return { "--state", state.string(), "--task", "pacemaker", "--correlation", "0.75", "--arm", "original,exact",
        "--seeds", "2", "--patients", "8", "--validation", "2", "--test", "4", "--probes", "0", "--render-size", "64",
        "--size", "32", "--steps", "4", "--batch", "4", "--checks", "1", "--model",
        (fs::path(CONTRAFACT_SOURCE_DIR) / "resources/models/mini-cxr").string(), "--text-model",
        (fs::path(CONTRAFACT_SOURCE_DIR) / "resources/models/mini-cxr-text").string() };
}

void tellLogs(const fs::path &folder)
{
    for (const auto &entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".log")
            std::fprintf(stderr, "%s:\n%s\n", entry.path().c_str(), textOf(entry.path()).c_str());
}

/// The number behind a name in what the script says: "trainings: 3; ".
std::string jobOf(const std::string &said, const std::string &name)
{
    const std::size_t begin = said.find(name);
    const std::size_t end = said.find_first_not_of("0123456789", begin + name.size());
    return begin == std::string::npos ? std::string() : said.substr(begin + name.size(), end - begin - name.size());
}

} // namespace

int main()
{
    SlurmCluster cluster;
    if (const std::string why = cluster.start(); !why.empty()) {
        test::skipped("all", why);
        return 0;
    }
    const TemporaryFolder temporary;
    const fs::path one = temporary.path() / "one";
    const fs::path shared = temporary.path() / "shared";
    const fs::path errors = temporary.path() / "stderr.txt";
    std::vector<std::string> alone{ CONTRAFACT_CLI, "evaluate", "downstream", "--threads", "1" };
    for (const std::string &word : study(one))
        alone.push_back(word);
    if (const int code = endOf(startProgram(alone, errors)); code != Done) {
        std::fputs(textOf(errors).c_str(), stderr);
        CF_EQUAL(code, Done);
    }

    ::setenv("CONTRAFACT_CLI", CONTRAFACT_CLI, 1);
    ::setenv(
        "SBATCH_OPTIONS", ("--cpus-per-task=1 --output=" + (temporary.path() / "%x-%A-%a.log").string()).c_str(), 1);
    std::string command = CONTRAFACT_SOURCE_DIR "/packaging/cluster/downstream.sh 2";
    for (const std::string &word : study(shared))
        command += " '" + word + "'";
    const std::string said = SlurmCluster::said(command);
    std::fputs(said.c_str(), stdout);
    const std::string report = jobOf(said, "report: ");
    CF_CHECK(!jobOf(said, "films and edits: job ").empty() && !jobOf(said, "trainings: ").empty() && !report.empty());
    // A job that can never start, for one before it failed, stays in the queue.
    const auto queued = [](const std::string &format) {
        return SlurmCluster::said("squeue --noheader --format=" + format);
    };
    while (!queued("%A").empty()) {
        if (queued("%r").find("DependencyNeverSatisfied") != std::string::npos) {
            tellLogs(temporary.path());
            CF_CHECK(!"a job failed, and those that wait for it never start");
        }
        ::usleep(200'000);
    }
    if (!fs::exists(shared / "report.html"))
        tellLogs(temporary.path());
    CF_CHECK(fs::exists(shared / "report.html"));
    // Nobody did the other's share again, and the answers are those of one process.
    for (const char *table : { "runs.csv", "figures.csv", "subgroups.csv", "seen.csv" })
        CF_EQUAL(textOf(shared / table), textOf(one / table));
    CF_EQUAL(contentOf(shared).size(), contentOf(one).size());
    CF_CHECK(SlurmCluster::said(CONTRAFACT_SOURCE_DIR "/packaging/cluster/downstream.sh").empty());
    return 0;
}
