#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/protocol/ProtocolKeys.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/store/Consent.h"

#include <map>
#include <memory>
#include <string>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudyStatusOptions {
    std::string location;
    std::string head;
    Reader reader;
    std::string role = "reader";
    bool remove = false;
};

Json progressOf(const ReaderStatus &status, bool isSealed)
{
    Json one{ { "id", status.reader.id } };
    if (!isSealed)
        return one;
    one["stored"] = status.progress.stored;
    one["total"] = status.progress.total;
    one["last_answer"] = status.progress.lastAnswerAt;
    one["state"] = nameOf(status.state);
    one["consent"] = { { "state", nameOf(status.consent.stage) }, { "time", status.consent.time },
        { "language", status.consent.language } };
    if (!status.readableFrom.empty())
        one["readable_from"] = status.readableFrom;
    return one;
}

Result<Json> status(const StudyStatusOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const StudyStatus status, studyStatus(store));
    const Study &study = status.study;
    Json readers = Json::array();
    for (const ReaderStatus &reader : status.readers)
        readers.push_back(progressOf(reader, study.isSealed()));
    std::map<std::string, int> consents;
    for (const ReaderStatus &reader : status.readers)
        if (study.isSealed())
            ++consents[nameOf(reader.consent.stage)];
    Json seals = Json::array();
    for (const Seal &seal : study.seals)
        seals.push_back(
            { { "version", seal.version }, { "sha256", seal.hash }, { "time", seal.time }, { "reason", seal.reason } });
    return Json{ { "study", study.id }, { "title", study.protocol.title },
        { "design", keyOf(designKeys(), study.protocol.design) }, { "cases", study.cases.size() },
        { "training_cases", status.trainingCases }, { "arms", status.casesOfArm }, { "sealed", seals },
        { "closed", study.isClosed }, { "readers", readers }, { "consents", consents },
        { "conflicts", status.conflicts }, { "head", status.head } };
}

Result<Json> verify(const StudyStatusOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const auto found, store.verify(options.head));
    CF_ASSIGN(const auto audit, store.audit());
    CF_ASSIGN(const std::string head, store.head());
    Json report = verificationOf(found, audit.size(), head);
    report["consents"] = Json::array();
    for (const Consent &consent : consentsIn(audit))
        report["consents"].push_back(
            { { "reader", consent.reader }, { "time", consent.time }, { "language", consent.language },
                { "sha256", consent.sha256 }, { "seal", consent.seal }, { "agrees", consent.agrees } });
    return report;
}

Result<Json> reader(StudyStatusOptions options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    if (options.remove) {
        CF_TRY(store.removeReader(options.reader.id));
        return Json{ { "removed", options.reader.id } };
    }
    options.reader.role = options.role == "adjudicator" ? ReaderRole::Adjudicator
        : options.role == "consensus"                   ? ReaderRole::Consensus
                                                        : ReaderRole::Reader;
    CF_TRY(store.putReader(options.reader));
    CF_ASSIGN(const Study study, store.study());
    return Json::parse(toJson(*study.reader(options.reader.id)).dump());
}

} // namespace

void addStudyStatus(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyStatusOptions>();
    CLI::App *command = study.add_subcommand(
        "status", "Cases, seals, who has agreed to the page before reading, and how far each reader is; no answers.");
    addLocation(*command, options->location);
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return status(*options); }); });
}

void addStudyVerify(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyStatusOptions>();
    CLI::App *command = study.add_subcommand(
        "verify", "Find every record that was changed, removed or inserted. Exit code 3 where there is one.");
    addLocation(*command, options->location);
    command->add_option("--head", options->head, "Head of the audit noted earlier, as `status` shows it (57:ab12…)");
    command->callback([options, &exitCode] {
        startDatabaseDrivers();
        exitCode = printVerification([&] { return verify(*options); });
    });
}

void addStudyReader(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyStatusOptions>();
    CLI::App *command =
        study.add_subcommand("reader", "Add a reader, or an adjudicator for some cases; or take one out.");
    addLocation(*command, options->location);
    command->add_option("--id", options->reader.id, "Short, e.g. R1; what exports name")->required();
    command->add_option("--name", options->reader.name, "For the coordinator alone");
    command->add_option("--experience", options->reader.experience, "E.g. \"radiologist, 11 years\"");
    command->add_option("--role", options->role, "reader, adjudicator or consensus")
        ->capture_default_str()
        ->check(CLI::IsMember({ "reader", "adjudicator", "consensus" }));
    command->add_option("--cases", options->reader.cases, "Only these, separated by commas")->delimiter(',');
    command->add_flag("--remove", options->remove, "Possible until the first answer");
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return reader(*options); }); });
}

} // namespace cf::cli
