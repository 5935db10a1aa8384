#include "core/language/PromptLanguage.h"

#include "core/language/Captions.h"
#include "core/language/PromptChecks.h"
#include "core/language/edits/PromptEdits.h"
#include "core/language/values/Quoted.h"

#include <algorithm>
#include <set>

namespace cf {

namespace {

/// Chips and warnings that a person can still look through; a prompt that needs more is a mistake.
constexpr std::size_t maxSlots = 64;
constexpr std::size_t maxUnknownWords = 8;
constexpr std::size_t maxEdits = 16;

void append(std::vector<PromptWarning> &all, std::vector<PromptWarning> more)
{
    for (PromptWarning &warning : more)
        if (std::find(all.begin(), all.end(), warning) == all.end())
            all.push_back(std::move(warning));
}

std::optional<PromptSlot> slotOf(const PromptToken &token, std::size_t index, const UnderstoodPrompt &understood)
{
    const std::string &key = token.term.key;
    switch (token.term.kind) {
    case TermKind::Target:
    case TermKind::Organ:
        return PromptSlot{ "target", token.typed, key, SlotHearing::NotHeard };
    case TermKind::Side:
        return PromptSlot{ "side", token.typed, key, SlotHearing::NotHeard };
    case TermKind::ImageSide:
        return PromptSlot{ "side", token.typed, key == "left" ? "right" : "left", SlotHearing::NotHeard };
    case TermKind::Zone:
        return PromptSlot{ "zone", token.typed, key, SlotHearing::NotHeard };
    case TermKind::Severity:
        return PromptSlot{ "severity", token.typed, key, SlotHearing::NotHeard };
    case TermKind::Vague:
    case TermKind::Whole:
    case TermKind::Normal:
        return PromptSlot{ "target", token.typed, key, SlotHearing::NotHeard };
    case TermKind::Measure:
        return PromptSlot{ "amount", token.typed, key, SlotHearing::NotHeard };
    case TermKind::Change:
        return PromptSlot{ "action", token.typed, key, SlotHearing::NotHeard };
    case TermKind::Unknown:
        return PromptSlot{ "unknown", token.typed, {}, SlotHearing::NotHeard };
    default:
        break;
    }
    const auto verb = understood.verbs.find(index);
    if (verb == understood.verbs.end())
        return std::nullopt;
    return PromptSlot{ "action", token.typed, verb->second, SlotHearing::NotHeard };
}

std::vector<PromptSlot> slotsOf(const std::vector<PromptToken> &tokens, const UnderstoodPrompt &understood,
    const CaptionGrammar &grammar, bool maskDrawn)
{
    std::vector<PromptSlot> slots;
    for (std::size_t index = 0; index < tokens.size() && slots.size() < maxSlots; ++index) {
        auto slot = slotOf(tokens[index], index, understood);
        if (!slot)
            continue;
        slot->hearing = hearingOf(slot->kind, slot->value, grammar, maskDrawn);
        slots.push_back(std::move(*slot));
    }
    return slots;
}

std::vector<PromptWarning> unknownWarnings(const ScannedPrompt &scanned)
{
    std::vector<PromptWarning> warnings;
    std::set<std::string> unknown;
    for (const PromptToken &token : scanned.tokens) {
        if (token.term.kind != TermKind::Unknown || !unknown.insert(token.folded).second)
            continue;
        if (unknown.size() <= maxUnknownWords)
            warnings.push_back(promptWarning("unknown-word",
                { "\"%1\" is not in this model's captions. It will be left out.", { token.typed.substr(0, 80) } }));
    }
    if (unknown.size() > maxUnknownWords)
        warnings.push_back(promptWarning("unknown-word",
            { "%1 more words are not in this model's captions. They will be left out.",
                { std::to_string(unknown.size() - maxUnknownWords) } }));
    return warnings;
}

std::vector<PromptWarning> textWarnings(const ScannedPrompt &scanned)
{
    std::vector<PromptWarning> warnings;
    if (scanned.broken)
        warnings.push_back({ "broken-text", "Some characters could not be read. Type them again.", false });
    if (scanned.cut)
        warnings.push_back(
            { "too-long", "The prompt has more than 4,000 characters. Shorten it to what should change.", true });
    else if (scanned.words + 2 > static_cast<std::size_t>(maxTokens))
        warnings.push_back(promptWarning("too-long",
            { "%1 words; the model reads %2 tokens at most. Only the captions shown are sent.",
                { std::to_string(scanned.words), std::to_string(maxTokens) } }));
    std::size_t shown = 0;
    for (const auto &[typed, read] : scanned.spellings)
        if (++shown <= maxUnknownWords)
            warnings.push_back(
                promptWarning("spelling", { "\"%1\" was read as \"%2\".", { typed.substr(0, 80), read } }));
    return warnings;
}

/// Why nothing can be made of a prompt without edits.
PromptWarning nothingWarning(const ScannedPrompt &scanned, const UnderstoodPrompt &understood)
{
    if (scanned.tokens.empty())
        return { "empty", "Nothing to change yet. Type a finding or a device.", true };
    if (!understood.kept.empty())
        return { "nothing-to-change", "Everything named is to stay. Type what should change.", true };
    const auto &tokens = scanned.tokens;
    const bool hasVerb = std::any_of(tokens.begin(), tokens.end(), [](const PromptToken &token) {
        return token.term.kind == TermKind::Action || token.term.kind == TermKind::Passive
            || token.term.kind == TermKind::Behind || token.term.kind == TermKind::Change;
    });
    if (hasVerb)
        return { "no-target",
            "No finding or device was recognised. Name one, such as \"pleural effusion\" or \"pacemaker\".", true };
    return { "not-understood",
        "This was not understood. Write an edit such as \"remove the pacemaker\" or \"add a small left pleural "
        "effusion\".",
        true };
}

void limitEdits(UnderstoodPrompt &understood)
{
    if (understood.edits.size() <= maxEdits)
        return;
    understood.edits.resize(maxEdits);
    understood.warnings.push_back(promptWarning("too-many-edits",
        { "Only the first %1 edits are made. Make the others in a second step.", { std::to_string(maxEdits) } }));
}

} // namespace

PromptWarning promptWarning(std::string code, Sentence sentence, bool blocks)
{
    std::string text = inEnglish(sentence);
    return { std::move(code), std::move(text), blocks, std::move(sentence) };
}

std::string_view keyOf(SlotHearing hearing)
{
    switch (hearing) {
    case SlotHearing::Model:
        return "model";
    case SlotHearing::Mask:
        return "mask";
    case SlotHearing::NotHeard:
        break;
    }
    return "not_heard";
}

bool CompiledPrompt::canGenerate() const
{
    return !edits.empty()
        && std::none_of(warnings.begin(), warnings.end(), [](const PromptWarning &warning) { return warning.blocks; });
}

CompiledPrompt compilePrompt(
    const std::string &typed, const CaptionGrammar &grammar, const std::vector<Target> &sourceLabels, bool maskDrawn)
{
    const ScannedPrompt scanned = scanPrompt(typed, Lexicon::bundled());
    UnderstoodPrompt understood = understandPrompt(parsePrompt(scanned.tokens), scanned.tokens, sourceLabels);
    limitEdits(understood);
    CompiledPrompt compiled;
    append(compiled.warnings, settleSides(understood.edits));
    compiled.edits = understood.edits;
    compiled.slots = slotsOf(scanned.tokens, understood, grammar, maskDrawn);
    compiled.captions = captionPair(compiled.edits, grammar, sourceLabels);
    const bool explained = std::any_of(understood.warnings.begin(), understood.warnings.end(),
        [](const PromptWarning &warning) { return warning.blocks; });
    if (compiled.edits.empty() && !explained)
        compiled.warnings.push_back(nothingWarning(scanned, understood));
    append(compiled.warnings, std::move(understood.warnings));
    append(compiled.warnings, hearingWarnings(compiled.edits, grammar, maskDrawn));
    if (!sourceLabels.empty())
        append(compiled.warnings, sourceWarnings(compiled.edits, sourceLabels));
    append(compiled.warnings, textWarnings(scanned));
    append(compiled.warnings, unknownWarnings(scanned));
    const int tokens = std::max(estimatedTokens(compiled.captions.source), estimatedTokens(compiled.captions.target));
    if (tokens > maxTokens)
        compiled.warnings.push_back(promptWarning("too-long",
            { "The caption has about %1 of %2 tokens; its end would be cut. Ask for fewer edits at once.",
                { std::to_string(tokens), std::to_string(maxTokens) } }));
    return compiled;
}

} // namespace cf
