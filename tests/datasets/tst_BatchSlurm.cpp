// A batch as a job array on a real Slurm of two nodes on this machine, of which one is killed in mid-run.

#include "app/contrafact-cli/batch/ProgramCall.h"
#include "app/contrafact-cli/batch/SlurmArray.h"
#include "app/program/ExitCode.h"
#include "tests/datasets/SlurmCluster.h"
#include "tests/support/Skip.h"

#include <cstdio>
#include <map>
#include <stop_token>
#include <sys/stat.h>

using namespace cf;
using namespace cf::test;

namespace {

int objectsInShards(const fs::path &folder)
{
    int count = 0;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(folder, ignored))
        count += objectsIn(entry.path());
    return count;
}

/// Which file each object is: one that is made again is another, by its inode.
std::map<std::string, ino_t> objectFilesInShards(const fs::path &folder)
{
    std::map<std::string, ino_t> files;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        struct stat about {
        };
        if (entry.path().extension() == ".dcm" && ::stat(entry.path().c_str(), &about) == 0)
            files[entry.path().string()] = about.st_ino;
    }
    return files;
}

/// A node that has a job; empty where none has.
std::string nodeAtWork()
{
    return SlurmCluster::firstLine(SlurmCluster::said("squeue --noheader --states=RUNNING --format=%N"));
}

/// Who calls another program hears its lines as they come, and hands a stop on once.
void calledProgramsAreHeardAndStopped()
{
    std::stop_source stop;
    std::vector<std::string> heard;
    const auto called =
        cli::callProgram({ "sh", "-c", "trap 'echo stopped; exit 4' TERM; echo begun; while :; do sleep 0.05; done" },
            {}, { stop.get_token(), [&](const std::string &line) {
                     heard.push_back(line);
                     stop.request_stop();
                 } });
    CF_CHECK(called && called->exitCode == 4 && called->text == "begun\nstopped\n");
    CF_CHECK(heard == std::vector<std::string>({ "begun", "stopped" }));
    const auto unheard = cli::callProgram({ "sh", "-c", "echo one; printf two" });
    CF_CHECK(unheard && unheard->exitCode == 0 && unheard->text == "one\ntwo");
}

} // namespace

int main()
{
    calledProgramsAreHeardAndStopped();
    CF_CHECK(cli::slurmRange({ 1 }) == "1" && cli::slurmRange({ 1, 2, 3, 5, 8, 9 }) == "1-3,5,8-9");
    SlurmCluster cluster;
    if (const std::string why = cluster.start(); !why.empty()) {
        test::skipped("all but ranges of tasks and called programs", why);
        return 0;
    }
    const TemporaryFolder temporary;
    const fs::path films = temporary.path() / "films";
    const fs::path errors = temporary.path() / "stderr.txt";
    writeFilms(films, 24);
    const fs::path plan = temporary.path() / "plan.json";
    std::ofstream(plan)
        << R"({ "films": ")" << films.string()
        << R"(", "prompts": ["add a left pacemaker", "add ecg leads", "frobnicate"], "method": "insertion", "seeds": [1, 2, 3] })";
    const fs::path whole = temporary.path() / "whole";
    CF_EQUAL(endOf(startProgram({ CONTRAFACT_CLI, "batch", "--plan", plan.string(), "--output", whole.string(),
                                    "--workers", "2", "--quiet" },
                 errors)),
        Done);
    const fs::path output = temporary.path() / "cluster";
    const std::vector<std::string> submit{ CONTRAFACT_CLI, "batch", "submit", "--slurm", "--plan", plan.string(),
        "--output", output.string(), "--shards", "4", "--cpus", "1", "--memory", "200M" };
    const pid_t process = startProgram(submit, errors);
    int code = -1;
    bool isKilled = false;
    std::map<std::string, ino_t> madeBefore;
    while (!isKilled) {
        if (hasEnded(process, code)) {
            std::fputs(textOf(errors).c_str(), stderr);
            CF_CHECK(!"the submission ended before a node could be killed");
        }
        ::usleep(20'000);
        if (objectsInShards(output) >= 4)
            if (const std::string node = nodeAtWork(); !node.empty())
                if ((isKilled = cluster.kill(node)))
                    madeBefore = objectFilesInShards(output);
    }
    // Who follows may go; the jobs do not.
    ::kill(process, SIGINT);
    CF_CHECK(endOf(process) == Cancelled && textOf(errors).find("The jobs go on") != std::string::npos);
    const int code2 = endOf(startProgram(submit, errors));
    if (code2 != Done) {
        std::fputs(textOf(errors).c_str(), stderr);
        for (const auto &entry : fs::directory_iterator(output / "logs"))
            std::fprintf(stderr, "%s:\n%s\n", entry.path().c_str(), textOf(entry.path()).c_str());
    }
    CF_EQUAL(code2, Done);

    // The node's death cost the edit that was in the making there; all that was finished stayed as it was.
    int madeAgain = 0;
    const auto madeAfter = objectFilesInShards(output);
    for (const auto &[file, inode] : madeBefore)
        madeAgain += madeAfter.at(file) == inode ? 0 : 1;
    std::printf("%zu objects at the death of the node, %d of them made again, %zu in the end\n", madeBefore.size(),
        madeAgain, madeAfter.size());
    CF_CHECK(madeBefore.size() >= 4 && madeAgain <= 1);

    // The same rows as on one machine, but for where the files lie; and every file's bytes are in its row.
    const auto rowsWithoutPaths = [](const fs::path &manifest) {
        std::string text = textOf(manifest);
        for (const char *folder : { "../shard-00001/", "../shard-00002/", "../shard-00003/", "../shard-00004/" })
            for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
                text.erase(at, std::string(folder).size());
        return text;
    };
    CF_EQUAL(rowsWithoutPaths(output / "all/manifest.csv"), textOf(whole / "manifest.csv"));
    CF_EQUAL(endOf(startProgram(submit, errors)), Done); // Nothing left to do.
    std::vector<std::string> other = submit;
    other[9] = "5";
    CF_EQUAL(endOf(startProgram(other, errors)), WrongInput);
    std::puts("a node was killed and its shards went on");
    return 0;
}
