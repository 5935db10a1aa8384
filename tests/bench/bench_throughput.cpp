// Edits an hour with 1, 2 and 4 workers on this machine, and what follows for a cluster: the pace once all are at work,
// and what the start of each worker costs beside it.
// bench_throughput FOLDER [EDITS_A_WORKER 20] [METHOD auto] [PROMPT "remove the pacemaker"] [MODEL bundled]

#include "app/program/ExitCode.h"
#include "tests/datasets/BatchBench.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <thread>

using namespace cf;
using namespace cf::test;

namespace {

struct Asked {
    std::vector<fs::path> films; ///< Of the user.
    std::string method;
    std::string prompt = "remove the pacemaker";
    std::string model;
};

std::vector<fs::path> filmsBelow(const fs::path &folder)
{
    std::vector<fs::path> films;
    for (const auto &entry : fs::recursive_directory_iterator(folder))
        if (const auto kind = entry.path().extension(); kind == ".png" || kind == ".jpg" || kind == ".dcm")
            films.push_back(entry.path());
    std::sort(films.begin(), films.end());
    return films;
}

/// Seconds of a batch of so many edits, each of another film; nothing where it did not end well.
std::optional<double> secondsOf(const Asked &asked, int edits, int workers)
{
    const TemporaryFolder temporary;
    const fs::path films = temporary.path() / "films";
    fs::create_directories(films);
    for (int edit = 0; edit < edits; ++edit) {
        const fs::path &film =
            asked.films[static_cast<std::size_t>(edit) * asked.films.size() / static_cast<std::size_t>(edits)];
        fs::copy_file(film, films / (std::to_string(edit) + film.extension().string()));
    }
    std::vector<std::string> command{ CONTRAFACT_CLI, "batch", "--films", films.string(), "--prompt", asked.prompt,
        "--workers", std::to_string(workers), "--output", (temporary.path() / "out").string(), "--quiet" };
    if (!asked.method.empty())
        command.insert(command.end(), { "--method", asked.method });
    if (!asked.model.empty())
        command.insert(command.end(), { "--model", asked.model });
    const fs::path errors = temporary.path() / "stderr.txt";
    const auto began = std::chrono::steady_clock::now();
    if (endOf(startProgram(command, errors)) != Done) {
        std::fputs(textOf(errors).c_str(), stderr);
        return std::nullopt;
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// What a shard of a cluster would take, whose tasks have `workers` each.
void printCluster(double pace, double start, int workers)
{
    constexpr double films = 100'000.0;
    constexpr double nodes = 16.0;
    constexpr double secondsAnHour = 3600.0;
    const double hours = (films / nodes / pace * secondsAnHour + start) / secondsAnHour;
    std::printf("100,000 films, one edit each, on 16 nodes with %d workers at this pace: %.1f hours\n", workers, hours);
}

} // namespace

int main(int count, char **arguments)
{
    if (count < 2) {
        std::puts("bench_throughput FOLDER [EDITS_A_WORKER 20] [METHOD auto] [PROMPT] [MODEL]");
        return 2;
    }
    Asked asked;
    asked.films = filmsBelow(arguments[1]);
    const int each = count > 2 ? std::atoi(arguments[2]) : 20;
    if (count > 3 && std::string(arguments[3]) != "auto")
        asked.method = arguments[3];
    if (count > 4)
        asked.prompt = arguments[4];
    if (count > 5)
        asked.model = arguments[5];
    if (asked.films.empty() || each < 2) {
        std::puts("There are no films, or fewer than two edits a worker are asked for.");
        return 2;
    }
    std::printf("%zu films, %d edits a worker, %u cores, method %s, \"%s\"\n", asked.films.size(), each,
        std::thread::hardware_concurrency(), asked.method.empty() ? "auto" : asked.method.c_str(),
        asked.prompt.c_str());
    std::puts("| workers | start, s | edits an hour |\n| --- | --- | --- |");
    double best = 0.0;
    double start = 0.0;
    int workers = 1;
    for (const int tried : { 1, 2, 4 }) {
        const auto first = secondsOf(asked, tried, tried); // One edit each: what starting costs, and that edit.
        const auto whole = secondsOf(asked, tried * each, tried);
        if (!first || !whole || *whole <= *first)
            return 1;
        const double pace = 3600.0 * tried * (each - 1) / (*whole - *first);
        std::printf("| %d | %.1f | %.0f |\n", tried, *first - 3600.0 * tried / pace, pace);
        std::fflush(stdout);
        if (pace > best) {
            best = pace;
            workers = tried;
            start = *first;
        }
    }
    printCluster(best, start, workers);
    return 0;
}
