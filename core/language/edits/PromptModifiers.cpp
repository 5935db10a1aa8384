#include "core/language/edits/PromptModifiers.h"

#include "core/language/edits/PromptConflicts.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace cf {

namespace {

void blockContradiction(UnderstoodPrompt &understood, const char *pattern, const std::string &name)
{
    warnOnce(understood, promptWarning("contradiction", Sentence{ pattern, { name } }, true));
}

/// "a left effusion on the right", "両側胸水の右": two sides with no "and" between them.
bool areContradictory(
    const PromptMention &mention, const SaidSide &one, const SaidSide &other, const std::vector<PromptToken> &tokens)
{
    const auto says = [&mention](Side side) {
        return std::any_of(
            mention.sides.begin(), mention.sides.end(), [side](const SaidSide &said) { return said.side == side; });
    };
    const bool withBoth = one.side == Side::Both || other.side == Side::Both;
    const bool named = says(Side::Left) && says(Side::Right); // "both right and left", "bilateral, right > left"
    if (one.side == other.side || (withBoth ? named : says(Side::Both)))
        return false;
    const auto [first, last] = std::minmax(one.token, other.token);
    return std::none_of(tokens.begin() + static_cast<std::ptrdiff_t>(first),
        tokens.begin() + static_cast<std::ptrdiff_t>(last),
        [](const PromptToken &token) { return token.term.kind == TermKind::And; });
}

} // namespace

Side sideSaidOf(const PromptMention &mention, const std::vector<PromptToken> &tokens, UnderstoodPrompt &understood)
{
    Side side = Side::None;
    for (std::size_t index = 0; index < mention.sides.size(); ++index) {
        const Side said = mention.sides[index].side;
        if (index > 0 && areContradictory(mention, mention.sides[index - 1], mention.sides[index], tokens))
            blockContradiction(understood, "\"%1\" is said to be on two sides. Write \"on both sides\" or one of them.",
                tokens[mention.token].typed);
        side = side == Side::None || side == said ? said : Side::Both;
    }
    return side;
}

Zone zoneSaidOf(const PromptMention &mention, const std::vector<PromptToken> &tokens, UnderstoodPrompt &understood)
{
    if (mention.zones.empty())
        return Zone::None;
    for (const Zone said : mention.zones)
        if (said != mention.zones.front())
            blockContradiction(understood, "Several zones are named for \"%1\". Write one edit for each.",
                tokens[mention.token].typed);
    return mention.zones.front();
}

Severity severitySaidOf(const PromptMention &mention, const std::vector<Severity> &said,
    const std::vector<PromptToken> &tokens, UnderstoodPrompt &understood)
{
    if (said.empty())
        return Severity::None;
    for (const Severity other : said)
        if (other != said.front())
            blockContradiction(
                understood, "\"%1\" cannot have two sizes. Write one of them.", tokens[mention.token].typed);
    return said.front();
}

} // namespace cf
