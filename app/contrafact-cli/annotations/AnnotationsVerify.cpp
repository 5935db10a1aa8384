#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include "core/annotation/store/AnnotationStore.h"

#include <memory>
#include <string>

namespace cf::cli {

using namespace cf::annotation;

namespace {

struct AnnotationsVerifyOptions {
    std::string store;
    std::string head;
};

Result<Json> run(const AnnotationsVerifyOptions &options)
{
    startDatabaseDrivers();
    CF_ASSIGN(AnnotationStore store, AnnotationStore::at(placeOfStore(options.store)));
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
    command
        ->add_option("store", options->store,
            "The folder of annotations, the file annotations.cfannotations, or "
            "postgresql://user@host/database?schema=name")
        ->required();
    command->add_option("--head", options->head, "Head of the records noted earlier, as `verify` shows it (57:ab12…)");
    command->callback([options, &exitCode] { exitCode = printVerification([&] { return run(*options); }); });
}

} // namespace cf::cli
