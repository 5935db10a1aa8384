#pragma once

#include "core/base/Result.h"

#include <string>
#include <vector>

namespace cf::cli {

/// How a program that was called ended.
struct Called {
    int exitCode = 0; ///< −1 where a signal ended it.
    std::string text; ///< What it wrote to stdout and stderr.
};

/// Runs another program of the PATH (or a file) to its end, with nothing on its stdin. Errors: InvalidInput where it
/// cannot be started, with `advice` behind; Io.
Result<Called> callProgram(std::vector<std::string> arguments, const std::string &advice = {});

} // namespace cf::cli
