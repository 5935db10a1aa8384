#include "app/contrafact-cli/CommandLine.h"

#include "app/contrafact-cli/Subcommands.h"

#include <csignal>
#include <cstdio>

using namespace cf;

int cli::explainError(const Error &error)
{
    std::fprintf(stderr, "contrafact-cli: %s\n", error.message.c_str());
    switch (error.code) {
    case ErrorCode::InvalidInput:
        return WrongUsage;
    case ErrorCode::Cancelled:
        return Cancelled;
    default:
        return Failed;
    }
}

namespace {

/// A signal handler can reach nothing but what is global.
std::stop_source interruption; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

} // namespace

std::stop_token cli::stopWhenInterrupted()
{
    std::signal(SIGINT, [](int) { interruption.request_stop(); });
    std::signal(SIGTERM, [](int) { interruption.request_stop(); });
    return interruption.get_token();
}

int cli::runCommandLine(int argumentCount, const char *const *arguments)
{
    CLI::App app{
        "Contrafact: counterfactual edits of chest radiographs. For research and education; not for diagnosis."
    };
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done or accepted, 1 failed, 2 wrong usage or input, 3 refused by a gate, 4 cancelled.");
    int exitCode = cli::Done;
    cli::addExplain(app, exitCode);
    cli::addEdit(app, exitCode);
    cli::addPhantom(app, exitCode);
    cli::addInsert(app, exitCode);
    cli::addTrain(app, exitCode);
    cli::addEvaluate(app, exitCode);
    cli::addBench(app, exitCode);
    try {
        app.parse(argumentCount, arguments);
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == 0)
            return app.exit(error); // Help or version.
        std::fprintf(stderr, "contrafact-cli: %s; see --help.\n", error.what());
        return cli::WrongUsage;
    }
    return exitCode;
}
