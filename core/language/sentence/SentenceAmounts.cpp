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
    if (sentenceHasMention())
        m_reasonAt = m_at;
}

/// "a chest tube for the left pneumothorax", "an ET tube after the effusion": a reason or a second edit.
void SentenceReader::doubtReason(const PromptMention &mention)
{
    const bool other = !m_parsed.mentions.empty()
        && (last().target != mention.target || last().vague != mention.vague || last().whole != mention.whole);
    if (m_reasonAt && other && !m_replacing)
        doubt(PromptDoubt::Kind::Reason, *m_reasonAt);
    m_reasonAt.reset();
}

} // namespace cf
