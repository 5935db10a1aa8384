#pragma once

#include "core/base/Result.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace cf::cli {

/// How a program that was called ended.
struct Called {
    int exitCode = 0; ///< −1 where a signal ended it.
    std::string text; ///< What it wrote to stdout and stderr.
};

/// What happens while a called program is at work.
struct CallWatch {
    std::stop_token stop; ///< Hands a stop on, once; the program is waited for all the same.
    std::function<void(const std::string &)> hear; ///< Each line that it writes, as it comes; may be empty.
};

/// Runs another program of the PATH (or a file) to its end, with nothing on its stdin. Errors: InvalidInput where it
/// cannot be started, with `advice` behind; Io.
Result<Called> callProgram(
    std::vector<std::string> arguments, const std::string &advice = {}, const CallWatch &watch = {});

/// What a program wrote, without the blanks and line ends behind it.
std::string trimmed(std::string text);

} // namespace cf::cli
