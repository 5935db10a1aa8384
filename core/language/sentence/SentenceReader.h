#pragma once

#include "core/language/sentence/ParsedPrompt.h"

#include <optional>
#include <utility>
#include <vector>

namespace cf {

/// Reads tokens one by one. English verbs stand before what they govern and hold until the next verb or the end of the
/// sentence; Japanese verbs and English participles stand behind and take what nothing governs yet.
class SentenceReader
{
public:
    using Kind = PromptVerb::Kind;

    explicit SentenceReader(const std::vector<PromptToken> &tokens)
        : m_tokens(tokens)
    {
    }

    ParsedPrompt read()
    {
        for (m_at = 0; m_at < m_tokens.size(); ++m_at) {
            take(m_tokens[m_at]);
            if (m_tokens[m_at].term.kind != TermKind::Filler && m_tokens[m_at].term.kind != TermKind::Measure)
                m_before = m_tokens[m_at].term.kind;
        }
        endSentence();
        return std::move(m_parsed);
    }

private:
    /// Modifiers between two conjunctions that wait for the next finding: "add a [large right] and a small left
    /// effusion".
    struct BareGroup {
        std::vector<std::size_t> modifiers;
        int verb = -1;
    };

    void take(const PromptToken &token);
    void takeVerb(const PromptToken &token);
    void takeTarget(const PromptToken &token);
    void takeNormal(const PromptToken &token);
    void takeMeasure();
    void settleAmounts();
    void takeReason();
    void takePartly();
    void takeBefore(const PromptToken &token);
    void doubtReason(const PromptMention &mention);
    void takeModifier(const PromptToken &token);
    void takeAction(const PromptToken &token);
    void takeAbsence(const PromptToken &token);
    void takePresence(bool with);
    void takeBy(const PromptToken &token);
    void takeKeep();
    void takeBehind(Kind kind, EditAction action);
    bool governExcepted(EditAction action);
    void takeJapaneseVerb(const PromptToken &token);
    void takeNegation();
    void takeUnknown(const PromptToken &token);
    void takeAnd();
    void takeBreak(const PromptToken &token);
    void takeFiller(const PromptToken &token);

    /// What a sentence is about: a finding, device or organ, or a word for several.
    static bool isNoun(TermKind kind)
    {
        return kind == TermKind::Target || kind == TermKind::Organ || kind == TermKind::Vague || kind == TermKind::Whole
            || kind == TermKind::Normal;
    }
    static bool isSide(TermKind kind) { return kind == TermKind::Side || kind == TermKind::ImageSide; }
    void attach(PromptMention &mention, std::size_t token, bool behind);
    void attachBehind(std::size_t token);
    bool isStateBefore(std::size_t token) const;
    bool tellsHowMuchChanged(const PromptMention &mention, std::size_t token) const;
    void closeGroup();
    void settlePending();
    bool pendingIsDenied() const;
    bool pendingHasOwnVerb() const;
    bool pendingIsElsewhere() const;
    bool placeIsElsewhere();
    bool describesAnother() const;
    bool describesHalf() const;
    /// "… and two on the right": how many of what was named before.
    bool countWaits() const
    {
        return !m_groupHasMention && !m_pendingAmounts.empty() && m_tokens[m_pendingAmounts.back()].term.key == "count";
    }
    void denyPending();
    void splitOff(int verb);
    bool differ(const std::vector<std::size_t> &some, const std::vector<std::size_t> &others) const;
    bool isParted(const BareGroup &bare) const;
    void joinBareGroups();
    void partBareGroups(PromptMention &named);
    void partJointBoth();
    void attachAcrossBreak();
    void restrictToOnly();
    PromptMention &placeOwner();
    void governVerbless(int verb);
    void useVerbWithoutObject();
    void reopen(int verb);
    void spreadChange();
    bool targetFollows() const;
    bool standsBeforeObject() const;
    void resolvePronoun();
    void endSentence();
    int addVerb(Kind kind, EditAction action);
    void doubt(PromptDoubt::Kind kind, std::size_t token) { m_parsed.doubts.push_back({ kind, token }); }
    void followJapaneseVerb(Kind kind, EditAction action, const PromptToken &token);
    void doubtUnreadVerb(const PromptToken &token);
    bool isDefinite() const;
    bool isAllWithoutVerb() const;
    void watchPredicate(const PromptToken &token);
    void doubtPredicate();
    void doubtChoice();
    void doubtQuestion(bool marked);
    void doubtPlaceOfWhole();
    void doubtMovedTube();
    void doubtExceptedSubject();
    PromptMention &last() { return m_parsed.mentions.back(); }
    const PromptMention &last() const { return m_parsed.mentions.back(); }
    bool verbIsUnused() const { return m_verb >= 0 && !verbHasMention(); }
    bool sentenceHasMention() const { return m_parsed.mentions.size() > m_sentenceStart; }
    bool verbHasMention() const { return m_verb >= 0 && m_mentionsAtVerb < m_parsed.mentions.size(); }
    const PromptVerb *verb() const { return m_parsed.verbAt(m_verb); }
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
    bool m_sentenceAfterOnly = false; ///< "…, only the left one"
    std::size_t m_sentenceStart = 0; ///< First mention of this sentence.
    std::size_t m_openFrom = 0; ///< Mentions from here on may still get a verb that stands behind them.
    std::size_t m_mentionsAtVerb = 0;
    std::vector<std::size_t> m_pending; ///< Tokens of sides, zones, severities that wait for what they belong to.
    std::vector<std::size_t> m_pendingAmounts; ///< Tokens of measures that wait for what they belong to.
    std::optional<std::size_t> m_leadingReason; ///< Such a word before anything was named: "for the effusion, add …".
    std::optional<std::size_t> m_predicateAt; ///< A word behind its finding that may say what becomes of it: "fades".
    std::size_t m_sentenceFirst = 0; ///< First token of this sentence.
    bool m_partly = false; ///< "partial", "nearly": the next removal is a decrease.
    bool m_question = false; ///< This sentence ends with a question mark.
    bool m_butOfAll = false; ///< "all devices but …", with no verb before.
    std::optional<std::size_t> m_reasonAt; ///< A word before a reason, which the next finding would be.
    std::vector<BareGroup> m_bare; ///< Before the pending ones.
    std::size_t m_siblings = 0; ///< Mentions before the last one that share its noun: "upper and lower lobe nodules".
    std::optional<EditAction> m_pendingChange;
    std::optional<std::size_t> m_pendingPronoun;
    bool m_groupHasMention = false;
    bool m_afterPlace = false; ///< Behind "on", "in", "to": what follows belongs to what was named before.
    bool m_replacing = false;
    int m_negations = 0;
    std::size_t m_negationAt = 0;
    bool m_groupHasUnknown = false; ///< A word without meaning stands between the conjunctions.
    std::optional<std::size_t> m_bothAt; ///< A "both" before a place.
    std::optional<std::size_t> m_unreadVerb; ///< Stands where a verb would: "reposition the tube".
};

} // namespace cf
