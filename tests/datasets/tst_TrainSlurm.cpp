// A training that two tasks of a real Slurm share, by the script that clusters are given: the same as by one process,
// and stopped by the cluster it is saved and goes on.

#include "app/program/ExitCode.h"
#include "tests/datasets/SlurmCluster.h"
#include "tests/support/Skip.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>

using namespace cf;
using namespace cf::test;

namespace {

/// The bundled recipe for a network that learns nothing in `steps` steps.
void writeRecipe(const fs::path &file, int steps)
{
    auto recipe = nlohmann::json::parse(textOf(fs::path(CONTRAFACT_SOURCE_DIR) / "resources/training/mini-cxr.json"));
    recipe["corpus"].update({ { "image_size", 64 }, { "phantom_pairs", 24 }, { "insertion_pairs", 0 } });
    recipe["autoencoder"]["crop"] = recipe["detail"]["crop"] = 64;
    recipe["classifier"].update({ { "steps", steps }, { "batch", 10 }, { "image_size", 64 }, { "small_share", 0.0 },
        { "insertion_share", 0.0 }, { "warm_up", 1 }, { "log_every", 1 }, { "check_every", 2 } });
    std::ofstream(file) << recipe.dump(1);
}

std::vector<double> lossesIn(const fs::path &state)
{
    std::vector<double> losses;
    std::ifstream stream(state / "classifier.csv");
    for (std::string line; std::getline(stream, line);)
        losses.push_back(std::strtod(line.c_str() + line.find(',') + 1, nullptr));
    return losses;
}

/// A shell's words, their exit code.
int shell(const std::string &command)
{
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
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
    const fs::path errors = temporary.path() / "stderr.txt";
    const fs::path recipe = temporary.path() / "tiny.json";
    const fs::path longer = temporary.path() / "longer.json";
    writeRecipe(recipe, 3);
    writeRecipe(longer, 24);
    const auto train = [&](const std::string &what, const fs::path &state) {
        return endOf(startProgram(
            { CONTRAFACT_CLI, "train", what, "--recipe", recipe.string(), "--state", state.string(), "--threads", "1" },
            errors));
    };
    const fs::path one = temporary.path() / "one";
    const fs::path two = temporary.path() / "two";
    const fs::path stopped = temporary.path() / "stopped";
    if (const int code = train("phantoms", one); code != Done) {
        std::fputs(textOf(errors).c_str(), stderr);
        CF_EQUAL(code, Done);
    }
    fs::copy(one, two, fs::copy_options::recursive);
    fs::copy(one, stopped, fs::copy_options::recursive);
    CF_EQUAL(train("classifier", one), Done);

    ::setenv("CONTRAFACT_CLI", CONTRAFACT_CLI, 1);
    const auto submit = [&](const std::string &options, const fs::path &ofRecipe, const fs::path &state) {
        return "sbatch " + options + " --parsable --ntasks=2 --cpus-per-task=1 --output="
            + (temporary.path() / "train-%j.log").string() + " " CONTRAFACT_SOURCE_DIR
            + "/packaging/cluster/train.sh classifier --recipe " + ofRecipe.string() + " --state " + state.string();
    };
    const auto tellLogs = [&] {
        for (const auto &entry : fs::directory_iterator(temporary.path()))
            if (entry.path().extension() == ".log")
                std::fprintf(stderr, "%s:\n%s\n", entry.path().c_str(), textOf(entry.path()).c_str());
    };
    const int code = shell(submit("--wait", recipe, two) + " >/dev/null");
    if (code == 0 && lossesIn(two).size() != 3)
        tellLogs();
    if (code != 0) {
        tellLogs();
        if (shell("grep -q 'built without gloo' " + temporary.path().string() + "/*.log") == 0) {
            test::skipped("all", "the program was built without gloo (libgloo-dev)");
            return 0;
        }
    }
    CF_EQUAL(code, 0);
    const auto alone = lossesIn(one);
    const auto together = lossesIn(two);
    CF_CHECK(alone.size() == 3 && together.size() == 3);
    for (std::size_t step = 0; step < alone.size(); ++step) {
        std::printf("step %zu: loss %.6f by one process, %.6f by two tasks\n", step + 1, alone[step], together[step]);
        // Two tasks that trained each for itself would miss this by far; later steps build on the rounding before.
        CF_CHECK(std::abs(alone[step] - together[step]) <= (step == 0 ? 1e-4 : 2e-2) * alone[step]);
    }

    // What a cluster does before a job's time is over: its tasks are asked to stop. They save, and the same job goes
    // on.
    const std::string job = SlurmCluster::firstLine(SlurmCluster::said(submit("", longer, stopped)));
    CF_CHECK(!job.empty());
    const auto isQueued = [&job] {
        return !SlurmCluster::said("squeue --noheader --jobs=" + job + " --states=PENDING,RUNNING,COMPLETING").empty();
    };
    while (lossesIn(stopped).size() < 3 && isQueued())
        ::usleep(50'000);
    CF_EQUAL(shell("scancel --signal=TERM " + job), 0);
    while (isQueued())
        ::usleep(50'000);
    const std::size_t saved = lossesIn(stopped).size();
    std::printf("stopped after %zu of 24 steps\n", saved);
    CF_CHECK(saved >= 3 && saved < 24);
    const int again = shell(submit("--wait", longer, stopped) + " >/dev/null");
    if (again != 0)
        tellLogs();
    CF_EQUAL(again, 0);
    CF_EQUAL(lossesIn(stopped).size(), 24U); // Each step once.
    return 0;
}
