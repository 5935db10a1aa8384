#include "app/contrafact-cli/CommandLine.h"

#include "app/contrafact-cli/Subcommands.h"
#include "app/program/Interruption.h"
#include "app/program/MemoryLimit.h"
#include "app/program/NamedPath.h"

#include <cstdio>
#include <utility>

namespace cf::cli {

Result<std::stop_token> beginWork(const WorkNeeds &needs)
{
    const std::stop_token stop = stopWhenInterrupted(programName, needs.grace, needs.atOnce);
    CF_TRY(checkMemoryLimit(needs.memory));
    watchMemoryLimit(programName);
    return stop;
}

void addOverwrite(CLI::App &command, bool &overwrite)
{
    command.add_flag("--overwrite", overwrite,
        "Existing outputs may be replaced, if this program wrote them: its synthetic objects, pictures, reports and "
        "tables. Nothing else ever is");
}

WritePolicy outputPolicy(bool overwrite, WritePolicy::Recognise isOurs)
{
    return overwrite ? overwriteIf(std::move(isOurs)) : refuseExisting();
}

std::string writtenBy(std::string_view subcommand)
{
    return std::string(programName).append(" ").append(subcommand);
}

bool isOurReport(const std::filesystem::path &file)
{
    return beginsWith(file, std::string("{\n  \"written_by\": \"").append(programName).append(" "));
}

namespace {

/// More threads than any machine of today has cores: starting them takes minutes, and a signal is not heard meanwhile.
constexpr int maxThreads = 1024;

/// What is no number of its kind is refused in every subcommand: -1 would be taken for a very large seed or count. So
/// is what is no file, whatever the option.
void refuseSenselessValues(CLI::App &command)
{
    for (CLI::Option *option : command.get_options()) {
        if (option->get_type_name().starts_with("TEXT"))
            option->check(CLI::Validator([](const std::string &text) { return whyNoFile(text); }, ""));
        if (option->get_type_name().starts_with("UINT"))
            option->check(CLI::Validator(
                [](const std::string &text) { return text.starts_with('-') ? text + " is below 0" : std::string(); },
                ""));
        if (option->check_lname("threads"))
            option->check(CLI::Range(0, maxThreads));
    }
    for (CLI::App *subcommand : command.get_subcommands(nullptr))
        refuseSenselessValues(*subcommand);
}

int run(int argumentCount, const char *const *arguments)
{
    CLI::App app{
        "Contrafact: counterfactual edits of chest radiographs. For research and education; not for diagnosis."
    };
    int exitCode = Done;
    addSubcommands(app, exitCode);
    try {
        app.parse(argumentCount, arguments);
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() == 0)
            return app.exit(error); // Help or version.
        return explainError({ ErrorCode::InvalidInput, std::string(error.what()) + "; see --help." });
    }
    return exitCode;
}

} // namespace

void addSubcommands(CLI::App &app, int &exitCode)
{
    app.require_subcommand(1);
    app.footer(exitCodeText());
    addExplain(app, exitCode);
    addMethods(app, exitCode);
    addEdit(app, exitCode);
    addPhantom(app, exitCode);
    addInsert(app, exitCode);
    addTrain(app, exitCode);
    addBatch(app, exitCode);
    addPilot(app, exitCode);
    addProbe(app, exitCode);
    addEvaluate(app, exitCode);
    addStudy(app, exitCode);
    addAnnotations(app, exitCode);
    addBench(app, exitCode);
    refuseSenselessValues(app);
}

int runCommandLine(int argumentCount, const char *const *arguments)
{
    return runProgram(programName, [&] { return run(argumentCount, arguments); });
}

} // namespace cf::cli
