#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include "core/annotation/store/AnnotationStore.h"

#include <filesystem>
#include <memory>

namespace cf::cli {

using namespace cf::annotation;

namespace {

struct AnnotationsVerifyOptions {
    std::filesystem::path store;
    std::string head;
};

Result<Json> run(const AnnotationsVerifyOptions &options)
{
    startDatabaseDrivers();
    AnnotationStore store(std::filesystem::is_directory(options.store) ? options.store : options.store.parent_path());
    CF_ASSIGN(const auto found, store.verify(options.head));
    CF_ASSIGN(const auto audit, store.audit());
    CF_ASSIGN(const std::string head, store.head());
    Json report = verificationOf(found, audit.size(), head);
    Json leftOut = Json::array();
    for (const sessions::AuditRecord &record : audit)
        if (record.kind == "left-out")
            leftOut.push_back(Json::parse(record.content, nullptr, false));
    report["left_out"] = leftOut;
    return report;
}

} // namespace

void addAnnotationsVerify(CLI::App &annotations, int &exitCode)
{
    auto options = std::make_shared<AnnotationsVerifyOptions>();
    CLI::App *command = annotations.add_subcommand("verify",
        "Find every annotation, decision or record that was changed, removed or inserted. Exit code 3 where there is "
        "one.");
    command->add_option("store", options->store, "The folder of annotations, or the file annotations.cfannotations")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_option("--head", options->head, "Head of the records noted earlier, as `verify` shows it (57:ab12…)");
    command->callback([options, &exitCode] { exitCode = printVerification([&] { return run(*options); }); });
}

} // namespace cf::cli
