// A batch over a folder of real films and ten broken files, killed at random moments with 1 and with 3 workers, and
// over a disk that fills: the manifests and every byte of what it left, against an undisturbed run.
// bench_batch FOLDER [FILMS 90] [KILLS 20] [SEED 1] [METHOD insertion] [PROMPT …]

#include "app/program/ExitCode.h"
#include "tests/datasets/BatchBench.h"
#include "tests/support/SmallDisk.h"

#include <chrono>
#include <cstdio>
#include <random>
#include <set>

using namespace cf;
using namespace cf::test;

namespace {

struct Asked {
    fs::path films;
    std::string method = "insertion";
    std::vector<std::string> prompts{ "add a left pacemaker", "add ecg leads", "add a right chest tube" };
};

std::vector<std::string> commandOf(const Asked &asked, const fs::path &output, int workers)
{
    std::vector<std::string> command{ CONTRAFACT_CLI, "batch", "--films", asked.films.string(), "--method",
        asked.method, "--workers", std::to_string(workers), "--output", output.string(), "--quiet" };
    for (const std::string &prompt : asked.prompts)
        command.insert(command.end(), { "--prompt", prompt });
    return command;
}

/// Ten files that are no films, each in its own way.
const std::set<std::string> brokenFiles{ "dangling.png", "deep/torn.png", "empty.dcm", "gone.dcm", "half.png",
    "head.dcm", "noise.dcm", "noise.png", "torn.jpg", "words.dcm" };

void writeBroken(const fs::path &folder, const fs::path &film)
{
    std::mt19937 random(1);
    const auto noise = [&random](std::size_t bytes) {
        std::string text(bytes, '\0');
        for (char &byte : text)
            byte = static_cast<char>(random());
        return text;
    };
    const std::string whole = textOf(film);
    fs::create_directories(folder / "deep");
    fs::create_symlink("/nowhere/film.png", folder / "dangling.png");
    std::ofstream(folder / "deep/torn.png", std::ios::binary) << whole.substr(0, 700);
    std::ofstream(folder / "empty.dcm").flush();
    std::ofstream(folder / "half.png", std::ios::binary) << whole.substr(0, whole.size() / 2);
    std::ofstream(folder / "head.dcm", std::ios::binary) << std::string(128, '\0') << "DICM";
    std::ofstream(folder / "noise.dcm", std::ios::binary) << noise(5000);
    std::ofstream(folder / "noise.png", std::ios::binary) << "\x89PNG\r\n\x1a\n" << noise(5000);
    std::ofstream(folder / "torn.jpg", std::ios::binary) << "\xff\xd8\xff\xe0" << noise(300);
    std::ofstream(folder / "words.dcm") << "this is no film";
    std::ofstream(folder / "labels.csv") << "file,patient_id\ngone.dcm,patient of no film\n"; // The tenth.
}

/// Every `step`th film of a folder, so that many patients are among them.
int copyFilms(const fs::path &from, const fs::path &to, int wanted)
{
    std::vector<fs::path> films;
    for (const auto &entry : fs::recursive_directory_iterator(from))
        if (const auto kind = entry.path().extension(); kind == ".png" || kind == ".jpg" || kind == ".dcm")
            films.push_back(entry.path());
    std::sort(films.begin(), films.end());
    fs::create_directories(to);
    const std::size_t step = std::max<std::size_t>(1, films.size() / static_cast<std::size_t>(wanted));
    int copied = 0;
    for (std::size_t at = 0; at < films.size() && copied < wanted; at += step, ++copied)
        fs::copy_file(films[at], to / films[at].filename());
    if (copied > 0)
        writeBroken(to, films.front());
    return copied;
}

/// Names what differs, file by file.
bool agree(const std::map<std::string, std::string> &made, const std::map<std::string, std::string> &reference)
{
    bool same = true;
    std::set<std::string> names;
    for (const auto *content : { &made, &reference })
        for (const auto &[name, bytes] : *content)
            names.insert(name);
    for (const std::string &name : names) {
        const auto one = made.find(name);
        const auto other = reference.find(name);
        if (one != made.end() && other != reference.end() && one->second == other->second)
            continue;
        std::printf("  %s %s\n", name.c_str(),
            one == made.end()              ? "is missing"
                : other == reference.end() ? "is left over"
                                           : "has other bytes");
        same = false;
    }
    return same;
}

bool killed(const Asked &asked, const fs::path &folder, int workers, int kills, double seconds, unsigned seed,
    const std::map<std::string, std::string> &reference, const fs::path &errors)
{
    // So often that the last kill falls near the end of the work, whatever starting anew costs.
    std::mt19937 random(seed + static_cast<unsigned>(workers));
    std::uniform_real_distribution<double> moment(0.02, 2.0 * seconds / kills + 0.5);
    int sent = 0;
    int code = -1;
    for (;;) {
        const pid_t process = startProgram(commandOf(asked, folder, workers), errors);
        if (sent == kills) {
            code = endOf(process);
            break;
        }
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(moment(random));
        bool hasGone = false;
        while (!hasGone && std::chrono::steady_clock::now() < end) {
            ::usleep(1000);
            hasGone = hasEnded(process, code);
        }
        if (hasGone) {
            std::printf("  ended by itself after %d kills\n", sent);
            break;
        }
        // Now and then leader and workers together, as a power cut; else the leader alone.
        ::kill(sent % 2 == 0 ? process : -process, SIGKILL);
        ++sent;
        endOf(process);
    }
    const bool same = agree(contentOf(folder), reference);
    std::printf(
        "%d workers, %d kills: exit code %d, %s\n", workers, sent, code, same ? "the same bytes" : "OTHER BYTES");
    return same && code == Done;
}

bool fullDisk(const Asked &asked, const fs::path &whole, const std::map<std::string, std::string> &reference,
    const fs::path &errors)
{
    std::size_t bytes = 0;
    for (const auto &[name, content] : reference)
        bytes += content.size();
    const auto code = onSmallDisk(3 * bytes + (400U << 20U), [&](const fs::path &disk) {
        const pid_t process = startProgram(commandOf(asked, disk / "out", 2), errors);
        const int wanted = std::min(40, objectsIn(whole) / 2);
        while (objectsIn(disk / "out") < wanted)
            ::usleep(2000);
        {
            std::ofstream filler(disk / "filler", std::ios::binary);
            const std::string block(1U << 16U, 'x');
            while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) { }
        }
        const int full = endOf(process);
        const int objects = objectsIn(disk / "out");
        fs::remove(disk / "filler");
        const int done = endOf(startProgram(commandOf(asked, disk / "out", 2), errors));
        const bool same = agree(contentOf(disk / "out"), reference);
        std::printf("full disk: exit code %d with %d objects; then %d, %s\n", full, objects, done,
            same ? "the same bytes" : "OTHER BYTES");
        std::fflush(stdout);
        ::_exit(full == Failed && done == Done && same ? 0 : 1);
    });
    if (!code)
        std::puts("SKIPPED: no disk may be mounted here, so none was filled");
    return !code || *code == 0;
}

} // namespace

int main(int count, char **arguments)
{
    if (count < 2) {
        std::puts("bench_batch FOLDER [FILMS 90] [KILLS 20] [SEED 1] [METHOD insertion] [PROMPT ...]");
        return 2;
    }
    const auto number = [&](int at, int standard) { return count > at ? std::atoi(arguments[at]) : standard; };
    const TemporaryFolder temporary;
    Asked asked;
    asked.films = temporary.path() / "films";
    if (count > 5)
        asked.method = arguments[5];
    if (count > 6)
        asked.prompts.assign(arguments + 6, arguments + count);
    const int films = copyFilms(arguments[1], asked.films, number(2, 90));
    const int kills = number(3, 20);
    const fs::path errors = temporary.path() / "stderr.txt";
    const auto began = std::chrono::steady_clock::now();
    const fs::path whole = temporary.path() / "whole";
    if (films == 0 || endOf(startProgram(commandOf(asked, whole, 1), errors)) != Done) {
        std::fputs(textOf(errors).c_str(), stderr);
        return 1;
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const auto reference = contentOf(whole);
    const std::string said = textOf(errors);
    bool good = true;
    for (const std::string &broken : brokenFiles)
        if (reference.at("manifest.csv").find("," + broken + ",") == std::string::npos
            || said.find(" " + broken + " ") == std::string::npos) {
            std::printf("%s is not named\n", broken.c_str());
            good = false;
        }
    std::printf("undisturbed: %d films, %zu broken files, %d objects, %.0f s\n", films, brokenFiles.size(),
        objectsIn(whole), seconds);
    std::fflush(stdout);
    for (const int workers : { 1, 3 }) {
        good &= killed(asked, temporary.path() / ("killed-" + std::to_string(workers)), workers, kills, seconds,
            static_cast<unsigned>(number(4, 1)), reference, errors);
        std::fflush(stdout);
    }
    good &= fullDisk(asked, whole, reference, errors);
    return good ? 0 : 1;
}
