#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace cf {

/// Opens a regular file for reading and gives its descriptor, which the caller closes. A pipe or device would wait for
/// ever or never end. Errors: codeOfReading(), saying what the name leads to.
Result<int> openRegularFile(const std::filesystem::path &file);

/// Before a file is given to a reader that opens it by its name and would wait for a pipe. Errors: as
/// openRegularFile().
Result<> checkRegularFile(const std::filesystem::path &file);

/// Whether there is a file of that name to go on from. Errors: as openRegularFile(), for what is there and is none.
Result<bool> hasRegularFile(const std::filesystem::path &file);

/// The first bytes of a regular file, as many as there are up to `count`; 0 where it cannot be read or is none.
std::size_t readStart(const std::filesystem::path &file, void *to, std::size_t count);

/// Why something could not be read, by the system's error number, in words for the user.
std::string reasonNotRead(int errorNumber);

/// The same as a code: InvalidInput where the name leads to nothing that may be read, which who gave it can correct;
/// else Io.
ErrorCode codeOfReading(int errorNumber);

/// The first line of a file, without its end. Errors: as readText().
Result<std::string> readFirstLine(const std::filesystem::path &file);

/// The whole text of a configuration. Errors: as openRegularFile(); InvalidInput above `maximumBytes`.
Result<std::string> readText(
    const std::filesystem::path &file, std::uintmax_t maximumBytes = std::uintmax_t{ 16 } << 20U);

} // namespace cf
