#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/sessions/coordination/Sealing.h"

#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudySealOptions {
    std::string location;
    std::string reason;
    bool withoutCheck = false;
    bool close = false;
};

JobContext watched(const std::stop_token &stop)
{
    return JobContext(stop, [](const Progress &progress) {
        if (progress.steps > 0 && progress.step % 10 == 0)
            std::fprintf(stderr, "%s: %d of %d\n", progress.stage.c_str(), progress.step, progress.steps);
    });
}

Result<Json> leaks(const StudySealOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const std::stop_token stop, beginWork({}));
    CF_ASSIGN(const LeakReport report, checkForLeaks(store, watched(stop)));
    return Json::parse(toJson(report).dump());
}

Result<Json> seal(const StudySealOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const std::stop_token stop, beginWork({}));
    CF_ASSIGN(const SealedStudy sealed, sealStudy(store, options.reason, options.withoutCheck, watched(stop)));
    const Json check = sealed.leakCheck ? Json::parse(toJson(*sealed.leakCheck).dump()) : Json();
    return Json{ { "version", sealed.seal.version }, { "sha256", sealed.seal.hash }, { "time", sealed.seal.time },
        { "leak_check", check }, { "reason", options.reason } };
}

Result<Json> close(const StudySealOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_TRY(store.close(options.reason));
    CF_ASSIGN(const std::string head, store.head());
    return Json{ { "closed", true }, { "head", head } };
}

} // namespace

void addStudyLeaks(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudySealOptions>();
    CLI::App *command = study.add_subcommand(
        "leaks", "Can real be told from synthetic by anything but anatomy? AUC and interval of each channel.");
    addLocation(*command, options->location);
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return leaks(*options); }); });
}

void addStudySeal(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudySealOptions>();
    CLI::App *command = study.add_subcommand(
        "seal", "Hunt for leaks and seal protocol, cases and analysis plan; needed before reading.");
    addLocation(*command, options->location);
    command->add_option("--reason", options->reason, "Why it is sealed in spite of a leak, or without a check");
    command->add_flag("--without-leak-check", options->withoutCheck, "Needs a reason");
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return seal(*options); }); });

    auto closing = std::make_shared<StudySealOptions>();
    CLI::App *last = study.add_subcommand("close", "End the reading for good; results may be shown afterwards.");
    addLocation(*last, closing->location);
    last->add_option("--reason", closing->reason);
    last->callback([closing, &exitCode] { exitCode = runStudy([&] { return close(*closing); }); });
}

} // namespace cf::cli
