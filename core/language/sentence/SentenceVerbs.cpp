#include "core/language/sentence/SentenceReader.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace cf {

namespace {

/// What "not" and a participle behind its object ask for together.
std::pair<PromptVerb::Kind, EditAction> negated(PromptVerb::Kind kind, EditAction action, bool organ)
{
    using Kind = PromptVerb::Kind;
    if (kind == Kind::Presence)
        return { Kind::Absence, EditAction::Remove };
    if (kind != Kind::Explicit)
        return { kind, action };
    // "the heart is not enlarged" wants a normal heart; "the pacemaker was not implanted" wants none; "the pacemaker
    // is not removed" wants it there.
    if (organ && action == EditAction::Increase)
        return { Kind::Explicit, EditAction::Remove };
    return { action == EditAction::Add ? Kind::Absence : Kind::Keep, EditAction::Remove };
}

/// Verbs that say by what means, behind "with", rather than what else goes.
bool isTreatment(std::string_view verb)
{
    constexpr std::array treatments{ std::string_view("treat"), std::string_view("drain"), std::string_view("relieve"),
        std::string_view("manage"), std::string_view("cure"), std::string_view("treated"), std::string_view("drained"),
        std::string_view("resolve"), std::string_view("clear") };
    return std::any_of(
        treatments.begin(), treatments.end(), [verb](std::string_view word) { return verb.starts_with(word); });
}

} // namespace

int SentenceReader::addVerb(Kind kind, EditAction action)
{
    const bool lessens = m_partly && kind == Kind::Explicit && action == EditAction::Remove;
    m_parsed.verbs.push_back({ kind, lessens ? EditAction::Decrease : action, m_at, false, false, false });
    m_partly = false;
    m_predicateAt.reset();
    m_reasonAt.reset();
    m_sentenceHasVerb = true;
    m_replacing = false;
    m_unreadVerb.reset();
    m_mentionsAtVerb = m_parsed.mentions.size();
    return static_cast<int>(m_parsed.verbs.size()) - 1;
}

void SentenceReader::takeAction(const PromptToken &token)
{
    // "let the effusion increase": the verb of what stands before it.
    const bool hasSubject = sentenceHasMention() && m_parsed.isVerb(last().verb, Kind::Make) && !last().change;
    if (hasSubject && !targetFollows() && m_before != TermKind::And)
        return takeBehind(Kind::Explicit, actionFromKey(token.term.key).value_or(EditAction::Add));
    // "remove left and add right effusion", "… and on the right add a nodule": the place belongs to what follows.
    const bool waits = !m_groupHasMention && !m_pendingPronoun && m_negations == 0 && targetFollows()
        && (m_before == TermKind::And ? verbIsUnused() && !m_bare.empty() : !m_pending.empty());
    if (!waits)
        closeGroup();
    const auto action = actionFromKey(token.term.key).value_or(EditAction::Add);
    const bool unused = verbIsUnused();
    const bool afterAnd = m_before == TermKind::And;
    // "do not add or remove", "neither add nor remove"
    const bool keepsOn =
        unused && afterAnd && verb()->kind == Kind::Keep && m_tokens[verb()->token].term.kind == TermKind::Action;
    const bool keeps = m_negations > 0 || keepsOn || (unused && verb()->kind == Kind::Absence);
    if (unused && !waits && verb()->kind == Kind::Explicit && verb()->action != action && afterAnd)
        m_parsed.opposedVerbs = true;
    m_negations = 0;
    m_verb = addVerb(keeps ? Kind::Keep : Kind::Explicit, action);
}

void SentenceReader::takeAbsence(const PromptToken &token)
{
    closeGroup();
    const bool unused = verb() && !verbHasMention();
    const bool explicitUnused = unused && verb()->kind == Kind::Explicit;
    const bool neither = token.term.key == "neither"; // "remove neither the tube nor the leads"
    const bool removes = explicitUnused && verb()->action == EditAction::Remove && !neither;
    const bool twice = m_negations > 0 || removes || (unused && verb()->kind == Kind::Absence);
    m_negations = 0;
    // "add no effusion" asks for nothing.
    const bool keeps = explicitUnused && !removes && m_before != TermKind::And;
    m_verb = addVerb(keeps ? Kind::Keep : Kind::Absence, EditAction::Remove);
    m_parsed.verbs.back().doubleNegation = twice;
    if (twice)
        m_parsed.verbs.back().action = removes ? EditAction::Remove : EditAction::Add;
}

void SentenceReader::takePresence(bool with)
{
    if (with && m_groupHasMention && !targetFollows())
        return; // "a tube with its tip 5 cm above the carina"
    const bool afterPerson = m_before == TermKind::Person;
    const bool afterAnd = m_before == TermKind::And;
    closeGroup();
    if (m_negations > 0) { // "does not have"
        m_negations = 0;
        m_verb = addVerb(Kind::Absence, EditAction::Remove);
        return;
    }
    if (verbIsUnused() && verb()->kind == Kind::Absence && !afterPerson && !afterAnd)
        return; // "neither lung has effusions"
    const bool governed = verb() && verb()->kind == Kind::Explicit;
    if (governed && with && !afterPerson && !afterAnd) {
        if (isTreatment(m_tokens[verb()->token].folded)) // "drain the effusion with a chest tube"
            m_reasonAt = m_at;
        const bool lessens = verb()->action == EditAction::Remove || verb()->action == EditAction::Decrease;
        if (lessens && m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].term.key == "a")
            m_reasonAt = m_at; // "remove the effusion with a chest tube"
        return; // "remove the effusion with the chest tube": both
    }
    if (governed && !with && !afterAnd)
        return; // "the pacemaker that she has"
    m_verb = addVerb(Kind::Presence, EditAction::Add);
    if (with && m_at == m_sentenceFirst)
        m_leadingReason = m_at;
    m_parsed.verbs.back().ofPerson = afterPerson;
}

void SentenceReader::takeBy(const PromptToken &token)
{
    const bool replaces = governedBy(Kind::Explicit, EditAction::Replace);
    if (token.folded == "to" && governedBy(Kind::Explicit, EditAction::Add) && verbIsUnused() && m_groupHasUnknown)
        m_unreadVerb = verb()->token; // "add arrows to the nodule"
    if (replaces && (verbHasMention() || m_pendingPronoun)) {
        closeGroup();
        m_replacing = true;
    } else if (token.term.key == "with") {
        takePresence(true);
    } else if (token.folded == "for") {
        takeReason();
    } else if (verb() && sentenceHasMention()) {
        closeGroup();
        m_afterPlace = true; // "reduce the effusion to small"
        if (token.folded == "into" && governedBy(Kind::Explicit, EditAction::Add))
            m_reasonAt = m_at; // "put a chest tube into the effusion"
    }
}

void SentenceReader::takeKeep()
{
    closeGroup();
    const bool negated = m_negations > 0; // "do not keep"
    m_negations = 0;
    m_verb = addVerb(negated ? Kind::Explicit : Kind::Keep, EditAction::Remove);
}

/// "removed pacemaker", "resolved left effusion": what follows is governed.
bool SentenceReader::standsBeforeObject() const
{
    if (!sentenceHasMention())
        return true;
    // "intubated" names its own object.
    const bool ownObject = m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].place == m_tokens[m_at].place
        && m_tokens[m_at + 1].term.kind == TermKind::Target;
    return ownObject || (!m_groupHasMention && m_before == TermKind::And && targetFollows());
}

/// "every device except the pacemaker should go": the verb is of what stands before the exception.
bool SentenceReader::governExcepted(EditAction action)
{
    const PromptVerb *governing = m_parsed.verbAt(last().verb);
    const bool excepted =
        governing && governing->kind == Kind::Keep && m_tokens[governing->token].term.kind == TermKind::Keep;
    const auto isOpen = [](const PromptMention &mention) { return mention.verb < 0; };
    const auto first = m_parsed.mentions.begin() + static_cast<std::ptrdiff_t>(m_sentenceStart);
    if (!excepted || std::none_of(first, m_parsed.mentions.end(), isOpen))
        return false;
    governVerbless(addVerb(Kind::Explicit, action));
    m_openFrom = m_parsed.mentions.size();
    m_verb = -1;
    return true;
}

void SentenceReader::takeBehind(Kind kind, EditAction action)
{
    const bool before = standsBeforeObject();
    const bool placeOnly = !before && m_negations == 0 && placeIsElsewhere();
    if (placeOnly) // "remove the left effusion, right stays"
        return splitOff(addVerb(kind, action));
    closeGroup();
    const bool denied = m_negations > 0 || (verbIsUnused() && verb()->kind == Kind::Absence);
    m_negations = 0;
    if (denied)
        std::tie(kind, action) = negated(kind, action, !before && last().organ);
    if (before) {
        m_verb = addVerb(kind, action);
        return;
    }
    const auto isFree = [this](const PromptMention &mention) {
        if (mention.verb < 0)
            return true;
        const Kind governing = m_parsed.verbs[static_cast<std::size_t>(mention.verb)].kind;
        return governing == Kind::Presence || governing == Kind::Make;
    };
    const std::size_t lastIndex = m_parsed.mentions.size() - 1;
    if (governedBy(Kind::Absence, EditAction::Remove) && m_tokens[verb()->token].term.key == "want")
        m_parsed.verbs[static_cast<std::size_t>(m_verb)].kind = Kind::Keep; // "I don't want the pacemaker removed"
    const bool notFirstOfItsVerb =
        lastIndex > m_sentenceStart && last().verb >= 0 && m_parsed.mentions[lastIndex - 1].verb == last().verb;
    if (kind == Kind::Explicit && governExcepted(action))
        return;
    if (!isFree(last()) && !notFirstOfItsVerb)
        return;
    const bool lastOnly = !isFree(last());
    const int added = addVerb(kind, action);
    for (std::size_t index = lastIndex + 1; index-- > m_openFrom;) {
        PromptMention &mention = m_parsed.mentions[index];
        // "left effusion smaller and right effusion gone": something was said of the first.
        if (index != lastIndex && (lastOnly || mention.change || !isFree(mention)))
            break;
        mention.verb = added;
    }
    m_openFrom = m_parsed.mentions.size();
    m_verb = -1;
}

void SentenceReader::takeVerb(const PromptToken &token)
{
    switch (token.term.kind) {
    case TermKind::Action:
        return takeAction(token);
    case TermKind::Passive:
        return takeBehind(Kind::Explicit, actionFromKey(token.term.key).value_or(EditAction::Remove));
    case TermKind::Behind:
        if (sentenceHasMention())
            takeBehind(Kind::Explicit, actionFromKey(token.term.key).value_or(EditAction::Remove));
        return;
    case TermKind::Kept:
        return takeBehind(Kind::Keep, EditAction::Add);
    case TermKind::Present:
        return takeBehind(Kind::Presence, EditAction::Add);
    case TermKind::Absence:
        return takeAbsence(token);
    case TermKind::Presence:
        return takePresence(false);
    case TermKind::Keep:
        return takeKeep();
    case TermKind::Make:
        closeGroup();
        m_verb = addVerb(Kind::Make, EditAction::Add);
        return;
    default:
        return;
    }
}

} // namespace cf
