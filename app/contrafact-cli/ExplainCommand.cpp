#include "app/contrafact-cli/Subcommands.h"

#include "core/base/files/RegularFile.h"
#include "core/editing/CaptionTokens.h"
#include "core/editing/methods/MethodAdvice.h"
#include "core/language/Captions.h"
#include "core/language/PromptChecks.h"
#include "core/language/PromptLanguage.h"
#include "core/language/values/Quoted.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

namespace cf::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ExplainOptions {
    std::string prompt;
    std::filesystem::path model;
    std::vector<std::string> sourceLabels;
    bool maskDrawn = false;
    bool json = false;
};

Result<CaptionGrammar> grammarOf(const std::filesystem::path &model)
{
    if (model.empty())
        return CaptionGrammar::bundled();
    if (!std::filesystem::is_directory(model))
        return fail(ErrorCode::InvalidInput,
            "The model folder " + model.string() + " does not exist. Give a folder in the diffusers layout.");
    if (!std::filesystem::exists(model / "contrafact.json"))
        return CaptionGrammar::prism();
    CF_ASSIGN(const std::string text, asInput(readText(model / "contrafact.json")));
    return parseCaptionGrammar(text);
}

/// What the method "auto" of a model goes by; empty where there is none.
Result<std::vector<MethodAdvice>> adviceOf(const std::filesystem::path &model)
{
    return parseMethodAdvice(readText(model / "contrafact.json").value_or(std::string()));
}

/// What the image is said to show: labels, and whether it is said to be normal.
struct SourceLabels {
    std::vector<Target> labels;
    bool stated = false;
};

Result<SourceLabels> readLabels(const std::vector<std::string> &names)
{
    SourceLabels source;
    for (const std::string &name : names) {
        if (name.empty())
            continue;
        source.stated = true;
        if (name == "No Finding")
            continue;
        const auto target = targetFromKey(name);
        if (!target)
            return fail(ErrorCode::InvalidInput,
                inQuotes(name)
                    + " is no source label. Use CheXpert's labels or a device, such as \"Pleural Effusion\" or "
                      "\"Pacemaker\".");
        source.labels.push_back(*target);
    }
    return source;
}

Json heard(std::string_view slot, std::string_view value, const CaptionGrammar &grammar, bool maskDrawn)
{
    if (value == "none")
        return nullptr;
    return keyOf(hearingOf(slot, value, grammar, maskDrawn));
}

Json editJson(const EditInstruction &edit, const CaptionGrammar &grammar, bool maskDrawn)
{
    const auto action = keyOf(edit.action);
    const auto target = keyOf(edit.target);
    const auto side = keyOf(edit.side);
    const auto zone = keyOf(edit.zone);
    const auto severity = keyOf(edit.severity);
    Json amounts = Json::array();
    for (const Amount &amount : edit.amounts)
        amounts.push_back({ { "kind", keyOf(amount.kind) }, { "value", amount.value } });
    return { { "action", action }, { "target", target }, { "side", side }, { "zone", zone }, { "severity", severity },
        { "amounts", amounts },
        { "honoured_by",
            { { "action", heard("action", action, grammar, maskDrawn) },
                { "target", heard("target", target, grammar, maskDrawn) },
                { "side", heard("side", side, grammar, maskDrawn) },
                { "zone", heard("zone", zone, grammar, maskDrawn) },
                { "severity", heard("severity", severity, grammar, maskDrawn) } } },
        { "caption", captionOf(edit, grammar) } };
}

Json countJson(const std::optional<int> &count)
{
    return count ? Json(*count) : Json(nullptr);
}

/// The estimate of the language gives way to the tokenizer's own count.
void settleTokenWarning(CompiledPrompt &compiled, const TokenCounter &counter)
{
    const auto source = counter(compiled.captions.source);
    const auto target = counter(compiled.captions.target);
    if (!source || !target || std::max(*source, *target) <= maxTokens)
        return;
    for (const PromptWarning &warning : compiled.warnings)
        if (warning.code == "too-long")
            return;
    compiled.warnings.push_back({ "too-long",
        std::to_string(std::max(*source, *target)) + " of " + std::to_string(maxTokens)
            + " tokens. The end of the caption would be cut. Ask for fewer edits at once.",
        false });
}

Json explanation(const ExplainOptions &options, const CompiledPrompt &compiled, const CaptionGrammar &grammar,
    const TokenCounter &counter, const std::vector<MethodAdvice> &advice)
{
    Json edits = Json::array();
    for (const EditInstruction &edit : compiled.edits) {
        edits.push_back(editJson(edit, grammar, options.maskDrawn));
        if (advice.empty())
            continue;
        const MethodChoice choice = chooseMethods({ edit }, advice, "instruct").front();
        edits.back()["auto"] = { { "method", choice.method }, { "reason", choice.reason } };
    }
    Json slots = Json::array();
    for (const PromptSlot &slot : compiled.slots)
        slots.push_back({ { "kind", slot.kind }, { "text", slot.text }, { "value", slot.value },
            { "hearing", keyOf(slot.hearing) } });
    Json warnings = Json::array();
    for (const PromptWarning &warning : compiled.warnings)
        warnings.push_back({ { "code", warning.code }, { "text", warning.text }, { "blocks", warning.blocks } });
    const auto &captions = compiled.captions;
    return { { "prompt", options.prompt }, { "can_generate", compiled.canGenerate() }, { "edits", edits },
        { "slots", slots }, { "source_caption", captions.source }, { "target_caption", captions.target },
        { "changed_words", captions.changedWords },
        { "tokens",
            { { "source", countJson(counter(captions.source)) }, { "target", countJson(counter(captions.target)) },
                { "limit", maxTokens }, { "source_estimate", estimatedTokens(captions.source) },
                { "target_estimate", estimatedTokens(captions.target) } } },
        { "warnings", warnings } };
}

void printExplanation(const CompiledPrompt &compiled, const CaptionGrammar &grammar, bool maskDrawn,
    const std::vector<MethodAdvice> &advice)
{
    for (const EditInstruction &edit : compiled.edits) {
        std::printf("%s %s", std::string(keyOf(edit.action)).c_str(), std::string(keyOf(edit.target)).c_str());
        const std::pair<const char *, std::string_view> parts[]{ { "side", keyOf(edit.side) },
            { "zone", keyOf(edit.zone) }, { "severity", keyOf(edit.severity) } };
        for (const auto &[slot, value] : parts)
            if (value != "none")
                std::printf(", %s %s (%s)", slot, std::string(value).c_str(),
                    std::string(keyOf(hearingOf(slot, value, grammar, maskDrawn))).c_str());
        for (const Amount &amount : edit.amounts)
            std::printf(", %s %g", std::string(keyOf(amount.kind)).c_str(), amount.value);
        std::printf("\n");
    }
    if (!advice.empty())
        for (const MethodChoice &choice : chooseMethods(compiled.edits, advice, "instruct"))
            std::printf("by    %s\n", describe(choice).c_str());
    std::printf("from: %s\nto:   %s\n", compiled.captions.source.c_str(), compiled.captions.target.c_str());
    for (const PromptWarning &warning : compiled.warnings)
        std::printf("%s%s: %s\n", warning.blocks ? "blocks, " : "", warning.code.c_str(), warning.text.c_str());
}

Result<> explain(const ExplainOptions &options)
{
    CF_ASSIGN(const auto grammar, grammarOf(options.model));
    CF_ASSIGN(const auto counter, captionTokenCounter(options.model));
    CF_ASSIGN(const auto advice, adviceOf(options.model));
    CF_ASSIGN(const auto source, readLabels(options.sourceLabels));
    CompiledPrompt compiled = compilePrompt(options.prompt, grammar, source.labels, options.maskDrawn);
    // A film that is said to be normal has no labels, and yet something is known of it.
    if (source.stated && source.labels.empty())
        for (PromptWarning &warning : sourceWarnings(compiled.edits, source.labels))
            compiled.warnings.push_back(std::move(warning));
    settleTokenWarning(compiled, counter);
    if (options.json)
        // Broken UTF-8 in the prompt is replaced, never an exception.
        std::printf("%s\n",
            explanation(options, compiled, grammar, counter, advice)
                .dump(2, ' ', false, Json::error_handler_t::replace)
                .c_str());
    else
        printExplanation(compiled, grammar, options.maskDrawn, advice);
    return {};
}

} // namespace

void addExplain(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<ExplainOptions>();
    CLI::App *command = app.add_subcommand(
        "explain", "Say how a prompt is understood: edits, captions, warnings. Nothing is generated.");
    command->add_option("--prompt", options->prompt, "What should change, in English or Japanese")->required();
    command->add_option("--model", options->model,
        "Model folder; its contrafact.json states the captions it knows. Without: the bundled model's");
    command
        ->add_option(
            "--source-labels", options->sourceLabels, "What the image shows, e.g. \"Pleural Effusion,Pacemaker\"")
        ->delimiter(',');
    command->add_flag(
        "--mask-drawn", options->maskDrawn, "A mask will be drawn: it decides side and zone where the model cannot");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &exitCode] {
        const auto done = explain(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
