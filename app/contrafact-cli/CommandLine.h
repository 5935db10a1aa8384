#pragma once

namespace cf::cli {

/// The whole program: reads the arguments, the program's name first, runs the subcommand and gives its exit code.
int runCommandLine(int argumentCount, const char *const *arguments);

} // namespace cf::cli
