#include "core/language/SentenceReader.h"

namespace cf {

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

ParsedPrompt parsePrompt(const std::vector<PromptToken> &tokens)
{
    return SentenceReader(tokens).read();
}

} // namespace cf
