#pragma once

#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace cf::test {

namespace fs = std::filesystem;

inline std::string textOf(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

/// `count` phantoms as pictures, and four files that are none.
inline void writeFilms(const fs::path &folder, int count)
{
    constexpr int size = 256;
    fs::create_directories(folder / "deep");
    std::ofstream table(folder / "labels.csv");
    table << "file,patient_id\n";
    for (int index = 0; index < count; ++index) {
        const auto phantom = renderPhantom({ 900'000ULL + static_cast<std::uint64_t>(index), size, {} });
        CF_CHECK(phantom);
        cv::Mat picture(size, size, CV_8UC1);
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x)
                picture.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(255.0F * phantom->display.at(x, y));
        const std::string name = "film" + std::to_string(index) + ".png";
        CF_CHECK(cv::imwrite((folder / name).string(), picture));
        table << name << ",patient " << index / 2 << "\n";
    }
    std::ofstream(folder / "empty.dcm").flush();
    std::ofstream(folder / "words.dcm") << "this is no film";
    std::ofstream(folder / "deep/torn.png", std::ios::binary) << textOf(folder / "film0.png").substr(0, 700);
    table << "gone.dcm,patient 1\n";
}

/// A program of ours, in a process group of its own, its words in `errors`.
inline pid_t startProgram(const std::vector<std::string> &arguments, const fs::path &errors)
{
    std::fflush(nullptr);
    const pid_t child = ::fork();
    CF_CHECK(child >= 0);
    if (child == 0) {
        ::setpgid(0, 0);
        std::vector<char *> pointers;
        for (const std::string &argument : arguments)
            pointers.push_back(const_cast<char *>(argument.c_str()));
        pointers.push_back(nullptr);
        if (std::freopen("/dev/null", "w", stdout) != nullptr && std::freopen(errors.c_str(), "a", stderr) != nullptr)
            ::execv(pointers.front(), pointers.data());
        ::_exit(127);
    }
    ::setpgid(child, child);
    return child;
}

/// Its exit code; −1 where a signal ended it.
inline int endOf(pid_t process)
{
    int status = 0;
    CF_EQUAL(::waitpid(process, &status, 0), process);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

inline bool hasEnded(pid_t process, int &code)
{
    int status = 0;
    if (::waitpid(process, &status, WNOHANG) != process)
        return false;
    code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return true;
}

/// Finished objects of a batch.
inline int objectsIn(const fs::path &folder)
{
    int count = 0;
    std::error_code ignored;
    for (const char *kind : { "accepted", "refused" })
        for (const auto &entry : fs::directory_iterator(folder / kind, ignored))
            count += entry.path().extension() == ".dcm" ? 1 : 0;
    return count;
}

/// Every file below a folder of which two runs must agree, with its bytes.
inline std::map<std::string, std::string> contentOf(const fs::path &folder)
{
    std::map<std::string, std::string> content;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().lexically_relative(folder).generic_string();
        if (entry.is_regular_file() && !name.starts_with("journal.") && !name.starts_with("."))
            content[name] = textOf(entry.path());
    }
    return content;
}

/// The same edits as a person would ask for, by the method that needs no network.
inline std::vector<std::string> batchOf(const fs::path &films, const fs::path &output, int workers)
{
    return { CONTRAFACT_CLI, "batch", "--films", films.string(), "--prompt", "add a left pacemaker", "--prompt",
        "add ecg leads", "--prompt", "frobnicate", "--method", "insertion", "--workers", std::to_string(workers),
        "--output", output.string(), "--quiet" };
}

} // namespace cf::test
