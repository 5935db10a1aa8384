#include "core/language/edits/PromptAmounts.h"

#include "core/language/values/Quoted.h"

#include <algorithm>
#include <optional>
#include <string>

namespace cf {

namespace {

/// What can be meant; beyond it a number is a slip.
struct Range {
    double min = 0.0;
    double max = 0.0;
    std::string_view unit;
};

Range rangeOf(AmountKind kind)
{
    switch (kind) {
    case AmountKind::Size:
        return { 3.0, 250.0, " mm" }; // A nodule that a film shows … an effusion as high as the lung.
    case AmountKind::CardiothoracicRatio:
        return { 0.3, 0.8, "" };
    case AmountKind::TipAboveCarina:
        return { -60.0, 150.0, " mm" }; // Deep in a main bronchus … at the larynx.
    case AmountKind::Count:
        break;
    }
    return { 1.0, 10.0, "" };
}

bool hasSize(Target target)
{
    constexpr std::array sized{ Target::LungLesion, Target::LungOpacity, Target::Consolidation, Target::Pneumonia,
        Target::Atelectasis, Target::Pneumothorax, Target::PleuralEffusion };
    return std::find(sized.begin(), sized.end(), target) != sized.end();
}

bool canBeCounted(Target target)
{
    return target == Target::LungLesion || target == Target::Fracture;
}

/// What a number behind it names, and does not count.
bool isNumbered(std::string_view word)
{
    constexpr std::array numbered{ std::string_view("rib"), std::string_view("ribs"), std::string_view("level"),
        std::string_view("zone"), std::string_view("grade"), std::string_view("stage"), std::string_view("number") };
    return std::find(numbered.begin(), numbered.end(), word) != numbered.end();
}

/// "5 cm above the carina", "気管分岐部の5cm上": nothing between that ends what is said.
std::optional<double> heightAboveCarina(std::size_t at, const std::vector<PromptToken> &tokens)
{
    constexpr std::size_t reach = 6; // Words between a length and what it is measured from.
    const auto ends = [](TermKind kind) { return kind == TermKind::And || kind == TermKind::Break; };
    bool landmark = false;
    bool below = false;
    const auto look = [&](const PromptToken &token) {
        landmark = landmark || token.term.kind == TermKind::Landmark;
        below = below || token.term.kind == TermKind::Below;
        return !ends(token.term.kind);
    };
    for (std::size_t index = at + 1; index < tokens.size() && index <= at + reach && look(tokens[index]); ++index) { }
    for (std::size_t index = at; index-- > 0 && at - index <= reach && look(tokens[index]);) { }
    if (!landmark)
        return std::nullopt;
    return below ? -tokens[at].value : tokens[at].value;
}

/// "larger", 「大きくする」
bool changes(const PromptToken &token)
{
    const bool verb = token.term.kind == TermKind::Action && token.japanese
        && (token.term.key == keyOf(EditAction::Increase) || token.term.key == keyOf(EditAction::Decrease));
    return token.term.kind == TermKind::Change || verb;
}

/// "from 1 cm to 3 cm", 「1cmから3cmに」: how it is now.
bool isBefore(std::size_t at, const std::vector<PromptToken> &tokens)
{
    return (at > 0 && tokens[at - 1].folded == "from") || (at + 1 < tokens.size() && tokens[at + 1].folded == "から");
}

std::optional<Amount> amountOf(const PromptMention &mention, std::size_t at, const std::vector<PromptToken> &tokens)
{
    const Target target = mention.target;
    const PromptToken &token = tokens[at];
    // "20 % smaller", "2 cm larger", "by 2 cm": of what is there, which the words do not know.
    const bool relative =
        (at + 1 < tokens.size() && changes(tokens[at + 1])) || (at > 0 && tokens[at - 1].folded == "by");
    if (relative && token.term.key != "count")
        return std::nullopt;
    if (token.term.key == "length") {
        const bool hasTip = target == Target::EndotrachealTube || target == Target::CentralVenousCatheter;
        if (const auto height = heightAboveCarina(at, tokens))
            return hasTip ? std::optional(Amount{ AmountKind::TipAboveCarina, *height }) : std::nullopt;
        return hasSize(target) ? std::optional(Amount{ AmountKind::Size, token.value }) : std::nullopt;
    }
    if (token.term.key == "ratio") {
        return target == Target::Cardiomegaly ? std::optional(Amount{ AmountKind::CardiothoracicRatio, token.value })
                                              : std::nullopt;
    }
    const bool bare = token.folded.find_first_not_of("0123456789") == std::string::npos;
    if (bare
        && (at >= mention.token || (at > 0 && isNumbered(tokens[at - 1].folded)))) // "fracture 5", "rib 5 fracture"
        return std::nullopt;
    return canBeCounted(target) ? std::optional(Amount{ AmountKind::Count, token.value }) : std::nullopt;
}

std::string shown(double value)
{
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

} // namespace

std::string_view keyOf(AmountKind kind)
{
    switch (kind) {
    case AmountKind::Size:
        return "size";
    case AmountKind::CardiothoracicRatio:
        return "cardiothoracic-ratio";
    case AmountKind::TipAboveCarina:
        return "tip-above-carina";
    case AmountKind::Count:
        break;
    }
    return "count";
}

std::vector<Amount> amountsOf(
    const PromptMention &mention, const std::vector<PromptToken> &tokens, std::vector<PromptWarning> &warnings)
{
    std::vector<Amount> amounts;
    for (const std::size_t at : mention.amounts) {
        const std::string &typed = tokens[at].typed;
        const std::string &named = tokens[mention.token].typed;
        const auto amount = amountOf(mention, at, tokens);
        if (amount && amount->kind != AmountKind::TipAboveCarina && isBefore(at, tokens))
            continue;
        if (!amount) {
            if (tokens[at].term.key != "count" || tokens[at].value > 1.0)
                warnings.push_back(promptWarning(
                    "amount-not-heard", { "\"%1\" cannot be made of \"%2\". It will be left out.", { typed, named } }));
            continue;
        }
        const Range range = rangeOf(amount->kind);
        if (amount->value < range.min || amount->value > range.max)
            warnings.push_back(promptWarning("amount-implausible",
                { "\"%1\" cannot be meant for \"%2\". Write a value from %3 to %4.",
                    { typed, named, shown(range.min), shown(range.max) + std::string(range.unit) } },
                true));
        const auto same = std::find_if(
            amounts.begin(), amounts.end(), [&amount](const Amount &known) { return known.kind == amount->kind; });
        if (same == amounts.end())
            amounts.push_back(*amount);
        else if (!(*same == *amount))
            warnings.push_back(promptWarning(
                "amount-unclear", { "Two measures are named for \"%1\". Write one edit for each.", { named } }, true));
    }
    std::erase_if(
        amounts, [](const Amount &amount) { return amount.kind == AmountKind::Count && amount.value <= 1.0; });
    return amounts;
}

} // namespace cf
