#pragma once

// Foreign programs, and real DICOM files from outside the repository, for the tests of dicom. What the tests assert
// they assert of files that they make (KnownImage.h); the real ones are more cases where they are there, and without
// them the tests say what they skip.

#include "tests/support/Skip.h"

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

/// Whether `name` is below the data folder; says that `what` is skipped when it is not there.
inline bool hasData(const std::filesystem::path &name, const char *what)
{
    if (std::filesystem::exists(sharedFolder() / "data" / name))
        return true;
    skipped(what, "no " + name.string());
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
