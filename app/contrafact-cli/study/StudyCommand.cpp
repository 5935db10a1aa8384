#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/base/files/RegularFile.h"

#include <QCoreApplication>

#include <iostream>

namespace cf::cli {

void startDatabaseDrivers()
{
    static int count = 1;
    static char name[] = "contrafact-cli";
    static char *arguments[] = { name, nullptr };
    if (QCoreApplication::instance() == nullptr)
        static const QCoreApplication application(count, arguments);
}

int runStudy(const std::function<Result<Json>()> &work)
{
    startDatabaseDrivers();
    return printAnswer(work);
}

void addLocation(CLI::App &command, std::string &location)
{
    command.add_option("study", location, "NAME.cfstudy, or postgresql://user@host/database?schema=name")->required();
}

Result<sessions::StudyStore> openStudy(const std::string &location)
{
    auto opened = sessions::StudyStore::open(location);
    return sessions::StudyStore::isServer(location) ? std::move(opened) : asInput(std::move(opened));
}

Result<> checkNewFile(const std::string &option, const std::filesystem::path &file, OutputPlan::Form form)
{
    std::error_code unknown;
    if (std::filesystem::exists(file, unknown) && !isStream(file))
        return fail(ErrorCode::InvalidInput, "There is a file " + file.string() + " already. Choose another name.");
    OutputPlan plan;
    plan.writes(option, file, refuseExisting(), form);
    return plan.check();
}

Result<std::string> readPassphrase(const std::filesystem::path &file)
{
    std::string line;
    if (file == "-") {
        std::getline(std::cin, line);
    } else {
        CF_ASSIGN(line, asInput(readFirstLine(file)));
    }
    if (line.empty())
        return fail(ErrorCode::InvalidInput, "There is no passphrase in " + file.string() + ".");
    return line;
}

void addStudy(CLI::App &app, int &exitCode)
{
    CLI::App *study = app.add_subcommand(
        "study", "Reader studies: design, seal, read, merge, verify, analyse, export. JSON in and out.");
    study->require_subcommand(1);
    addStudyCreate(*study, exitCode);
    addStudyProtocol(*study, exitCode);
    addStudyCases(*study, exitCode);
    addStudyReader(*study, exitCode);
    addStudyLeaks(*study, exitCode);
    addStudySeal(*study, exitCode);
    addStudyStatus(*study, exitCode);
    addStudyReading(*study, exitCode);
    addStudyPackages(*study, exitCode);
    addStudyVerify(*study, exitCode);
    addStudyExport(*study, exitCode);
    addStudyAnalyse(*study, exitCode);
    addStudyAdjudicate(*study, exitCode);
    addStudySizes(*study, exitCode);
}

} // namespace cf::cli
