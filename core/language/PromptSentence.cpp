#include "core/language/PromptSentence.h"

#include <algorithm>

namespace cf {

namespace {

using Kind = PromptVerb::Kind;

/// Reads tokens one by one. English verbs stand before what they govern and hold until the next verb or the end of the
/// sentence; Japanese verbs and English participles stand behind and take what nothing governs yet.
class SentenceReader
{
public:
    explicit SentenceReader(const std::vector<PromptToken> &tokens)
        : m_tokens(tokens)
    {
    }

    ParsedPrompt read()
    {
        for (m_at = 0; m_at < m_tokens.size(); ++m_at) {
            take(m_tokens[m_at]);
            if (m_tokens[m_at].term.kind != TermKind::Filler)
                m_before = m_tokens[m_at].term.kind;
        }
        endSentence();
        return std::move(m_parsed);
    }

private:
    void take(const PromptToken &token);
    void takeVerb(const PromptToken &token);
    void takeTarget(const PromptToken &token);
    void takeModifier(const PromptToken &token);
    void takeAction(const PromptToken &token);
    void takeAbsence(const PromptToken &token);
    void takePresence(bool with);
    void takeBy(const PromptToken &token);
    void takeKeep();
    void takeBehind(Kind kind, EditAction action);
    void takeJapaneseVerb(const PromptToken &token);
    void takeBreak(const PromptToken &token);
    void takeFiller(const PromptToken &token);

    void attach(PromptMention &mention, const PromptToken &token, bool behind);
    void closeGroup();
    void resolvePronoun();
    void endSentence();
    int addVerb(Kind kind, EditAction action);
    bool sentenceHasMention() const { return m_parsed.mentions.size() > m_sentenceStart; }
    bool verbHasMention() const { return m_verb >= 0 && m_mentionsAtVerb < m_parsed.mentions.size(); }
    const PromptVerb *verb() const { return m_verb < 0 ? nullptr : &m_parsed.verbs[static_cast<std::size_t>(m_verb)]; }
    bool governedBy(Kind kind, EditAction action) const
    {
        return verb() && verb()->kind == kind && verb()->action == action;
    }

    const std::vector<PromptToken> &m_tokens;
    ParsedPrompt m_parsed;
    std::size_t m_at = 0;
    TermKind m_before = TermKind::Break; ///< Kind of the last token that is no filler.
    int m_verb = -1;
    int m_lastExplicit = -1; ///< Of an earlier sentence, for "Remove the pacemaker. Also the leads."
    bool m_sentenceHasVerb = false;
    bool m_sentenceAfterBut = false;
    std::size_t m_sentenceStart = 0; ///< First mention of this sentence.
    std::size_t m_openFrom = 0; ///< Mentions from here on may still get a verb that stands behind them.
    std::size_t m_mentionsAtVerb = 0;
    std::vector<std::size_t> m_pending; ///< Tokens of sides, zones, severities that wait for what they belong to.
    std::optional<EditAction> m_pendingChange;
    std::optional<std::size_t> m_pendingPronoun;
    bool m_groupHasMention = false;
    bool m_afterPlace = false; ///< Behind "on", "in", "to": what follows belongs to what was named before.
    bool m_replacing = false;
    int m_negations = 0;
};

int SentenceReader::addVerb(Kind kind, EditAction action)
{
    m_parsed.verbs.push_back({ kind, action, m_at, false, false, false });
    m_sentenceHasVerb = true;
    m_replacing = false;
    m_mentionsAtVerb = m_parsed.mentions.size();
    return static_cast<int>(m_parsed.verbs.size()) - 1;
}

void SentenceReader::attach(PromptMention &mention, const PromptToken &token, bool behind)
{
    const std::string &key = token.term.key;
    if (token.term.kind == TermKind::Zone) {
        mention.zones.push_back(*zoneFromKey(key));
    } else if (token.term.kind == TermKind::Severity) {
        (behind ? mention.severitiesAfter : mention.severitiesBefore).push_back(*severityFromKey(key));
    } else if (token.term.kind == TermKind::Side) {
        mention.sides.push_back(*sideFromKey(key));
    } else {
        // The patient faces the viewer.
        mention.sides.push_back(*sideFromKey(key) == Side::Left ? Side::Right : Side::Left);
        m_parsed.imageSide = true;
    }
}

void SentenceReader::resolvePronoun()
{
    if (!m_pendingPronoun)
        return;
    const std::size_t token = *m_pendingPronoun;
    m_pendingPronoun.reset();
    // "reduce the effusion to a small one" says how the effusion itself shall be.
    const bool degree = verb() && verb()->kind == Kind::Explicit
        && (verb()->action == EditAction::Increase || verb()->action == EditAction::Decrease);
    if (m_parsed.mentions.empty() || (degree && m_afterPlace && m_tokens[token].term.key == "one"))
        return;
    const auto antecedent = static_cast<int>(m_parsed.mentions.size()) - 1;
    PromptMention mention;
    mention.target = m_parsed.mentions.back().target;
    mention.organ = m_parsed.mentions.back().organ;
    mention.token = token;
    mention.verb = m_verb;
    mention.replacement = m_replacing;
    mention.pronounOf = antecedent;
    mention.onlyOne = m_tokens[token].term.key == "one";
    m_parsed.mentions.push_back(std::move(mention));
    // "make it small": behind; "by a small one": before.
    for (const std::size_t modifier : m_pending)
        attach(m_parsed.mentions.back(), m_tokens[modifier], modifier > token);
    m_pending.clear();
    m_parsed.mentions.back().change = m_pendingChange;
    m_pendingChange.reset();
    m_groupHasMention = true;
}

void SentenceReader::closeGroup()
{
    resolvePronoun();
    if (sentenceHasMention()) {
        PromptMention &last = m_parsed.mentions.back();
        for (const std::size_t modifier : m_pending)
            attach(last, m_tokens[modifier], true);
        m_pending.clear();
        if (m_pendingChange)
            last.change = m_pendingChange;
        m_pendingChange.reset();
    }
    m_groupHasMention = false;
    m_afterPlace = false;
}

void SentenceReader::endSentence()
{
    closeGroup();
    if (verb() && verb()->kind == Kind::Explicit && !verbHasMention()) // "left effusion: remove"
        for (std::size_t index = m_sentenceStart; index < m_parsed.mentions.size(); ++index)
            if (m_parsed.mentions[index].verb < 0)
                m_parsed.mentions[index].verb = m_verb;
    const bool verbless = !m_sentenceHasVerb && sentenceHasMention();
    if (verbless && (m_sentenceAfterBut || m_lastExplicit >= 0)) {
        int inherited = m_lastExplicit;
        if (m_sentenceAfterBut && m_lastExplicit >= 0) {
            inherited = addVerb(Kind::Keep, EditAction::Add);
            m_parsed.verbs.back().token = m_parsed.mentions[m_sentenceStart].token;
            m_parsed.verbs.back().butOnly = true;
        }
        for (std::size_t index = m_sentenceStart; index < m_parsed.mentions.size(); ++index)
            if (m_parsed.mentions[index].verb < 0)
                m_parsed.mentions[index].verb = inherited;
    }
    if (verb() && verb()->kind == Kind::Explicit)
        m_lastExplicit = m_verb;
    m_verb = -1;
    m_sentenceHasVerb = false;
    m_sentenceStart = m_parsed.mentions.size();
    m_openFrom = m_parsed.mentions.size();
    m_pending.clear();
    m_pendingChange.reset();
    m_negations = 0;
}

void SentenceReader::takeTarget(const PromptToken &token)
{
    const auto target = targetFromKey(token.term.key);
    if (!target)
        return;
    m_pendingPronoun.reset(); // "one effusion": a number
    if (m_negations > 0) { // "but not the pacemaker"
        m_negations = 0;
        m_verb = addVerb(Kind::Keep, EditAction::Add);
    }
    PromptMention mention;
    mention.target = *target;
    mention.organ = token.term.kind == TermKind::Organ;
    mention.token = m_at;
    mention.verb = m_verb;
    mention.replacement = m_replacing;
    mention.change = m_pendingChange;
    m_pendingChange.reset();
    m_parsed.mentions.push_back(std::move(mention));
    for (const std::size_t modifier : m_pending)
        attach(m_parsed.mentions.back(), m_tokens[modifier], false);
    m_pending.clear();
    m_groupHasMention = true;
    m_afterPlace = false;
}

void SentenceReader::takeModifier(const PromptToken &token)
{
    if (m_afterPlace && sentenceHasMention() && !m_pendingPronoun && !m_replacing)
        attach(m_parsed.mentions.back(), token, true);
    else
        m_pending.push_back(m_at);
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

void SentenceReader::takeBreak(const PromptToken &token)
{
    endSentence();
    m_sentenceAfterBut = token.term.key == "but";
}

void SentenceReader::takeFiller(const PromptToken &token)
{
    // "no devices and a large effusion": the article begins something that is wanted.
    const bool denied = verb() && verb()->kind == Kind::Absence && verbHasMention();
    if (token.term.key == "a" && denied && m_before == TermKind::And && m_tokens[verb()->token].term.key == "no"
        && m_at > 0 && m_tokens[m_at - 1].term.key != "or")
        m_verb = addVerb(Kind::Presence, EditAction::Add);
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

void SentenceReader::take(const PromptToken &token)
{
    const TermKind kind = token.term.kind;
    const bool isVerb = kind == TermKind::Action || kind == TermKind::Absence || kind == TermKind::Presence
        || kind == TermKind::Keep || kind == TermKind::DoubleNegation;
    if (isVerb && token.japanese)
        return takeJapaneseVerb(token);
    switch (kind) {
    case TermKind::Target:
    case TermKind::Organ:
        return takeTarget(token);
    case TermKind::Side:
    case TermKind::ImageSide:
    case TermKind::Zone:
    case TermKind::Severity:
        return takeModifier(token);
    case TermKind::Change:
        m_pendingChange = actionFromKey(token.term.key);
        return;
    case TermKind::By:
        return takeBy(token);
    case TermKind::Negation:
        ++m_negations;
        return;
    case TermKind::Pronoun:
        m_pendingPronoun = m_at;
        return;
    case TermKind::Person:
        if (token.japanese && m_before == TermKind::Presence && !m_parsed.verbs.empty())
            m_parsed.verbs.back().ofPerson = true;
        return;
    case TermKind::And:
        if (m_groupHasMention || m_pendingPronoun)
            closeGroup();
        m_negations = 0;
        return;
    case TermKind::Break:
        return takeBreak(token);
    case TermKind::At:
        m_afterPlace = true;
        return;
    case TermKind::Filler:
        return takeFiller(token);
    default:
        return takeVerb(token);
    }
}

} // namespace

ParsedPrompt parsePrompt(const std::vector<PromptToken> &tokens)
{
    return SentenceReader(tokens).read();
}

} // namespace cf
