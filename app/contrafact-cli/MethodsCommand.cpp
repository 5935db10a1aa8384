#include "app/contrafact-cli/Subcommands.h"

#include "app/program/MemoryLimit.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/methods/MethodOptions.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace cf::cli {

namespace {

Result<> listMethods(const std::filesystem::path &named)
{
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes }));
    CF_ASSIGN(const auto model, modelOrBundled(named));
    CF_ASSIGN(const auto editor, asInput(loadEditor(model, {}, JobContext(stop, {}))));
    for (const MethodDescription &method : editor->methods())
        std::fputs(describe(method).c_str(), stdout);
    return {};
}

} // namespace

void addMethods(CLI::App &app, int &exitCode)
{
    auto model = std::make_shared<std::filesystem::path>();
    CLI::App *command = app.add_subcommand("methods", "List a model's methods, their parameters and ranges.");
    command->add_option("--model", *model, "Model folder in the diffusers layout; without: the bundled model");
    command->callback([model, &exitCode] {
        const auto done = listMethods(*model);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
