#pragma once

// Real DICOM files and foreign programs for the tests of dicom. They lie outside the repository; without them the
// tests say what they skip.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace cf::test {

/// Folder of test data: CONTRAFACT_SHARED, else ../shared beside the sources.
inline std::filesystem::path sharedFolder()
{
    if (const char *given = std::getenv("CONTRAFACT_SHARED"))
        return given;
    return std::filesystem::path(CONTRAFACT_SOURCE_DIR) / ".." / "shared";
}

/// `name` below the data folder; says that `what` is skipped when it is not there.
inline bool hasData(const std::filesystem::path &name, const char *what)
{
    if (std::filesystem::exists(sharedFolder() / "data" / name))
        return true;
    std::printf("SKIPPED: %s (no %s)\n", what, name.c_str());
    return false;
}

inline std::filesystem::path dataFile(const std::filesystem::path &name)
{
    return sharedFolder() / "data" / name;
}

inline bool hasProgram(const std::string &name)
{
    return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

struct ProgramOutput {
    int status = -1;
    std::string text; ///< Standard output and error together.
};

/// Runs a command of the shell with file names behind it.
inline ProgramOutput run(std::string command, const std::vector<std::filesystem::path> &files = {})
{
    for (const std::filesystem::path &file : files)
        command.append(" '").append(file.string()).append("'");
    command.append(" 2>&1");
    ProgramOutput output;
    std::FILE *pipe = ::popen(command.c_str(), "r");
    if (!pipe)
        return output;
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.text.append(buffer.data(), count);
    output.status = ::pclose(pipe);
    return output;
}

} // namespace cf::test
