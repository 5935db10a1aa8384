#include "core/language/SentenceReader.h"

namespace cf {

int SentenceReader::addVerb(Kind kind, EditAction action)
{
    m_parsed.verbs.push_back({ kind, action, m_at, false, false, false });
    m_sentenceHasVerb = true;
    m_replacing = false;
    m_mentionsAtVerb = m_parsed.mentions.size();
    return static_cast<int>(m_parsed.verbs.size()) - 1;
}

void SentenceReader::takeAction(const PromptToken &token)
{
    closeGroup();
    const auto action = actionFromKey(token.term.key).value_or(EditAction::Add);
    const bool unused = verb() && !verbHasMention();
    const bool keeps = m_negations > 0 || (unused && verb()->kind == Kind::Absence);
    if (unused && verb()->kind == Kind::Explicit && verb()->action != action && m_before == TermKind::And)
        m_parsed.opposedVerbs = true;
    m_negations = 0;
    m_verb = addVerb(keeps ? Kind::Keep : Kind::Explicit, action);
}

void SentenceReader::takeAbsence(const PromptToken &)
{
    closeGroup();
    const bool unused = verb() && !verbHasMention();
    const bool explicitUnused = unused && verb()->kind == Kind::Explicit;
    const bool removes = explicitUnused && verb()->action == EditAction::Remove;
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
    const bool afterPerson = m_before == TermKind::Person;
    const bool afterAnd = m_before == TermKind::And;
    closeGroup();
    if (m_negations > 0) { // "does not have"
        m_negations = 0;
        m_verb = addVerb(Kind::Absence, EditAction::Remove);
        return;
    }
    const bool governed = verb() && verb()->kind == Kind::Explicit;
    if (governed && with && !afterPerson && !afterAnd)
        return; // "remove the effusion with the chest tube": both
    if (governed && !with && !afterAnd)
        return; // "the pacemaker that she has"
    m_verb = addVerb(Kind::Presence, EditAction::Add);
    m_parsed.verbs.back().ofPerson = afterPerson;
}

void SentenceReader::takeBy(const PromptToken &token)
{
    const bool replaces = governedBy(Kind::Explicit, EditAction::Replace);
    if (replaces && (verbHasMention() || m_pendingPronoun)) {
        closeGroup();
        m_replacing = true;
    } else if (token.term.key == "with") {
        takePresence(true);
    } else if (verb() && sentenceHasMention()) {
        closeGroup();
        m_afterPlace = true; // "reduce the effusion to small"
    }
}

void SentenceReader::takeKeep()
{
    closeGroup();
    const bool negated = m_negations > 0; // "do not keep"
    m_negations = 0;
    m_verb = addVerb(negated ? Kind::Explicit : Kind::Keep, EditAction::Remove);
}

void SentenceReader::takeBehind(Kind kind, EditAction action)
{
    closeGroup();
    const bool negated = m_negations > 0;
    m_negations = 0;
    if (!sentenceHasMention()) { // "removed pacemaker"
        m_verb = addVerb(negated ? Kind::Keep : kind, action);
        return;
    }
    PromptMention &last = m_parsed.mentions.back();
    if (negated && kind == Kind::Explicit) {
        // "the heart is not enlarged" wants a normal heart; "the pacemaker is not removed" wants it there.
        kind = last.organ && action == EditAction::Increase ? Kind::Explicit : Kind::Keep;
        action = EditAction::Remove;
    } else if (negated && kind == Kind::Presence) {
        kind = Kind::Absence;
        action = EditAction::Remove;
    }
    const auto isFree = [this](const PromptMention &mention) {
        if (mention.verb < 0)
            return true;
        const Kind governing = m_parsed.verbs[static_cast<std::size_t>(mention.verb)].kind;
        return governing == Kind::Presence || governing == Kind::Make;
    };
    const std::size_t lastIndex = m_parsed.mentions.size() - 1;
    const bool notFirstOfItsVerb =
        lastIndex > m_sentenceStart && last.verb >= 0 && m_parsed.mentions[lastIndex - 1].verb == last.verb;
    if (!isFree(last) && !notFirstOfItsVerb)
        return;
    const bool lastOnly = !isFree(last);
    const int added = addVerb(kind, action);
    for (std::size_t index = lastIndex + 1; index-- > m_openFrom;) {
        PromptMention &mention = m_parsed.mentions[index];
        if (index != lastIndex && (lastOnly || !isFree(mention)))
            break;
        mention.verb = added;
    }
    m_openFrom = m_parsed.mentions.size();
    m_verb = -1;
}

void SentenceReader::takeJapaneseVerb(const PromptToken &token)
{
    closeGroup();
    Kind kind = Kind::Explicit;
    EditAction action = EditAction::Add;
    if (token.term.kind == TermKind::Action)
        action = actionFromKey(token.term.key).value_or(EditAction::Add);
    else if (token.term.kind == TermKind::Absence)
        kind = Kind::Absence;
    else if (token.term.kind == TermKind::Keep)
        kind = Kind::Keep;
    else
        kind = Kind::Presence; // Two negations make a presence.
    if (kind == Kind::Absence)
        action = EditAction::Remove;
    std::vector<std::size_t> open;
    for (std::size_t index = m_openFrom; index < m_parsed.mentions.size(); ++index)
        if (m_parsed.mentions[index].verb < 0)
            open.push_back(index);
    const bool opens = m_before == TermKind::And || m_before == TermKind::Break; // "除去：ペースメーカー"
    if (open.empty() && !opens)
        return;
    const int added = addVerb(kind, action);
    m_parsed.verbs.back().doubleNegation = token.term.kind == TermKind::DoubleNegation;
    for (const std::size_t index : open)
        m_parsed.mentions[index].verb = added;
    if (open.empty())
        m_verb = added;
    m_openFrom = m_parsed.mentions.size();
}

void SentenceReader::takeVerb(const PromptToken &token)
{
    switch (token.term.kind) {
    case TermKind::Action:
        return takeAction(token);
    case TermKind::Passive:
        return takeBehind(Kind::Explicit, actionFromKey(token.term.key).value_or(EditAction::Remove));
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
