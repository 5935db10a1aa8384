#include "core/language/PromptEdits.h"

#include "core/language/PromptConflicts.h"
#include "core/language/PromptDoubts.h"
#include "core/language/Quoted.h"

#include <algorithm>
#include <optional>

namespace cf {

namespace {

using Kind = PromptVerb::Kind;

/// Turns mentions into edits, in the order of the sentence.
class Understanding
{
public:
    Understanding(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens)
        : m_parsed(parsed)
        , m_tokens(tokens)
        , m_dropped(parsed.mentions.size(), false)
        , m_mentions(parsed.mentions)
    {
    }

    UnderstoodPrompt understand();

private:
    const PromptVerb *verbOf(const PromptMention &mention) const { return m_parsed.verbAt(mention.verb); }
    bool isExplicit(const PromptMention &mention) const
    {
        return verbOf(mention) && verbOf(mention)->kind == Kind::Explicit;
    }
    std::string nameOf(const PromptMention &mention) const { return m_tokens[mention.token].typed; }

    void dropContext();
    bool onlyDescribes(std::size_t index) const;
    bool isEnumerated(std::size_t index) const;
    void followPronouns();
    void read(std::size_t index);
    void readReplace(std::size_t index);
    static bool isMoved(const PromptMention &mention);
    void move(const PromptMention &mention, Severity severity);
    std::optional<EditAction> actionOf(const PromptMention &mention, Severity severity);
    std::optional<EditAction> actionOfMade(const PromptMention &mention, Severity severity) const;
    void keep(const PromptMention &mention);
    void addEdit(const EditInstruction &edit);
    void warn(std::string code, std::string text, bool blocks = false);

    Side sideOf(const PromptMention &mention);
    bool contradict(const PromptMention &mention, const SaidSide &one, const SaidSide &other) const;
    Zone zoneOf(const PromptMention &mention);
    Severity severityOf(const PromptMention &mention, const std::vector<Severity> &said);

    const ParsedPrompt &m_parsed;
    const std::vector<PromptToken> &m_tokens;
    std::vector<bool> m_dropped;
    std::vector<PromptMention> m_mentions;
    UnderstoodPrompt m_understood;
};

void Understanding::warn(std::string code, std::string text, bool blocks)
{
    warnOnce(m_understood, { std::move(code), std::move(text), blocks });
}

/// "a left effusion on the right", "両側胸水の右": two sides with no "and" between them.
bool Understanding::contradict(const PromptMention &mention, const SaidSide &one, const SaidSide &other) const
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
    return std::none_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(first),
        m_tokens.begin() + static_cast<std::ptrdiff_t>(last),
        [](const PromptToken &token) { return token.term.kind == TermKind::And; });
}

Side Understanding::sideOf(const PromptMention &mention)
{
    Side side = Side::None;
    for (std::size_t index = 0; index < mention.sides.size(); ++index) {
        const Side said = mention.sides[index].side;
        if (index > 0 && contradict(mention, mention.sides[index - 1], mention.sides[index]))
            warn("contradiction",
                inQuotes(nameOf(mention)) + " is said to be on two sides. Write \"on both sides\" or one of them.",
                true);
        side = side == Side::None || side == said ? said : Side::Both;
    }
    return side;
}

Zone Understanding::zoneOf(const PromptMention &mention)
{
    if (mention.zones.empty())
        return Zone::None;
    for (const Zone said : mention.zones)
        if (said != mention.zones.front())
            warn("contradiction",
                "Several zones are named for " + inQuotes(nameOf(mention)) + ". Write one edit for each.", true);
    return mention.zones.front();
}

Severity Understanding::severityOf(const PromptMention &mention, const std::vector<Severity> &said)
{
    if (said.empty())
        return Severity::None;
    for (const Severity other : said)
        if (other != said.front())
            warn("contradiction", inQuotes(nameOf(mention)) + " cannot have two sizes. Write one of them.", true);
    return said.front();
}

/// "the heart is too large, make it smaller", "left effusion. Remove it.": how it is now.
bool Understanding::onlyDescribes(std::size_t index) const
{
    return std::any_of(m_mentions.begin(), m_mentions.end(), [&](const PromptMention &later) {
        const PromptVerb *verb = verbOf(later);
        if (later.pronounOf != static_cast<int>(index) || later.onlyOne || !verb)
            return false;
        const bool changes = isExplicit(later) && verb->action != EditAction::Add;
        return changes || (m_mentions[index].organ && verb->kind != Kind::Keep);
    });
}

/// "two nodules: one in the left upper zone and one in the right": each is named on its own.
bool Understanding::isEnumerated(std::size_t index) const
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
void Understanding::dropContext()
{
    const auto &verbs = m_parsed.verbs;
    const bool asks =
        std::any_of(verbs.begin(), verbs.end(), [](const PromptVerb &verb) { return verb.kind == Kind::Explicit; });
    for (std::size_t index = 0; index < m_mentions.size(); ++index) {
        const PromptMention &mention = m_mentions[index];
        const PromptVerb *verb = verbOf(mention);
        if (!verb)
            m_dropped[index] = onlyDescribes(index);
        m_dropped[index] = m_dropped[index] || isEnumerated(index);
        if (!verb || (verb->kind != Kind::Presence && verb->kind != Kind::Absence))
            continue;
        const bool shown = verb->kind == Kind::Presence;
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
void Understanding::followPronouns()
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
        const bool describes = verb && (verb->kind == Kind::Make || verb->kind == Kind::Presence);
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

void Understanding::keep(const PromptMention &mention)
{
    const KeptThing kept{ mention.target, sideOf(mention), zoneOf(mention) };
    m_understood.kept.push_back(kept);
    m_understood.verbs[verbOf(mention)->token] = "keep";
    const std::string side = kept.side == Side::None ? "" : " (" + std::string(keyOf(kept.side)) + ")";
    warn("keep",
        inQuotes(nameOf(mention)) + side
            + " is to stay. It is not edited; a mask that leaves it out protects it for certain.");
}

std::optional<EditAction> Understanding::actionOfMade(const PromptMention &mention, Severity severity) const
{
    if (mention.change)
        return mention.change;
    if (mention.organ && severity != Severity::None)
        return severity == Severity::Small ? EditAction::Decrease : EditAction::Increase;
    return mention.severitiesAfter.empty() ? EditAction::Add : EditAction::Replace;
}

std::optional<EditAction> Understanding::actionOf(const PromptMention &mention, Severity severity)
{
    const PromptVerb *verb = verbOf(mention);
    if (!verb) {
        if (mention.change)
            return mention.change;
        if (mention.organ && severity != Severity::None) // "small heart"
            return actionOfMade(mention, severity);
        warn("action-assumed",
            "No verb says what to do with " + inQuotes(nameOf(mention))
                + "; it is added. Write \"remove\" if it should go.");
        return EditAction::Add;
    }
    if (verb->doubleNegation)
        warn("double-negation",
            "Two negations: " + inQuotes(nameOf(mention)) + " is taken to be "
                + (verb->action == EditAction::Remove ? "removed" : "wanted")
                + ". Write \"add\" or \"remove\" to be sure.");
    if (verb->kind == Kind::Make)
        return actionOfMade(mention, severity);
    if (mention.change && verb->action == EditAction::Add)
        return mention.change;
    return verb->action;
}

void Understanding::read(std::size_t index)
{
    const PromptMention &mention = m_mentions[index];
    const PromptVerb *verb = verbOf(mention);
    if (verb && verb->kind == Kind::Keep)
        return keep(mention);
    if (verb && verb->kind == Kind::Explicit && verb->action == EditAction::Replace)
        return readReplace(index);
    std::vector<Severity> said = mention.severitiesBefore;
    const bool made = verb && verb->kind == Kind::Make;
    const bool degree = verb && verb->kind == Kind::Explicit
        && (verb->action == EditAction::Increase || verb->action == EditAction::Decrease);
    if (degree || (made && !mention.severitiesAfter.empty()))
        said = mention.severitiesAfter; // "make the small effusion large": what is said before is how it is now
    else
        said.insert(said.end(), mention.severitiesAfter.begin(), mention.severitiesAfter.end());
    Severity severity = severityOf(mention, said);
    const auto action = actionOf(mention, severity);
    if (verb)
        m_understood.verbs[verb->token] = keyOf(*action);
    const bool adds = *action == EditAction::Add;
    if (mention.organ && adds && severity == Severity::None) {
        warn("anatomy",
            inQuotes(nameOf(mention))
                + " is always there. Write what should change, such as \"bigger\" or \"smaller\".",
            true);
        return;
    }
    if (mention.organ && *action == EditAction::Remove && verb->kind == Kind::Explicit) {
        const std::string &said1 = m_tokens[verb->token].folded;
        if (said1.find("normal") == std::string::npos && said1.find("正常") == std::string::npos
            && said1.find("enlarge") == std::string::npos)
            warn("anatomy", inQuotes(nameOf(mention)) + " itself cannot be removed; it is brought to normal size.");
    }
    addEdit({ *action, mention.target, sideOf(mention), zoneOf(mention), severity });
}

bool Understanding::isMoved(const PromptMention &mention)
{
    const bool sides = mention.sides.size() == 2 && mention.sides.front().side != mention.sides.back().side;
    return sides || (mention.zones.size() == 2 && mention.zones.front() != mention.zones.back());
}

/// "move … from the left to the right", "from the upper to the lower zone".
void Understanding::move(const PromptMention &mention, Severity severity)
{
    const auto side = [&mention](bool to) {
        return mention.sides.empty() ? Side::None : to ? mention.sides.back().side : mention.sides.front().side;
    };
    const auto zone = [&mention](bool to) {
        return mention.zones.empty() ? Zone::None : to ? mention.zones.back() : mention.zones.front();
    };
    addEdit({ EditAction::Remove, mention.target, side(false), zone(false), Severity::None });
    addEdit({ EditAction::Add, mention.target, side(true), zone(true), severity });
}

void Understanding::readReplace(std::size_t index)
{
    const PromptMention &before = m_mentions[index];
    m_understood.verbs[verbOf(before)->token] = "replace";
    std::size_t next = index + 1;
    while (next < m_mentions.size() && (m_mentions[next].verb != before.verb || m_dropped[next]))
        ++next;
    if (next == m_mentions.size()) {
        Severity severity = severityOf(before, before.severitiesAfter);
        if (isMoved(before))
            return move(before, severity);
        if (before.change)
            return addEdit({ *before.change, before.target, sideOf(before), zoneOf(before), severity });
        if (severity == Severity::None)
            warn("replacement-missing",
                "What should take the place of " + inQuotes(nameOf(before)) + "? Write \"replace … by …\".", true);
        else
            addEdit({ EditAction::Replace, before.target, sideOf(before), zoneOf(before), severity });
        return;
    }
    const PromptMention &after = m_mentions[next];
    m_dropped[next] = true;
    std::vector<Severity> said = after.severitiesBefore;
    said.insert(said.end(), after.severitiesAfter.begin(), after.severitiesAfter.end());
    Severity severity = severityOf(after, said);
    if (severity == Severity::None && after.change)
        severity = *after.change == EditAction::Increase ? Severity::Large : Severity::Small;
    const Side sideBefore = sideOf(before);
    const Side sideAfter = sideOf(after) == Side::None ? sideBefore : sideOf(after);
    const Zone zone = zoneOf(after) == Zone::None ? zoneOf(before) : zoneOf(after);
    const bool sameThing = before.target == after.target;
    if (sameThing && (sideBefore == sideAfter || sideBefore == Side::None))
        return addEdit({ EditAction::Replace, after.target, sideAfter, zone, severity });
    addEdit(
        { EditAction::Remove, before.target, sideBefore, zoneOf(before), severityOf(before, before.severitiesBefore) });
    addEdit({ EditAction::Add, after.target, sideAfter, sameThing ? zone : zoneOf(after), severity });
}

void Understanding::addEdit(const EditInstruction &edit)
{
    auto &edits = m_understood.edits;
    if (std::find(edits.begin(), edits.end(), edit) == edits.end())
        edits.push_back(edit);
}

UnderstoodPrompt Understanding::understand()
{
    dropContext();
    followPronouns();
    for (std::size_t index = 0; index < m_mentions.size(); ++index)
        if (!m_dropped[index])
            read(index);
    joinOpposites(m_understood);
    spareKept(m_understood);
    for (PromptWarning &doubt : doubtWarnings(m_parsed, m_tokens))
        warn(std::move(doubt.code), std::move(doubt.text), doubt.blocks);
    if (m_parsed.opposedVerbs)
        warn("contradiction", "Two opposite verbs stand before one thing. Keep one of them.", true);
    if (m_parsed.imageSide)
        warn("image-side",
            "The left of the picture is the patient's right. The patient's side is used, as radiologists do.");
    return std::move(m_understood);
}

} // namespace

UnderstoodPrompt understandPrompt(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens)
{
    return Understanding(parsed, tokens).understand();
}

} // namespace cf
