#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/base/files/RegularFile.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/protocol/ProtocolKeys.h"
#include "core/sessions/protocol/ProtocolTemplates.h"

#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudyCreateOptions {
    std::string location;
    std::filesystem::path protocol;
    std::string design = "rating";
    std::string title = "Study";
    std::string reason;
    bool printsTemplate = false;
};

std::string designs()
{
    std::string list;
    for (const auto &[key, value] : designKeys())
        list += (list.empty() ? "" : ", ") + std::string(key);
    return list;
}

Result<Protocol> protocolOf(const StudyCreateOptions &options)
{
    if (!options.protocol.empty()) {
        CF_ASSIGN(const std::string text, readText(options.protocol));
        return protocolOfFile(text);
    }
    for (const auto &[key, value] : designKeys())
        if (key == options.design)
            return withDrawnSeed(protocolTemplate(value, options.title));
    return fail(ErrorCode::InvalidInput, "There is no design \"" + options.design + "\"; there are " + designs() + ".");
}

Result<Json> create(const StudyCreateOptions &options)
{
    CF_ASSIGN(const Protocol protocol, protocolOf(options));
    CF_ASSIGN(StudyStore store, StudyStore::create(options.location, protocol));
    CF_ASSIGN(const Study study, store.study());
    return Json{ { "study", study.id }, { "location", store.location() }, { "title", protocol.title },
        { "design", keyOf(designKeys(), protocol.design) }, { "questions", protocol.questions.size() } };
}

Result<Json> protocol(const StudyCreateOptions &options)
{
    if (options.location.empty()) {
        CF_ASSIGN(const Protocol made, protocolOf(options));
        return Json::parse(canonical(toJson(made)));
    }
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    if (!options.protocol.empty()) {
        CF_ASSIGN(const Study study, store.study());
        CF_ASSIGN(const std::string text, readText(options.protocol));
        CF_ASSIGN(const Protocol changed, protocolOfFile(text, study.protocol.order.seed));
        if (study.isSealed()) {
            CF_ASSIGN(const Seal seal, store.amend(changed, options.reason));
            return Json{ { "version", seal.version }, { "sha256", seal.hash }, { "reason", seal.reason } };
        }
        CF_TRY(store.setProtocol(changed));
    }
    CF_ASSIGN(const Study study, store.study());
    return Json::parse(canonical(toJson(study.protocol)));
}

} // namespace

void addStudyCreate(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyCreateOptions>();
    CLI::App *command = study.add_subcommand("create", "Make a study of a protocol.");
    addLocation(*command, options->location);
    command->add_option("--protocol", options->protocol, "JSON; `study protocol --design …` prints one to begin with");
    command->add_option("--design", options->design, "Without a protocol: " + designs())->capture_default_str();
    command->add_option("--title", options->title, "Without a protocol")->capture_default_str();
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return create(*options); }); });
}

void addStudyProtocol(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyCreateOptions>();
    CLI::App *command = study.add_subcommand("protocol",
        "Print a study's protocol, or one to begin with; or change it: after sealing that is an amendment.");
    command->add_option("study", options->location, "Without: prints one to begin with");
    command->add_option("--design", options->design, designs())->capture_default_str();
    command->add_option("--title", options->title)->capture_default_str();
    command->add_option("--set", options->protocol, "JSON that takes its place");
    command->add_option("--reason", options->reason, "Of an amendment; kept with it");
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return protocol(*options); }); });
}

} // namespace cf::cli
