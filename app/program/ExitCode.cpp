#include "app/program/ExitCode.h"

#include "core/base/ExceptionBorder.h"
#include "core/base/files/AtomicFile.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <new>

namespace cf {

std::string exitCodeText()
{
    return "Exit codes: 0 done or accepted; 1 failed (full disk, too little memory, a defect); 2 wrong arguments or "
           "input; 3 refused by a gate, outputs written; 4 cancelled.";
}

int exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::Unsupported:
        return WrongInput;
    case ErrorCode::Cancelled:
        return Cancelled;
    default:
        return Failed;
    }
}

int explainError(const char *program, const Error &error)
{
    std::string line = error.message;
    for (char &character : line)
        if (static_cast<unsigned char>(character) < 0x20 || character == 0x7F)
            character = '?'; // One line, and nothing that steers a terminal.
    std::fprintf(stderr, "%s: %s\n", program, line.c_str());
    return exitCodeOf(error);
}

Error asInputError(Error error)
{
    if (error.code == ErrorCode::Io)
        error.code = ErrorCode::InvalidInput;
    return error;
}

namespace {

void explainMemory(const char *program)
{
    // No string is made: there may be no memory for it.
    std::fprintf(stderr, "%s: There is not enough memory. Close other programs or use a smaller picture.\n", program);
}

} // namespace

int explainException(const char *program) noexcept
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        explainMemory(program);
    } catch (const std::exception &error) {
        if (speaksOfMemory(error.what()))
            explainMemory(program);
        else // Up to its first line's end: some libraries append where they were.
            std::fprintf(stderr, "%s: A defect in this program: %.*s\n", program,
                std::min(300, static_cast<int>(std::strcspn(error.what(), "\n"))), error.what());
    } catch (...) {
        std::fprintf(stderr, "%s: A defect in this program: an unknown exception.\n", program);
    }
    return Failed;
}

int checkedOutput(const char *program, int exitCode) noexcept
{
    errno = 0;
    const bool arrived = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.flush().good();
    if (arrived || exitCode == Failed || exitCode == WrongInput)
        return exitCode;
    std::fprintf(stderr, "%s: What was printed did not arrive whole at the standard output%s%s.\n", program,
        errno != 0 ? ": " : "", errno != 0 ? systemReason(errno).c_str() : "");
    return Failed;
}

} // namespace cf
