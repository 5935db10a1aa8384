#pragma once

#include "app/program/ExitCode.h"
#include "core/base/Error.h"
#include "core/base/files/AtomicFile.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

namespace cf::cli {

inline constexpr const char *programName = "contrafact-cli";

/// Prints the one line on stderr and gives the exit code that belongs to the error.
inline int explainError(const Error &error)
{
    return cf::explainError(programName, error);
}

/// What work of a subcommand needs before it begins.
struct WorkNeeds {
    std::uint64_t memory = 0; ///< Bytes of address space beyond a started program's.
    std::chrono::seconds grace{ 10 }; ///< Between a signal and the process's end by force.
    /// What a second signal is answered with, a literal; empty: a process of ours, which says nothing for itself.
    std::string_view atOnce = "Stopped at once; what was not saved is lost.";
};

/// Checks memory, and from now on Ctrl+C and signals request a stop: the work saves what it has and says Cancelled.
/// Errors: OutOfMemory.
Result<std::stop_token> beginWork(const WorkNeeds &needs);

/// Adds --overwrite with its one meaning: files of our own kind may be replaced, nothing else.
void addOverwrite(CLI::App &command, bool &overwrite);
/// The policy of an output whose own kind is recognised by `isOurs`.
WritePolicy outputPolicy(bool overwrite, WritePolicy::Recognise isOurs);

/// Qt's database drivers are plugins, which are looked for through an application: makes one where there is none.
void startDatabaseDrivers();

/// Begins every JSON that this program writes, as its first member, so that it is known again.
std::string writtenBy(std::string_view subcommand);
/// Whether a file is such a JSON.
bool isOurReport(const std::filesystem::path &file);

// Each adds its subcommand; the callback stores the exit code in `exitCode`. One file a subcommand.
void addEdit(CLI::App &app, int &exitCode);
void addExplain(CLI::App &app, int &exitCode);
void addMethods(CLI::App &app, int &exitCode);
void addPhantom(CLI::App &app, int &exitCode);
void addInsert(CLI::App &app, int &exitCode);
void addTrain(CLI::App &app, int &exitCode);
void addBench(CLI::App &app, int &exitCode);
void addEvaluate(CLI::App &app, int &exitCode);
void addBatch(CLI::App &app, int &exitCode);
void addPilot(CLI::App &app, int &exitCode);
void addProbe(CLI::App &app, int &exitCode);
// Below "evaluate":
void addEvaluateGates(CLI::App &evaluate, int &exitCode);
void addEvaluateAxioms(CLI::App &evaluate, int &exitCode);
void addEvaluateRemovals(CLI::App &evaluate, int &exitCode);
void addEvaluateDownstream(CLI::App &evaluate, int &exitCode);
void addStudy(CLI::App &app, int &exitCode);
void addAnnotations(CLI::App &app, int &exitCode);

} // namespace cf::cli
