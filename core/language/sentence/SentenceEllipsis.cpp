#include "core/language/sentence/SentenceReader.h"

#include <algorithm>

// Findings that are named once for several places: "a large right and a small left effusion".

namespace cf {

/// True if both name a side and it is another one, or both name a zone and it is another one.
bool SentenceReader::differ(const std::vector<std::size_t> &some, const std::vector<std::size_t> &others) const
{
    for (const std::size_t one : some)
        for (const std::size_t other : others) {
            const Term &a = m_tokens[one].term;
            const Term &b = m_tokens[other].term;
            if (a.kind == b.kind && a.kind != TermKind::Severity && a.key != b.key)
                return true;
        }
    return false;
}

/// "large right and small left", "upper and lower", "remove left and add right": two things; "large right and left":
/// one.
bool SentenceReader::isParted(const BareGroup &bare) const
{
    if (!differ(bare.modifiers, m_pending))
        return false;
    const auto has = [this](const std::vector<std::size_t> &modifiers, TermKind kind) {
        return std::any_of(modifiers.begin(), modifiers.end(),
            [this, kind](std::size_t modifier) { return m_tokens[modifier].term.kind == kind; });
    };
    const auto bothHave = [&](TermKind kind) { return has(bare.modifiers, kind) && has(m_pending, kind); };
    return bare.verb != m_verb || bothHave(TermKind::Zone) || bothHave(TermKind::Severity);
}

/// No finding came: what waited belongs to the one before ("effusion, left, small").
void SentenceReader::joinBareGroups()
{
    std::vector<std::size_t> all;
    for (const BareGroup &bare : m_bare)
        all.insert(all.end(), bare.modifiers.begin(), bare.modifiers.end());
    m_pending.insert(m_pending.begin(), all.begin(), all.end());
    m_bare.clear();
}

/// The finding has come that the bare groups before it were waiting for.
void SentenceReader::partBareGroups(PromptMention &named)
{
    m_siblings = 0;
    std::vector<std::size_t> joined;
    std::vector<SaidSide> sides;
    for (const BareGroup &bare : m_bare) {
        if (!isParted(bare)) {
            joined.insert(joined.end(), bare.modifiers.begin(), bare.modifiers.end());
            named.verb = named.verb < 0 ? bare.verb : named.verb;
            continue;
        }
        PromptMention mention;
        mention.target = named.target;
        mention.organ = named.organ;
        mention.token = named.token;
        mention.verb = bare.verb;
        for (const std::size_t modifier : bare.modifiers)
            attach(mention, modifier, false);
        sides = mention.sides;
        m_parsed.mentions.push_back(std::move(mention));
        ++m_siblings;
    }
    m_bare.clear();
    m_pending.insert(m_pending.begin(), joined.begin(), joined.end());
    // "left upper and lower lobe": left in both places.
    const bool hasSide = std::any_of(m_pending.begin(), m_pending.end(),
        [this](std::size_t modifier) { return isSide(m_tokens[modifier].term.kind); });
    if (m_siblings > 0 && !hasSide)
        for (const SaidSide &said : sides)
            m_pending.push_back(said.token);
}

/// "both the effusion and the tube" are two things; "both effusions and the tube" says where the effusions are.
void SentenceReader::partJointBoth()
{
    if (m_parsed.mentions.size() < m_sentenceStart + 2)
        return;
    PromptMention &first = m_parsed.mentions[m_parsed.mentions.size() - 2];
    const auto isBoth = [this, &first](const SaidSide &said) {
        if (said.side != Side::Both || m_tokens[said.token].folded != "both" || said.token > first.token)
            return false;
        return m_tokens[said.token + 1].term.kind == TermKind::Filler || !m_tokens[first.token].folded.ends_with('s');
    };
    const bool joined = std::any_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(first.token),
        m_tokens.begin() + static_cast<std::ptrdiff_t>(m_at),
        [](const PromptToken &token) { return token.folded == "and"; });
    if (first.target != last().target && joined)
        first.joint = std::erase_if(first.sides, isBoth) > 0;
}

} // namespace cf
