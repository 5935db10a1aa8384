#include "core/language/edits/PromptMentions.h"

#include "core/language/edits/PromptConflicts.h"
#include "core/language/edits/PromptWholes.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace cf {

namespace {

/// Settles one thing after the other, each over all mentions.
class MentionSettler
{
public:
    MentionSettler(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens,
        const std::vector<Target> &labels, UnderstoodPrompt &understood)
        : m_parsed(parsed)
        , m_tokens(tokens)
        , m_labels(labels)
        , m_understood(understood)
        , m_dropped(parsed.mentions.size(), false)
        , m_mentions(parsed.mentions)
    {
    }

    SettledMentions settle()
    {
        dropContext();
        followPronouns();
        settleVague();
        joinRatios();
        return { std::move(m_mentions), std::move(m_dropped) };
    }

private:
    const PromptVerb *verbOf(const PromptMention &mention) const { return m_parsed.verbAt(mention.verb); }
    bool isExplicit(const PromptMention &mention) const
    {
        return m_parsed.isVerb(mention.verb, PromptVerb::Kind::Explicit);
    }
    void dropContext();
    bool onlyDescribes(std::size_t index) const;
    bool isEnumerated(std::size_t index) const;
    bool isKept(Target target) const;
    void followPronouns();
    void settleVague();
    void joinRatios();

    const ParsedPrompt &m_parsed;
    const std::vector<PromptToken> &m_tokens;
    const std::vector<Target> &m_labels;
    UnderstoodPrompt &m_understood;
    std::vector<bool> m_dropped;
    std::vector<PromptMention> m_mentions;
};

/// "the heart is too large, make it smaller", "left effusion. Remove it.": how it is now.
bool MentionSettler::onlyDescribes(std::size_t index) const
{
    return std::any_of(m_mentions.begin(), m_mentions.end(), [&](const PromptMention &later) {
        const PromptVerb *verb = verbOf(later);
        if (later.pronounOf != static_cast<int>(index) || later.onlyOne || !verb)
            return false;
        const bool changes = isExplicit(later) && verb->action != EditAction::Add;
        return changes || (m_mentions[index].organ && verb->kind != PromptVerb::Kind::Keep);
    });
}

/// "two nodules: one in the left upper zone and one in the right": each is named on its own.
bool MentionSettler::isEnumerated(std::size_t index) const
{
    const PromptMention &all = m_mentions[index];
    if (all.pronounOf >= 0 || !all.sides.empty() || !all.zones.empty() || index + 2 >= m_mentions.size())
        return false;
    const auto isOne = [&](const PromptMention &mention) {
        return mention.onlyOne && mention.verb == all.verb && !(mention.sides.empty() && mention.zones.empty());
    };
    return m_tokens[all.token].folded.ends_with('s') && isOne(m_mentions[index + 1]) && isOne(m_mentions[index + 2]);
}

/// "a patient with cardiomegaly" only describes, where something else is asked for; so does "there is a pacemaker"
/// before "remove it" and "there is no pacemaker" before "add one".
void MentionSettler::dropContext()
{
    const auto &verbs = m_parsed.verbs;
    const bool asks = std::any_of(
        verbs.begin(), verbs.end(), [](const PromptVerb &verb) { return verb.kind == PromptVerb::Kind::Explicit; });
    for (std::size_t index = 0; index < m_mentions.size(); ++index) {
        const PromptMention &mention = m_mentions[index];
        const PromptVerb *verb = verbOf(mention);
        if (!verb)
            m_dropped[index] = onlyDescribes(index);
        m_dropped[index] = m_dropped[index] || isEnumerated(index);
        if (!verb || (verb->kind != PromptVerb::Kind::Presence && verb->kind != PromptVerb::Kind::Absence))
            continue;
        const bool shown = verb->kind == PromptVerb::Kind::Presence;
        m_dropped[index] = asks && verb->ofPerson;
        for (std::size_t later = index + 1; later < m_mentions.size(); ++later) {
            const PromptMention &other = m_mentions[later];
            const bool same = other.target == mention.target && isExplicit(other);
            const bool turns = same && (verbOf(other)->action == EditAction::Add) != shown;
            if (turns && (shown || other.pronounOf == static_cast<int>(index)))
                m_dropped[index] = true;
        }
    }
}

/// "it" is what was named before: what is said of it belongs there.
void MentionSettler::followPronouns()
{
    for (std::size_t index = 0; index < m_mentions.size(); ++index) {
        PromptMention &mention = m_mentions[index];
        if (mention.pronounOf < 0 || mention.onlyOne)
            continue;
        PromptMention &named = m_mentions[static_cast<std::size_t>(mention.pronounOf)];
        if (mention.sides.empty())
            mention.sides = named.sides;
        if (mention.zones.empty())
            mention.zones = named.zones;
        const bool adds = isExplicit(named) && verbOf(named)->action == EditAction::Add;
        const PromptVerb *verb = verbOf(mention);
        const bool describes =
            verb && (verb->kind == PromptVerb::Kind::Make || verb->kind == PromptVerb::Kind::Presence);
        if (!adds || !describes)
            continue;
        if (mention.change)
            named.severitiesBefore = { *mention.change == EditAction::Increase ? Severity::Large : Severity::Small };
        for (const Severity severity : mention.severitiesAfter)
            named.severitiesBefore = { severity };
        named.sides = mention.sides;
        named.zones = mention.zones;
        m_dropped[index] = true;
    }
}

/// "but not the endotracheal tube"
bool MentionSettler::isKept(Target target) const
{
    return std::any_of(m_parsed.mentions.begin(), m_parsed.mentions.end(), [this, target](const PromptMention &other) {
        const bool named = other.vague.empty() && other.whole.empty() && other.sides.empty() && other.zones.empty();
        return named && other.target == target && m_parsed.isVerb(other.verb, PromptVerb::Kind::Keep);
    });
}

/// "remove the wires": which, if the film shows one kind of them; else it is asked.
void MentionSettler::settleVague()
{
    for (std::size_t index = 0; index < m_parsed.mentions.size(); ++index) {
        const PromptMention &mention = m_mentions[index];
        if (mention.vague.empty() || m_dropped[index])
            continue;
        auto meant = devicesMeantBy(mention.vague, m_labels);
        // "all tubes except the endotracheal tube"; of lines a PICC is one of several that share its name here.
        if (mention.vague != "line")
            std::erase_if(meant, [this](Target device) { return isKept(device); });
        const bool plural = m_tokens[mention.token].folded.ends_with('s');
        if (meant.empty() || (meant.size() > 1 && !plural)) {
            warnOnce(m_understood, whichDevice(m_tokens[mention.token].typed, mention.vague));
            m_dropped[index] = true;
            continue;
        }
        // Of no vague word more than three devices can be meant.
        constexpr std::array patterns{ "\"%1\" is taken to be %2, which the film is said to show.",
            "\"%1\" is taken to be %2 and %3, which the film is said to show.",
            "\"%1\" is taken to be %2 and %3 and %4, which the film is said to show." };
        Sentence assumed{ patterns.at(meant.size() - 1), { m_tokens[mention.token].typed } };
        for (const Target device : meant)
            assumed.arguments.emplace_back(keyOf(device));
        warnOnce(m_understood, promptWarning("device-assumed", std::move(assumed)));
        m_mentions[index].target = meant.front();
        for (std::size_t other = 1; other < meant.size(); ++other) {
            PromptMention copy = m_mentions[index];
            copy.target = meant[other];
            m_mentions.push_back(std::move(copy));
            m_dropped.push_back(false);
        }
    }
}

/// "cardiomegaly with a cardiothoracic ratio of 0.58", "make the heart bigger, CTR 0.6": the ratio says how.
void MentionSettler::joinRatios()
{
    for (std::size_t index = 0; index < m_mentions.size(); ++index) {
        const PromptMention &mention = m_mentions[index];
        const bool isRatio = mention.organ && !mention.amounts.empty() && !mention.change;
        if (!isRatio || m_dropped[index])
            continue;
        // 「心胸郭比60%の心拡大」
        PromptMention *next = index + 1 < m_mentions.size() ? &m_mentions[index + 1] : nullptr;
        if (next && !next->organ && next->target == mention.target && next->amounts.empty()
            && next->verb == mention.verb && next->token == mention.amounts.back() + 2) {
            next->amounts = mention.amounts;
            m_dropped[index] = true;
            continue;
        }
        for (std::size_t before = 0; before < index; ++before) {
            PromptMention &named = m_mentions[before];
            if (m_dropped[before] || named.target != mention.target || !named.amounts.empty())
                continue;
            named.amounts = mention.amounts;
            m_dropped[index] = true;
            break;
        }
    }
}

} // namespace

SettledMentions settleMentions(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens,
    const std::vector<Target> &sourceLabels, UnderstoodPrompt &understood)
{
    return MentionSettler(parsed, tokens, sourceLabels, understood).settle();
}

} // namespace cf
