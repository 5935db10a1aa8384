#include "core/language/sentence/SentenceReader.h"

#include <algorithm>

// Japanese verbs stand behind what they govern, and their negation behind the verb.

namespace cf {

namespace {

using Kind = PromptVerb::Kind;

Kind kindOf(TermKind term)
{
    switch (term) {
    case TermKind::Action:
        return Kind::Explicit;
    case TermKind::Absence:
        return Kind::Absence;
    case TermKind::Keep:
        return Kind::Keep;
    default:
        return Kind::Presence; // Two negations make a presence.
    }
}

EditAction actionOf(const Term &term)
{
    if (term.kind == TermKind::Absence)
        return EditAction::Remove;
    return term.kind == TermKind::Action ? actionFromKey(term.key).value_or(EditAction::Add) : EditAction::Add;
}

/// "追加されていない" has not been added: it is not there. "追加しない" asks for nothing.
void negate(PromptVerb &verb, bool state)
{
    const bool isThere =
        verb.kind == Kind::Presence || (state && verb.kind == Kind::Explicit && verb.action == EditAction::Add);
    if (isThere) {
        verb.kind = Kind::Absence;
        verb.action = EditAction::Remove;
    } else if (verb.kind == Kind::Explicit) {
        verb.kind = Kind::Keep;
    }
}

} // namespace

void SentenceReader::takeJapaneseVerb(const PromptToken &token)
{
    const Kind kind = kindOf(token.term.kind);
    const EditAction action = actionOf(token.term);
    const bool placeOnly = !m_groupHasMention && !(m_pending.empty() && m_bare.empty());
    if (placeOnly && token.term.key == "not") { // "右ではなく左に"
        m_pending.clear();
        m_bare.clear();
        return;
    }
    if (placeIsElsewhere()) // "右の気胸は消して、左はそのまま"
        return splitOff(addVerb(kind, action));
    if (placeOnly && !sentenceHasMention()) { // "左はそのまま、右の胸水は消す"
        joinBareGroups();
        m_bare.push_back({ std::move(m_pending), addVerb(kind, action) });
        m_pending.clear();
        return;
    }
    closeGroup();
    std::vector<std::size_t> open;
    for (std::size_t index = m_openFrom; index < m_parsed.mentions.size(); ++index)
        if (m_parsed.mentions[index].verb < 0)
            open.push_back(index);
    const bool opens = m_before == TermKind::And || m_before == TermKind::Break; // "除去：ペースメーカー"
    if (open.empty() && !opens)
        return followJapaneseVerb(kind, action, token);
    if (!open.empty())
        doubtUnreadVerb(token);
    const int added = addVerb(kind, action);
    m_parsed.verbs.back().doubleNegation = token.term.kind == TermKind::DoubleNegation;
    for (const std::size_t index : open)
        m_parsed.mentions[index].verb = added;
    if (open.empty())
        m_verb = added;
    m_openFrom = m_parsed.mentions.size();
}

/// A verb that follows another one directly: "追加しなければ", "改善して消えたら".
void SentenceReader::followJapaneseVerb(Kind kind, EditAction action, const PromptToken &token)
{
    if (m_parsed.verbs.empty() || !m_tokens[m_parsed.verbs.back().token].japanese)
        return;
    if (token.term.key == "not")
        return reopen(static_cast<int>(m_parsed.verbs.size()) - 1);
    PromptVerb &before = m_parsed.verbs.back();
    for (std::size_t index = before.token + 1; index < m_at; ++index) {
        const TermKind between = m_tokens[index].term.kind;
        if (between != TermKind::Filler && between != TermKind::Unknown)
            return;
    }
    const bool negates = kind == Kind::Absence || kind == Kind::Keep;
    const bool degree = before.action == EditAction::Increase || before.action == EditAction::Decrease;
    if (negates && (token.term.key == "verb" || token.term.key == "state"))
        negate(before, token.term.key == "state");
    else if (kind == Kind::Explicit && action == EditAction::Remove && before.kind == Kind::Explicit && degree)
        before.action = action;
}

/// "消すのではなく小さくする": what the verb governed waits for the next one.
void SentenceReader::reopen(int verb)
{
    for (std::size_t index = m_parsed.mentions.size(); index-- > m_sentenceStart;) {
        PromptMention &mention = m_parsed.mentions[index];
        if (mention.verb != verb)
            return;
        mention.verb = -1;
        m_openFrom = index;
    }
}

/// "胸水が溜まらなければ": whether the unread verb's negation means absence cannot be told.
void SentenceReader::doubtUnreadVerb(const PromptToken &token)
{
    const bool plain =
        token.folded.starts_with("な") || token.folded.starts_with("ま") || token.folded.starts_with("せ");
    if (token.term.key != "verb" || !plain)
        return;
    std::size_t index = m_at;
    while (index > 0 && m_tokens[index - 1].term.kind == TermKind::Filler && m_tokens[index - 1].folded.size() <= 3)
        --index;
    if (index > 0 && m_tokens[index - 1].term.kind == TermKind::Unknown && m_tokens[index - 1].japanese)
        doubt(PromptDoubt::Kind::Verb, index - 1);
}

} // namespace cf
