#include "core/language/PromptEdits.h"

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
    const PromptVerb *verbOf(const PromptMention &mention) const
    {
        return mention.verb < 0 ? nullptr : &m_parsed.verbs[static_cast<std::size_t>(mention.verb)];
    }
    bool isExplicit(const PromptMention &mention) const
    {
        return verbOf(mention) && verbOf(mention)->kind == Kind::Explicit;
    }
    std::string nameOf(const PromptMention &mention) const { return m_tokens[mention.token].typed; }

    void dropContext();
    void followPronouns();
    void read(std::size_t index);
    void readReplace(std::size_t index);
    std::optional<EditAction> actionOf(const PromptMention &mention, Severity severity);
    std::optional<EditAction> actionOfMade(const PromptMention &mention, Severity severity) const;
    void keep(const PromptMention &mention);
    void addEdit(const EditInstruction &edit);
    void joinOpposites();
    void warn(std::string code, std::string text, bool blocks = false);

    Side sideOf(const PromptMention &mention);
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
    const PromptWarning warning{ std::move(code), std::move(text), blocks };
    auto &warnings = m_understood.warnings;
    if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end())
        warnings.push_back(warning);
}

Side Understanding::sideOf(const PromptMention &mention)
{
    Side side = Side::None;
    for (const Side said : mention.sides)
        side = side == Side::None || side == said ? said : Side::Both;
    return side;
}

Zone Understanding::zoneOf(const PromptMention &mention)
{
    if (mention.zones.empty())
        return Zone::None;
    for (const Zone said : mention.zones)
        if (said != mention.zones.front())
            warn("contradiction",
                "Several zones are named for " + inQuotes(nameOf(mention))
                    + "; the first is taken. Write one edit for each.");
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
    m_understood.kept.push_back(mention.target);
    m_understood.verbs[verbOf(mention)->token] = "keep";
    warn("keep",
        inQuotes(nameOf(mention))
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

void Understanding::readReplace(std::size_t index)
{
    const PromptMention &before = m_mentions[index];
    m_understood.verbs[verbOf(before)->token] = "replace";
    std::size_t next = index + 1;
    while (next < m_mentions.size() && (m_mentions[next].verb != before.verb || m_dropped[next]))
        ++next;
    if (next == m_mentions.size()) {
        Severity severity = severityOf(before, before.severitiesAfter);
        if (before.sides.size() == 2 && before.sides.front() != before.sides.back()) { // "move … from left to right"
            addEdit({ EditAction::Remove, before.target, before.sides.front(), zoneOf(before), Severity::None });
            return addEdit({ EditAction::Add, before.target, before.sides.back(), zoneOf(before), severity });
        }
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

bool opposite(const EditInstruction &a, const EditInstruction &b)
{
    if (a.target != b.target || (a.side != b.side && a.side != Side::None && b.side != Side::None))
        return false;
    const auto grows = [](EditAction action) { return action == EditAction::Add || action == EditAction::Increase; };
    const auto goes = [](EditAction action) { return action == EditAction::Remove || action == EditAction::Decrease; };
    return (grows(a.action) && goes(b.action)) || (goes(a.action) && grows(b.action));
}

/// "a small effusion instead of the large one" is a replacement; other opposites contradict each other.
void Understanding::joinOpposites()
{
    auto &edits = m_understood.edits;
    // Long prompts repeat themselves; the first few edits are enough to find a contradiction, and the work stays
    // linear.
    const std::size_t compared = std::min<std::size_t>(edits.size(), 64);
    for (std::size_t first = 0; first < compared; ++first)
        for (std::size_t second = first + 1; second < std::min(compared, edits.size()); ++second) {
            if (!opposite(edits[first], edits[second]))
                continue;
            const bool firstAdds = edits[first].action == EditAction::Add;
            const EditInstruction &added = firstAdds ? edits[first] : edits[second];
            const EditInstruction &removed = firstAdds ? edits[second] : edits[first];
            const bool replaces = added.action == EditAction::Add && removed.action == EditAction::Remove
                && added.severity != Severity::None && added.severity != removed.severity;
            if (!replaces) {
                warn("contradiction",
                    std::string("The prompt asks for opposite things of ") + std::string(keyOf(edits[first].target))
                        + ". Keep one of them.",
                    true);
                continue;
            }
            edits[first] = { EditAction::Replace, added.target, added.side == Side::None ? removed.side : added.side,
                added.zone, added.severity };
            edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(second));
            std::erase_if(
                m_understood.warnings, [](const PromptWarning &warning) { return warning.code == "action-assumed"; });
            return joinOpposites();
        }
}

UnderstoodPrompt Understanding::understand()
{
    dropContext();
    followPronouns();
    for (std::size_t index = 0; index < m_mentions.size(); ++index)
        if (!m_dropped[index])
            read(index);
    joinOpposites();
    for (const EditInstruction &edit : m_understood.edits)
        if (std::find(m_understood.kept.begin(), m_understood.kept.end(), edit.target) != m_understood.kept.end())
            warn("contradiction", std::string(keyOf(edit.target)) + " is to be edited and to stay. Keep one of them.",
                true);
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
