#include "core/language/PromptPhrase.h"

#include "core/language/lexicon/Lexicon.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string_view>

namespace cf {

namespace {

/// The usual phrase: the first that the lexicon has.
std::string usual(TermKind kind, std::string_view key, PromptTongue tongue)
{
    for (const LexiconEntry &entry : Lexicon::bundled().phrasesOf({ kind, std::string(key) }))
        if (entry.japanese == (tongue == PromptTongue::Japanese))
            return entry.phrase;
    return {};
}

std::string number(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g", value);
    return text.data();
}

std::optional<double> amountOf(const EditInstruction &edit, AmountKind kind)
{
    for (const Amount &amount : edit.amounts)
        if (amount.kind == kind)
            return amount.value;
    return std::nullopt;
}

/// "with its tip 50 mm above the carina": what stands behind the noun.
std::string englishMeasures(const EditInstruction &edit)
{
    std::string text;
    if (const auto ratio = amountOf(edit, AmountKind::CardiothoracicRatio))
        text += " with a cardiothoracic ratio of " + number(*ratio);
    if (const auto tip = amountOf(edit, AmountKind::TipAboveCarina))
        text += " with its tip " + number(std::abs(*tip)) + " mm " + (*tip < 0 ? "below" : "above") + " the carina";
    return text;
}

std::string japaneseMeasures(const EditInstruction &edit)
{
    std::string text;
    if (const auto count = amountOf(edit, AmountKind::Count))
        text += number(*count) + "個の";
    if (const auto size = amountOf(edit, AmountKind::Size))
        text += number(*size) + "mmの";
    if (const auto ratio = amountOf(edit, AmountKind::CardiothoracicRatio))
        text += number(*ratio) + "の";
    if (const auto tip = amountOf(edit, AmountKind::TipAboveCarina))
        text += "先端が気管分岐部の" + number(std::abs(*tip)) + "mm" + (*tip < 0 ? "下の" : "上の");
    return text;
}

std::string english(const EditInstruction &edit)
{
    const auto word = [](TermKind kind, std::string_view key) {
        return key == "none" ? std::string() : usual(kind, key, PromptTongue::English) + " ";
    };
    const auto count = amountOf(edit, AmountKind::Count);
    const auto size = amountOf(edit, AmountKind::Size);
    const std::string counted = count ? number(*count) + " " : "";
    const std::string severity =
        counted + word(TermKind::Severity, keyOf(edit.severity)) + (size ? number(*size) + " mm " : "");
    const std::string side = edit.side == Side::Both ? "bilateral " : word(TermKind::Side, keyOf(edit.side));
    const std::string place = side + word(TermKind::Zone, keyOf(edit.zone));
    const std::string noun = usual(TermKind::Target, keyOf(edit.target), PromptTongue::English);
    switch (edit.action) {
    case EditAction::Add:
        return "add " + severity + place + noun + englishMeasures(edit);
    case EditAction::Remove:
        return "remove the " + severity + place + noun;
    case EditAction::Replace:
        if (const auto ratio = amountOf(edit, AmountKind::CardiothoracicRatio))
            return "set the cardiothoracic ratio to " + number(*ratio);
        if (amountOf(edit, AmountKind::TipAboveCarina))
            return "change the " + place + noun + englishMeasures(edit);
        return "replace the " + place + noun + " by a " + severity + "one";
    case EditAction::Increase:
    case EditAction::Decrease:
        break;
    }
    std::string sentence(keyOf(edit.action));
    sentence += " the " + place + noun;
    if (!severity.empty())
        sentence += " to " + severity.substr(0, severity.size() - 1);
    return sentence;
}

std::string_view japaneseVerb(EditAction action)
{
    switch (action) {
    case EditAction::Add:
        return "を追加";
    case EditAction::Remove:
        return "を除去";
    case EditAction::Increase:
        return "を増やす";
    case EditAction::Decrease:
        return "を減らす";
    case EditAction::Replace:
        break;
    }
    return "に変更";
}

std::string japanese(const EditInstruction &edit)
{
    const auto word = [](TermKind kind, std::string_view key) {
        return key == "none" ? std::string() : usual(kind, key, PromptTongue::Japanese);
    };
    const std::string side = word(TermKind::Side, keyOf(edit.side));
    const std::string zone = word(TermKind::Zone, keyOf(edit.zone));
    const std::string severity = word(TermKind::Severity, keyOf(edit.severity));
    const std::string noun = word(TermKind::Target, keyOf(edit.target));
    std::string sentence = side + zone;
    if (!sentence.empty())
        sentence += "の";
    // How it shall be stands behind what it is.
    const bool becomes = edit.action != EditAction::Add && edit.action != EditAction::Remove && !severity.empty();
    if (!becomes && !severity.empty())
        sentence += severity + "の";
    sentence += japaneseMeasures(edit) + noun;
    if (becomes)
        sentence += "を" + severity;
    const std::string_view verb = japaneseVerb(edit.action);
    // "胸水を大量に増やす": the particle of the object is said already.
    if (becomes && edit.action != EditAction::Replace)
        return sentence + "に" + std::string(verb.substr(std::string_view("を").size()));
    return sentence + std::string(verb);
}

} // namespace

std::string promptPhrase(const EditInstruction &edit, PromptTongue tongue)
{
    return tongue == PromptTongue::English ? english(edit) : japanese(edit);
}

} // namespace cf
