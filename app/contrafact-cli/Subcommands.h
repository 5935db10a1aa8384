#pragma once

#include "core/base/Error.h"

#include <CLI/CLI.hpp>

#include <stop_token>

namespace cf::cli {

/// Exit codes of every subcommand.
enum ExitCode {
    Done = 0, ///< Also: the edit was accepted.
    Failed = 1, ///< One line on stderr says why.
    WrongUsage = 2, ///< Arguments or input that the caller can correct.
    Refused = 3, ///< The edit ran, and a gate refused its result; the outputs are written all the same.
    Cancelled = 4,
};

/// Prints the one line on stderr and gives the exit code that belongs to the error.
int explainError(const Error &error);

/// From now on Ctrl+C and SIGTERM are a wish to stop instead of an end: the work saves what it has and says Cancelled.
std::stop_token stopWhenInterrupted();

// Each adds its subcommand; the callback stores the exit code in `exitCode`. One file a subcommand.
void addEdit(CLI::App &app, int &exitCode);
void addExplain(CLI::App &app, int &exitCode);
void addPhantom(CLI::App &app, int &exitCode);
void addInsert(CLI::App &app, int &exitCode);
void addTrain(CLI::App &app, int &exitCode);
void addBench(CLI::App &app, int &exitCode);
void addEvaluate(CLI::App &app, int &exitCode);
void addEvaluateGates(CLI::App &evaluate, int &exitCode); ///< Below "evaluate".

} // namespace cf::cli
