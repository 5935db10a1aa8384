#pragma once

#include "app/contrafact-cli/CommandLine.h"
#include "tests/support/Check.h"
#include "tests/support/ForkedCall.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf::test {

/// The exit code of `contrafact-cli` with these words, in a process of its own (see forkedCall()); what it prints to
/// stderr is in `errors` afterwards.
inline int calledCommand(
    const std::filesystem::path &errors, const std::string &subcommand, const std::vector<std::string> &arguments)
{
    std::vector<const char *> words{ "contrafact-cli", subcommand.c_str() };
    for (const std::string &argument : arguments)
        words.push_back(argument.c_str());
    const auto code =
        forkedCall(errors, [&] { return cli::runCommandLine(static_cast<int>(words.size()), words.data()); });
    CF_CHECK(code.has_value()); // Never a crash.
    return *code;
}

} // namespace cf::test
