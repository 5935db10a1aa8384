#include "core/language/edits/PromptEdits.h"

#include "core/language/edits/PromptAmounts.h"
#include "core/language/edits/PromptConflicts.h"
#include "core/language/edits/PromptDoubts.h"
#include "core/language/edits/PromptMentions.h"
#include "core/language/edits/PromptModifiers.h"
#include "core/language/edits/PromptWholes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cf {

namespace {

using Kind = PromptVerb::Kind;

/// Turns mentions into edits, in the order of the sentence.
class Understanding
{
public:
    Understanding(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens, const std::vector<Target> &labels)
        : m_parsed(parsed)
        , m_tokens(tokens)
        , m_labels(labels)
    {
    }

    UnderstoodPrompt understand();

private:
    const PromptVerb *verbOf(const PromptMention &mention) const { return m_parsed.verbAt(mention.verb); }
    std::string nameOf(const PromptMention &mention) const { return m_tokens[mention.token].typed; }

    void readWhole(const PromptMention &mention);
    void removeAll(std::string_view whole);
    std::vector<Amount> amountsOf(const PromptMention &mention);
    void read(std::size_t index);
    void readReplace(std::size_t index);
    static bool isMoved(const PromptMention &mention);
    void move(const PromptMention &mention, Severity severity);
    std::optional<EditAction> actionOf(const PromptMention &mention, Severity severity, bool sized);
    std::optional<EditAction> actionOfMade(const PromptMention &mention, Severity severity) const;
    void keep(const PromptMention &mention);
    void addEdit(const EditInstruction &edit);
    void warn(std::string code, std::string text, bool blocks = false);
    void warn(std::string code, Sentence sentence, bool blocks = false);

    Side sideOf(const PromptMention &mention) { return sideSaidOf(mention, m_tokens, m_understood); }
    Zone zoneOf(const PromptMention &mention) { return zoneSaidOf(mention, m_tokens, m_understood); }
    Severity severityOf(const PromptMention &mention, const std::vector<Severity> &said)
    {
        return severitySaidOf(mention, said, m_tokens, m_understood);
    }

    const ParsedPrompt &m_parsed;
    const std::vector<PromptToken> &m_tokens;
    const std::vector<Target> &m_labels;
    std::vector<std::string> m_wholes; ///< Words for many that are to go.
    std::vector<bool> m_dropped;
    std::vector<PromptMention> m_mentions;
    UnderstoodPrompt m_understood;
};

void Understanding::warn(std::string code, std::string text, bool blocks)
{
    warnOnce(m_understood, { std::move(code), std::move(text), blocks });
}

void Understanding::warn(std::string code, Sentence sentence, bool blocks)
{
    warnOnce(m_understood, promptWarning(std::move(code), std::move(sentence), blocks));
}

std::vector<Amount> Understanding::amountsOf(const PromptMention &mention)
{
    std::vector<PromptWarning> warnings;
    auto amounts = cf::amountsOf(mention, m_tokens, warnings);
    for (PromptWarning &warning : warnings)
        warnOnce(m_understood, std::move(warning));
    return amounts;
}

void Understanding::readWhole(const PromptMention &mention)
{
    const PromptVerb *verb = verbOf(mention);
    if (verb && verb->kind == Kind::Keep)
        return; // "keep everything": nothing else is edited anyway.
    const bool removes =
        verb && verb->action == EditAction::Remove && (verb->kind == Kind::Explicit || verb->kind == Kind::Absence);
    if (!removes && m_mentions.size() > 1)
        return; // "findings: left effusion" is a heading.
    if (!removes) {
        warn("not-understood",
            Sentence{
                "What should become of \"%1\"? Only \"remove\" can be said of all at once.", { nameOf(mention) } },
            true);
        return;
    }
    m_understood.verbs[verb->token] = "remove";
    m_wholes.push_back(mention.whole);
}

/// After the others: what is to stay is known then.
void Understanding::removeAll(std::string_view whole)
{
    if (m_labels.empty()) {
        warn("film-unknown", "What the film shows is not known. Say it under \"Film shows\", or name what should go.",
            true);
        return;
    }
    bool any = false;
    for (const Target label : wholeOf(whole, m_labels)) {
        const bool kept = std::any_of(m_understood.kept.begin(), m_understood.kept.end(),
            [label](const KeptThing &thing) { return thing.target == label; });
        if (kept)
            continue;
        any = true;
        addEdit({ EditAction::Remove, label, Side::None, Zone::None, Severity::None });
    }
    if (!any && m_understood.edits.empty())
        warn("nothing-to-change", "The film is said to show nothing that would have to go.", true);
}

void Understanding::keep(const PromptMention &mention)
{
    const KeptThing kept{ mention.target, sideOf(mention), zoneOf(mention) };
    m_understood.kept.push_back(kept);
    m_understood.verbs[verbOf(mention)->token] = "keep";
    Sentence stays{ kept.side == Side::None
            ? "\"%1\" is to stay. It is not edited; a mask that leaves it out protects it for certain."
            : "\"%1\" (%2) is to stay. It is not edited; a mask that leaves it out protects it for certain.",
        { nameOf(mention) } };
    if (kept.side != Side::None)
        stays.arguments.emplace_back(keyOf(kept.side));
    warn("keep", std::move(stays));
}

std::optional<EditAction> Understanding::actionOfMade(const PromptMention &mention, Severity severity) const
{
    if (mention.change)
        return mention.change;
    if (mention.organ && severity != Severity::None)
        return severity == Severity::Small ? EditAction::Decrease : EditAction::Increase;
    return mention.severitiesAfter.empty() ? EditAction::Add : EditAction::Replace;
}

/// `sized`: a size was said that the thing shall have.
std::optional<EditAction> Understanding::actionOf(const PromptMention &mention, Severity severity, bool sized)
{
    const PromptVerb *verb = verbOf(mention);
    if (!verb) {
        if (mention.change)
            return mention.change;
        if (mention.organ && severity != Severity::None) // "small heart"
            return actionOfMade(mention, severity);
        warn("action-assumed",
            Sentence{ "No verb says what to do with \"%1\"; it is added. Write \"remove\" if it should go.",
                { nameOf(mention) } });
        return EditAction::Add;
    }
    if (verb->doubleNegation)
        warn("double-negation",
            Sentence{ verb->action == EditAction::Remove
                    ? "Two negations: \"%1\" is taken to be removed. Write \"add\" or \"remove\" to be sure."
                    : "Two negations: \"%1\" is taken to be wanted. Write \"add\" or \"remove\" to be sure.",
                { nameOf(mention) } });
    if (verb->kind == Kind::Make && sized && mention.definite && !mention.change)
        return EditAction::Replace; // "make the nodule 3 cm"
    if (verb->kind == Kind::Make)
        return actionOfMade(mention, severity);
    if (mention.change && verb->action == EditAction::Add)
        return mention.change;
    const bool degree = verb->action == EditAction::Increase || verb->action == EditAction::Decrease;
    if (verb->kind == Kind::Explicit && degree && sized && isDevice(mention.target))
        return EditAction::Replace; // "raise the tip to 5 cm above the carina"
    return verb->action;
}

void Understanding::read(std::size_t index)
{
    const PromptMention &mention = m_mentions[index];
    const PromptVerb *verb = verbOf(mention);
    if (!mention.whole.empty())
        return readWhole(mention);
    if (verb && verb->kind == Kind::Keep)
        return keep(mention);
    if (verb && verb->kind == Kind::Explicit && verb->action == EditAction::Replace)
        return readReplace(index);
    auto amounts = amountsOf(mention);
    const bool sets = mention.organ && !amounts.empty() && !mention.change
        && (!verb || verb->kind == Kind::Make || verb->kind == Kind::Presence || verb->action == EditAction::Add);
    if (sets) { // "cardiothoracic ratio of 0.6"
        if (verb)
            m_understood.verbs[verb->token] = keyOf(EditAction::Replace);
        return addEdit(
            { EditAction::Replace, mention.target, Side::None, Zone::None, Severity::None, std::move(amounts) });
    }
    std::vector<Severity> said = mention.severitiesBefore;
    const bool made = verb && verb->kind == Kind::Make;
    const bool degree = verb && verb->kind == Kind::Explicit
        && (verb->action == EditAction::Increase || verb->action == EditAction::Decrease);
    if (degree || (made && (mention.change || !mention.severitiesAfter.empty())))
        said = mention.severitiesAfter; // "make the small effusion large": what is said before is how it is now
    else
        said.insert(said.end(), mention.severitiesAfter.begin(), mention.severitiesAfter.end());
    Severity severity = severityOf(mention, said);
    const bool sized = !amounts.empty() && mention.amounts.back() > mention.token;
    const auto action = actionOf(mention, severity, sized);
    if (verb)
        m_understood.verbs[verb->token] = keyOf(*action);
    const bool adds = *action == EditAction::Add;
    if (mention.organ && adds && severity == Severity::None) {
        warn("anatomy",
            Sentence{ "\"%1\" is always there. Write what should change, such as \"bigger\" or \"smaller\".",
                { nameOf(mention) } },
            true);
        return;
    }
    if (mention.organ && *action == EditAction::Remove && verb->kind == Kind::Explicit) {
        const std::string &said1 = m_tokens[verb->token].folded;
        if (said1.find("normal") == std::string::npos && said1.find("正常") == std::string::npos
            && said1.find("enlarge") == std::string::npos)
            warn("anatomy",
                Sentence{ "\"%1\" itself cannot be removed; it is brought to normal size.", { nameOf(mention) } });
    }
    addEdit({ *action, mention.target, sideOf(mention), zoneOf(mention), severity, std::move(amounts) });
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
        if (auto amounts = amountsOf(before); !amounts.empty()) // "move the tip to 3 cm above the carina"
            return addEdit(
                { EditAction::Replace, before.target, sideOf(before), zoneOf(before), severity, std::move(amounts) });
        if (severity == Severity::None)
            warn("replacement-missing",
                Sentence{ "What should take the place of \"%1\"? Write \"replace … by …\".", { nameOf(before) } },
                true);
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
    auto amounts = amountsOf(after);
    if (sameThing && (sideBefore == sideAfter || sideBefore == Side::None))
        return addEdit({ EditAction::Replace, after.target, sideAfter, zone, severity, std::move(amounts) });
    addEdit(
        { EditAction::Remove, before.target, sideBefore, zoneOf(before), severityOf(before, before.severitiesBefore) });
    addEdit(
        { EditAction::Add, after.target, sideAfter, sameThing ? zone : zoneOf(after), severity, std::move(amounts) });
}

void Understanding::addEdit(const EditInstruction &edit)
{
    auto &edits = m_understood.edits;
    if (std::find(edits.begin(), edits.end(), edit) == edits.end())
        edits.push_back(edit);
}

UnderstoodPrompt Understanding::understand()
{
    SettledMentions settled = settleMentions(m_parsed, m_tokens, m_labels, m_understood);
    m_mentions = std::move(settled.mentions);
    m_dropped = std::move(settled.dropped);
    for (std::size_t index = 0; index < m_mentions.size(); ++index)
        if (!m_dropped[index])
            read(index);
    for (const std::string &whole : m_wholes)
        removeAll(whole);
    if (asksForNormal(m_parsed, m_tokens))
        removeAll("all");
    joinOpposites(m_understood);
    spareKept(m_understood);
    for (PromptWarning &doubt : doubtWarnings(m_parsed, m_tokens))
        warnOnce(m_understood, std::move(doubt));
    if (m_parsed.opposedVerbs)
        warn("contradiction", "Two opposite verbs stand before one thing. Keep one of them.", true);
    if (m_parsed.imageSide)
        warn("image-side",
            "The left of the picture is the patient's right. The patient's side is used, as radiologists do.");
    return std::move(m_understood);
}

} // namespace

UnderstoodPrompt understandPrompt(
    const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens, const std::vector<Target> &sourceLabels)
{
    return Understanding(parsed, tokens, sourceLabels).understand();
}

} // namespace cf
