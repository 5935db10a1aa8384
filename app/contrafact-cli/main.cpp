#include "app/contrafact-cli/Subcommands.h"

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

int main(int argumentCount, char **arguments)
{
    CLI::App app{"Contrafact: counterfactual edits of chest radiographs. For research and education; not for diagnosis."};
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done or accepted, 1 failed, 2 wrong usage or input, 3 refused by a gate, 4 cancelled.");
    int exitCode = cli::Done;
#ifdef CONTRAFACT_HAS_EXPLAIN
    cli::addExplain(app, exitCode);
#endif
#ifdef CONTRAFACT_HAS_EDIT
    cli::addEdit(app, exitCode);
#endif
#ifdef CONTRAFACT_HAS_PHANTOM
    cli::addPhantom(app, exitCode);
#endif
#ifdef CONTRAFACT_HAS_INSERT
    cli::addInsert(app, exitCode);
#endif
#ifdef CONTRAFACT_HAS_TRAIN
    cli::addTrain(app, exitCode);
#endif
#ifdef CONTRAFACT_HAS_EVALUATE
    cli::addEvaluate(app, exitCode);
#endif
#ifdef CONTRAFACT_HAS_BENCH
    cli::addBench(app, exitCode);
#endif
    try {
        app.parse(argumentCount, arguments);
    } catch (const CLI::ParseError &error) {
        const int code = app.exit(error);
        return code == 0 ? cli::Done : cli::WrongUsage;
    }
    return exitCode;
}
