#include "core/language/sentence/SentenceReader.h"

// Numbers, films without anything to see, and reasons: what is said beside the things that are to change.

namespace cf {

/// "a normal chest film", "no acute disease": everything that the film shows goes.
void SentenceReader::takeNormal(const PromptToken &token)
{
    closeGroup();
    if (m_negations > 0) // "not a normal film"
        doubt(PromptDoubt::Kind::Negation, m_negationAt);
    m_negations = 0;
    PromptMention mention;
    mention.whole = token.term.key;
    mention.token = m_at;
    mention.verb = addVerb(Kind::Explicit, EditAction::Remove);
    m_parsed.mentions.push_back(std::move(mention));
    m_pending.clear();
    m_groupHasMention = true;
}

/// "a 2 cm nodule": before what it measures; "a nodule of 2 cm": behind.
void SentenceReader::takeMeasure()
{
    if (m_pendingChange && m_tokens[m_at - 1].folded == "than")
        m_pendingChange.reset(); // "a nodule larger than 2 cm"
    m_pendingAmounts.push_back(m_at);
    if (m_groupHasMention && !m_tokens[m_at].japanese)
        settleAmounts();
}

/// What waits belongs to the mention before.
void SentenceReader::settleAmounts()
{
    if (m_pendingAmounts.empty())
        return;
    if (sentenceHasMention()) {
        auto &amounts = last().amounts;
        amounts.insert(amounts.end(), m_pendingAmounts.begin(), m_pendingAmounts.end());
        m_pendingAmounts.clear();
    }
}

void SentenceReader::takeReason()
{
    std::size_t next = m_at + 1;
    while (next < m_tokens.size() && m_tokens[next].term.kind == TermKind::Filler)
        ++next;
    const bool ofPerson = next < m_tokens.size() && m_tokens[next].term.kind == TermKind::Person;
    if (sentenceHasMention())
        m_reasonAt = m_at;
    else if (!ofPerson) // "for a patient with cardiomegaly, add …"
        m_leadingReason = m_at;
}

/// "partial resolution of the effusion", "the effusion has nearly resolved", "remove the effusion partly".
void SentenceReader::takePartly()
{
    const auto removes = [](const PromptVerb *verb) {
        return verb && verb->kind == Kind::Explicit && verb->action == EditAction::Remove;
    };
    const bool behindObject = m_groupHasMention && verbHasMention() && removes(verb());
    const bool behindVerb = sentenceHasMention() && (m_before == TermKind::Passive || m_before == TermKind::Behind)
        && removes(m_parsed.verbAt(last().verb));
    if (behindObject || behindVerb)
        m_parsed.verbs[static_cast<std::size_t>(last().verb)].action = EditAction::Decrease;
    else
        m_partly = true;
}

/// "a chest tube for the left pneumothorax", "an ET tube after the effusion": a reason or a second edit.
void SentenceReader::doubtReason(const PromptMention &mention)
{
    const bool other = !m_parsed.mentions.empty()
        && (last().target != mention.target || last().vague != mention.vague || last().whole != mention.whole);
    if (m_reasonAt && other && !m_replacing)
        doubt(PromptDoubt::Kind::Reason, *m_reasonAt);
    m_reasonAt.reset();
    // "for the left pneumothorax, add a chest tube"; "for me, remove the tube and the leads" gives no reason.
    const bool described = !verb() || verb()->kind == Kind::Presence || verb()->kind == Kind::Absence;
    if (!sentenceHasMention() && !described)
        m_leadingReason.reset();
    // "with a pneumothorax on the left, add a chest tube" describes; "with a pacemaker and an effusion" wants both.
    const bool with = m_leadingReason && m_tokens[*m_leadingReason].folded == "with";
    const bool isOfFilm = verb() && verb()->kind == Kind::Explicit && !m_parsed.mentions.empty()
        && m_parsed.isVerb(last().verb, Kind::Presence);
    if (m_leadingReason && sentenceHasMention() && other && (!with || isOfFilm))
        doubt(PromptDoubt::Kind::Reason, *m_leadingReason);
}

} // namespace cf
