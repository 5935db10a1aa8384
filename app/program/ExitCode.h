#pragma once

#include "core/base/Error.h"
#include "core/base/Result.h"

#include <exception>
#include <string>

namespace cf {

/// Exit codes of both programs and all their subcommands: the one table, which --help prints.
enum ExitCode {
    Done = 0, ///< All that was asked for is there; an edit was accepted.
    Failed = 1, ///< The work could not be finished: a full disk, too little memory, a defect.
    WrongInput = 2, ///< Arguments or files that the caller can correct.
    Refused = 3, ///< The edit ran and a gate refused its result; the outputs are written all the same.
    Cancelled = 4, ///< Stopped by Ctrl+C or a signal; what can be resumed is saved.
};

/// The table as text for --help.
std::string exitCodeText();

/// The code that belongs to an error.
int exitCodeOf(const Error &error);

/// Prints one line on stderr, "PROGRAM: message", and gives the error's exit code. Control characters, which a file's
/// name may hold, are shown as '?'.
int explainError(const char *program, const Error &error);

/// Whatever could not be read of what the caller named is for the caller to correct, whether the file is missing,
/// damaged or of a kind that is not supported.
Error asInputError(Error error);
template <typename T> Result<T> asInput(Result<T> result)
{
    return result ? std::move(result) : Result<T>(tl::make_unexpected(asInputError(std::move(result).error())));
}

/// Runs a program to its end: what it throws, and what it could not say on a full standard output, becomes a line and
/// a code. `work` gives its exit code.
template <typename Work> int runProgram(const char *program, Work work) noexcept;

/// The pieces of runProgram().
int explainException(const char *program) noexcept; ///< Called inside a catch block.
int checkedOutput(const char *program, int exitCode) noexcept; ///< Failed where what was printed did not arrive.

template <typename Work> int runProgram(const char *program, Work work) noexcept
{
    try {
        return checkedOutput(program, work());
    } catch (...) {
        return explainException(program);
    }
}

} // namespace cf
