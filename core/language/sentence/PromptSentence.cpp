#include "core/language/sentence/PromptSentence.h"

#include "core/language/sentence/SentenceReader.h"

#include <algorithm>

namespace cf {

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
    if (!m_parsed.mentions.back().whole.empty())
        return; // "the normal version of this film"
    if (m_negations > 0) { // "not the right one"
        m_negations = 0;
        m_verb = addVerb(Kind::Keep, EditAction::Add);
    }
    if (m_unreadVerb) // "as large as the right one"
        doubt(PromptDoubt::Kind::Verb, *m_unreadVerb);
    m_unreadVerb.reset();
    const auto antecedent = static_cast<int>(m_parsed.mentions.size()) - 1;
    PromptMention mention;
    mention.target = m_parsed.mentions.back().target;
    mention.organ = m_parsed.mentions.back().organ;
    mention.vague = m_parsed.mentions.back().vague;
    mention.token = token;
    mention.verb = m_verb;
    mention.replacement = m_replacing;
    mention.pronounOf = antecedent;
    mention.onlyOne = m_tokens[token].term.key == "one";
    m_parsed.mentions.push_back(std::move(mention));
    // "make it small": behind; "by a small one": before.
    for (const std::size_t modifier : m_pending)
        attach(m_parsed.mentions.back(), modifier, modifier > token);
    m_pending.clear();
    m_parsed.mentions.back().change = m_pendingChange;
    m_pendingChange.reset();
    m_groupHasMention = true;
}

/// Gives the verb to what nothing governs in this sentence: "left effusion: remove", "pacemaker: no".
void SentenceReader::governVerbless(int verb)
{
    for (std::size_t index = m_sentenceStart; index < m_parsed.mentions.size(); ++index)
        if (m_parsed.mentions[index].verb < 0)
            m_parsed.mentions[index].verb = verb;
}

/// "left effusion: remove", "pacemaker: no", "There is an effusion. Remove."
void SentenceReader::useVerbWithoutObject()
{
    if (!verbIsUnused() || (verb()->kind != Kind::Explicit && verb()->kind != Kind::Absence))
        return;
    const bool denies = verb()->kind == Kind::Absence;
    if (!sentenceHasMention()) {
        const bool described =
            !m_parsed.mentions.empty() && (last().verb < 0 || m_parsed.isVerb(last().verb, Kind::Presence));
        if (described && !denies)
            last().verb = m_verb;
        return;
    }
    const auto verbless = std::count_if(m_parsed.mentions.begin() + static_cast<std::ptrdiff_t>(m_sentenceStart),
        m_parsed.mentions.end(), [](const PromptMention &mention) { return mention.verb < 0; });
    const bool compares = m_tokens[verb()->token].term.key == "instead"; // "effusion instead of"
    if (denies && (verbless > 1 || compares)) // "tube yes, leads no"
        doubt(PromptDoubt::Kind::Negation, verb()->token);
    governVerbless(m_verb);
}

void SentenceReader::endSentence()
{
    doubtPredicate();
    closeGroup();
    settleAmounts();
    if (!sentenceHasMention())
        attachAcrossBreak();
    if (m_negations > 0)
        doubt(PromptDoubt::Kind::Negation, m_negationAt);
    useVerbWithoutObject();
    const bool verbless = !m_sentenceHasVerb && sentenceHasMention();
    if (verbless && m_sentenceAfterOnly)
        restrictToOnly();
    else if (verbless && m_lastExplicit >= 0) {
        int inherited = m_lastExplicit;
        if (m_sentenceAfterBut) {
            inherited = addVerb(Kind::Keep, EditAction::Add);
            m_parsed.verbs.back().token = m_parsed.mentions[m_sentenceStart].token;
            m_parsed.verbs.back().butOnly = true;
        }
        governVerbless(inherited);
    }
    if (verb() && verb()->kind == Kind::Explicit)
        m_lastExplicit = m_verb;
    doubtChoice();
    doubtQuestion(m_question);
    doubtPlaceOfWhole();
    doubtMovedTube();
    doubtExceptedSubject();
    m_sentenceFirst = m_at + 1;
    m_question = false;
    m_partly = false;
    m_leadingReason.reset();
    m_verb = -1;
    m_sentenceHasVerb = false;
    m_sentenceStart = m_parsed.mentions.size();
    m_openFrom = m_parsed.mentions.size();
    m_pending.clear();
    m_bare.clear();
    m_siblings = 0;
    m_pendingChange.reset();
    m_negations = 0;
    m_unreadVerb.reset();
    m_bothAt.reset();
    m_groupHasUnknown = false;
    m_reasonAt.reset();
}

void SentenceReader::takeTarget(const PromptToken &token)
{
    if (token.term.kind == TermKind::Whole && m_groupHasMention)
        return; // "the findings of pneumonia", "胸水の所見": no more than pneumonia
    const bool named = token.term.kind == TermKind::Target || token.term.kind == TermKind::Organ;
    const auto target = named ? targetFromKey(token.term.key) : Target::SupportDevices;
    if (!target)
        return;
    doubtPredicate();
    m_pendingPronoun.reset(); // "one effusion": a number
    if (m_negations > 0) { // "but not the pacemaker"
        m_negations = 0;
        m_verb = addVerb(Kind::Keep, EditAction::Add);
    }
    PromptMention mention;
    mention.target = *target;
    mention.organ = token.term.kind == TermKind::Organ;
    if (token.term.kind == TermKind::Vague)
        mention.vague = token.term.key;
    else if (!named)
        mention.whole = token.term.key;
    mention.token = m_at;
    mention.verb = m_verb;
    mention.replacement = m_replacing;
    mention.change = m_pendingChange;
    mention.definite = isDefinite();
    m_pendingChange.reset();
    if (m_unreadVerb)
        doubt(PromptDoubt::Kind::Verb, *m_unreadVerb);
    m_unreadVerb.reset();
    doubtReason(mention);
    mention.amounts = std::move(m_pendingAmounts);
    m_pendingAmounts.clear();
    partBareGroups(mention);
    m_parsed.mentions.push_back(std::move(mention));
    for (const std::size_t modifier : m_pending)
        attach(last(), modifier, false);
    m_pending.clear();
    partJointBoth();
    m_groupHasMention = true;
    m_afterPlace = false;
}

void SentenceReader::takeModifier(const PromptToken &token)
{
    // "not on the right", "more on the right", "and on the right a nodule": no place of what was named before.
    const bool own = m_negations > 0
        || (!m_groupHasMention
            && (!m_pending.empty() || m_pendingChange || countWaits() || verbIsUnused() || targetFollows()));
    if (token.folded == "both" && m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].term.kind == TermKind::At)
        m_bothAt = m_at; // "effusion and nodule, both on the left"
    else if (m_bothAt && token.term.kind == TermKind::Side && token.term.key != "both")
        doubt(PromptDoubt::Kind::Place, *m_bothAt);
    if (m_afterPlace && sentenceHasMention() && !m_pendingPronoun && !m_replacing && !own)
        attachBehind(m_at);
    else
        m_pending.push_back(m_at);
}

/// True if a finding is named before the next conjunction.
bool SentenceReader::targetFollows() const
{
    for (std::size_t index = m_at + 1; index < m_tokens.size(); ++index) {
        const TermKind kind = m_tokens[index].term.kind;
        if (kind == TermKind::And || kind == TermKind::Break)
            return false;
        if (isNoun(kind))
            return true;
    }
    return false;
}

void SentenceReader::takeNegation()
{
    ++m_negations;
    m_negationAt = m_at;
}

/// An unknown word where a verb would stand makes the finding behind it unclear: "reposition the tube".
void SentenceReader::takeUnknown(const PromptToken &token)
{
    m_groupHasUnknown = true;
    if (token.term.key == "place") // "the contralateral effusion"
        doubt(PromptDoubt::Kind::Place, m_at);
    const bool beforeVerb =
        token.japanese && token.folded.starts_with("前") && m_before == TermKind::Action; // 「入れる前」
    if (token.term.key == "before"
        || beforeVerb) // "before intubation", 「挿管前」: whether it is there then nobody has said
        return takeBefore(token);
    watchPredicate(token);
    const bool begins = m_before == TermKind::And || m_before == TermKind::Break || m_before == TermKind::Person;
    const bool article = m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].term.kind == TermKind::Filler
        && (m_tokens[m_at + 1].term.key == "a" || m_tokens[m_at + 1].folded == "the");
    // "remission of the tumour" names what becomes of it.
    const bool ofThing = !verb() && m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].folded == "of";
    if (token.term.key == "verb" || (begins && article && !token.japanese) || ofThing)
        m_unreadVerb = m_at;
}

/// "before the pacemaker was implanted" tells a state, "remove the tube before adding an effusion" an order.
void SentenceReader::takeBefore(const PromptToken &token)
{
    if (sentenceHasMention() && !token.japanese)
        m_reasonAt = m_at;
    else if (token.japanese || targetFollows())
        doubt(PromptDoubt::Kind::Verb, m_at);
}

/// A conjunction ends what was said of one thing; sides without a finding may wait for the next one.
void SentenceReader::takeAnd()
{
    m_unreadVerb.reset();
    m_bothAt.reset();
    m_partly = false;
    doubtPredicate();
    if (m_before == TermKind::At && m_groupHasMention && m_tokens[m_at - 1].folded == "in") // "tube in, leads out"
        takeBehind(Kind::Presence, EditAction::Add);
    const bool denied = pendingIsDenied() && sentenceHasMention();
    if (m_groupHasMention)
        settleAmounts();
    m_reasonAt.reset();
    if (m_groupHasMention || m_pendingPronoun || denied) {
        closeGroup();
    } else if (!m_pending.empty()) {
        const bool place = std::any_of(m_pending.begin(), m_pending.end(),
            [this](std::size_t modifier) { return m_tokens[modifier].term.kind != TermKind::Severity; });
        if (place && m_groupHasUnknown) // "a left hernia and a pacemaker"
            doubt(PromptDoubt::Kind::Place, m_pending.front());
        m_bare.push_back({ std::move(m_pending), m_verb });
        m_pending.clear();
    }
    if (m_negations > 0)
        doubt(PromptDoubt::Kind::Negation, m_negationAt);
    m_negations = 0;
    m_groupHasUnknown = false;
}

void SentenceReader::takeBreak(const PromptToken &token)
{
    const bool only = token.term.key == "only";
    if (only && verbIsUnused()) // "remove only the pacemaker"
        return;
    const bool hadMention = sentenceHasMention();
    m_question = token.folded == "?";
    const bool butOfAll = token.term.key == "but" && isAllWithoutVerb();
    endSentence();
    m_butOfAll = butOfAll;
    if (token.folded == "after" && hadMention) // "remove the tube after the effusion resolved"
        m_reasonAt = m_at;
    m_sentenceAfterBut = token.term.key == "but";
    m_sentenceAfterOnly = only;
}

void SentenceReader::takeFiller(const PromptToken &token)
{
    // "pull the tube back" moves it.
    if (token.folded == "back" && m_groupHasMention && governedBy(Kind::Explicit, EditAction::Remove))
        doubt(PromptDoubt::Kind::Verb, verb()->token);
    if (m_before != TermKind::And || !verbHasMention())
        return;
    const Term &governing = m_tokens[verb()->token].term;
    // "no devices and a large effusion": the article begins something that is wanted.
    // "instead of a pacemaker, a chest tube"
    const bool comma = m_at > 0 && m_tokens[m_at - 1].folded == ",";
    const bool denied = verb()->kind == Kind::Absence && token.term.key == "a" && m_at > 0
        && ((governing.key == "no" && m_tokens[m_at - 1].term.key != "or") || (governing.key == "instead" && comma));
    // "removed tube, new pacemaker": a participle does not reach so far.
    const bool participle = governing.kind == TermKind::Passive || governing.kind == TermKind::Kept;
    if (denied || (participle && token.term.key == "new"))
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
    case TermKind::Vague:
    case TermKind::Whole:
        return takeTarget(token);
    case TermKind::Normal:
        return takeNormal(token);
    case TermKind::Measure:
        return takeMeasure();
    case TermKind::Partly:
        return takePartly();
    case TermKind::Reason:
        return takeReason();
    case TermKind::Landmark:
    case TermKind::Below:
        return;
    case TermKind::Side:
    case TermKind::ImageSide:
    case TermKind::Zone:
    case TermKind::Severity:
        return takeModifier(token);
    case TermKind::Change:
        m_predicateAt.reset();
        m_pendingChange = actionFromKey(token.term.key);
        return;
    case TermKind::By:
        return takeBy(token);
    case TermKind::Negation:
        return takeNegation();
    case TermKind::Pronoun:
        m_pendingPronoun = m_at;
        return;
    case TermKind::Person:
        if (token.japanese && m_before == TermKind::Presence && !m_parsed.verbs.empty())
            m_parsed.verbs.back().ofPerson = true;
        return;
    case TermKind::And:
        return takeAnd();
    case TermKind::Unknown:
        return takeUnknown(token);
    case TermKind::Break:
        return takeBreak(token);
    case TermKind::At:
        m_afterPlace = true;
        if (m_groupHasMention) // "a chest tube in the left effusion"
            m_reasonAt = m_at;
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
