#pragma once

namespace CLI {
class App;
}

namespace cf::cli {

/// Puts all subcommands with their options into `app`; the one that is called leaves its exit code in `exitCode`, which
/// must outlive `app`.
void addSubcommands(CLI::App &app, int &exitCode);

/// The whole program: reads the arguments, the program's name first, runs the subcommand and gives its exit code.
int runCommandLine(int argumentCount, const char *const *arguments);

} // namespace cf::cli
