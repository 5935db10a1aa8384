#include "core/language/sentence/SentenceReader.h"

#include <algorithm>

// What stands between two conjunctions: to which finding its sides, zones and degrees belong.

namespace cf {

namespace {

/// The patient faces the viewer: what lies left in the picture is the patient's right.
Side sideOf(const Term &term)
{
    const Side said = sideFromKey(term.key).value_or(Side::None);
    if (term.kind == TermKind::Side || said == Side::Both)
        return said;
    return said == Side::Left ? Side::Right : Side::Left;
}

} // namespace

void SentenceReader::attach(PromptMention &mention, std::size_t token, bool behind)
{
    const Term &term = m_tokens[token].term;
    if (term.kind == TermKind::Zone) {
        mention.zones.push_back(*zoneFromKey(term.key));
    } else if (term.kind == TermKind::Severity) {
        if (tellsHowMuchChanged(mention, token))
            return;
        const bool after = behind && !isStateBefore(token);
        (after ? mention.severitiesAfter : mention.severitiesBefore).push_back(*severityFromKey(term.key));
    } else {
        mention.sides.push_back({ sideOf(term), token });
        m_parsed.imageSide = m_parsed.imageSide || term.kind == TermKind::ImageSide;
    }
}

/// What a place behind a conjunction belongs to: "add an effusion, not a pneumothorax, on the left".
PromptMention &SentenceReader::placeOwner()
{
    const PromptVerb *governing = m_parsed.verbAt(last().verb);
    const bool denied = governing && governing->kind == Kind::Keep && governing->token == last().token;
    const bool hasOther = m_parsed.mentions.size() > m_sentenceStart + 1;
    return denied && hasOther && !m_groupHasMention ? m_parsed.mentions[m_parsed.mentions.size() - 2] : last();
}

/// "upper and lower lobe nodules on the left": the side belongs to all that share the noun.
void SentenceReader::attachBehind(std::size_t token)
{
    attach(placeOwner(), token, true);
    if (!isSide(m_tokens[token].term.kind))
        return;
    for (std::size_t back = 1; back <= m_siblings; ++back) {
        PromptMention &sibling = m_parsed.mentions[m_parsed.mentions.size() - 1 - back];
        if (sibling.sides.empty())
            attach(sibling, token, true);
    }
}

/// "slightly less effusion", "the effusion increased markedly": how much changed, not how it shall be.
bool SentenceReader::tellsHowMuchChanged(const PromptMention &mention, std::size_t token) const
{
    const PromptVerb *governing = m_parsed.verbAt(mention.verb);
    const bool degree = governing && governing->kind == Kind::Explicit
        && (governing->action == EditAction::Increase || governing->action == EditAction::Decrease);
    return (mention.change || m_pendingChange || degree) && m_tokens[token].folded.ends_with("ly");
}

/// "from small to large", "少量から大量に": how the finding is now.
bool SentenceReader::isStateBefore(std::size_t token) const
{
    const bool range = m_tokens[token].folded.find(" to ") != std::string::npos; // "from small to moderate"
    const bool english = token > 0 && m_tokens[token - 1].folded == "from" && !range;
    return english || (token + 1 < m_tokens.size() && m_tokens[token + 1].folded == "から");
}

void SentenceReader::closeGroup()
{
    resolvePronoun();
    if (m_groupHasMention)
        settleAmounts();
    if (sentenceHasMention())
        settlePending();
    m_groupHasMention = false;
    m_afterPlace = false;
}

/// What was said since the last mention belongs to it, or to another thing of its kind: "but not the right".
void SentenceReader::settlePending()
{
    joinBareGroups();
    if (pendingIsDenied())
        return denyPending();
    // "there are an effusion and a nodule, remove both": no place.
    const bool onlyBoth = m_pending.size() == 1 && m_tokens[m_pending.front()].folded == "both";
    if (onlyBoth && verbIsUnused() && m_parsed.mentions.size() > 1)
        doubt(PromptDoubt::Kind::Place, m_pending.front());
    if (pendingHasOwnVerb() && pendingIsElsewhere()) {
        const bool partOfBoth = std::any_of(
            last().sides.begin(), last().sides.end(), [](const SaidSide &said) { return said.side == Side::Both; });
        if (m_pendingChange && partOfBoth) // "bilateral effusions, more on the right"
            doubt(PromptDoubt::Kind::Place, m_pending.front());
        return splitOff(m_verb);
    }
    if (countWaits() && pendingIsElsewhere()) // "one nodule on the left and two on the right"
        return splitOff(last().verb);
    if (describesHalf()) // "effusions on both sides, small on the left"
        doubt(PromptDoubt::Kind::Place, m_pending.front());
    if (describesAnother() && pendingIsElsewhere()) {
        const bool wanted = !m_parsed.isVerb(last().verb, Kind::Absence);
        return splitOff(wanted ? last().verb : addVerb(Kind::Presence, EditAction::Add));
    }
    for (const std::size_t modifier : m_pending)
        attachBehind(modifier);
    m_pending.clear();
    if (m_pendingChange) {
        // "remove the tube and the effusion should be larger": no longer what the verb governs.
        const bool shares = m_parsed.mentions.size() > m_sentenceStart + 1
            && m_parsed.mentions[m_parsed.mentions.size() - 2].verb == last().verb;
        const PromptVerb *governing = m_parsed.verbAt(last().verb);
        if (shares && governing && governing->kind == Kind::Explicit && governing->action == EditAction::Remove)
            last().verb = -1;
        last().change = m_pendingChange;
        spreadChange();
    }
    m_pendingChange.reset();
}

/// "make the effusion and the nodule bigger", "both the heart and the effusion smaller": each of them.
void SentenceReader::spreadChange()
{
    const bool made = m_parsed.isVerb(last().verb, Kind::Make);
    for (std::size_t index = m_parsed.mentions.size() - 1; index-- > m_sentenceStart;) {
        PromptMention &mention = m_parsed.mentions[index];
        const bool shares = mention.verb == last().verb && !mention.change && mention.severitiesAfter.empty();
        if (!shares || !(made || mention.joint))
            return;
        mention.change = last().change;
    }
}

/// True if a negation stands before what waits: "not on the right", "not bigger".
bool SentenceReader::pendingIsDenied() const
{
    return m_negations > 0 && (m_pendingChange || (!m_pending.empty() && m_pending.back() > m_negationAt));
}

/// Behind "but not", "instead of", "less on the left, more": something else is said of this place.
bool SentenceReader::pendingHasOwnVerb() const
{
    if (m_groupHasMention || m_pending.empty())
        return false;
    const bool verbless = last().verb < 0 && !last().change;
    if (m_pendingChange)
        return !(verbless && last().sides.empty());
    return verbIsUnused() && (!verbless || verb()->kind == Kind::Absence);
}

/// A side or zone that the last mention does not have.
bool SentenceReader::pendingIsElsewhere() const
{
    return std::any_of(m_pending.begin(), m_pending.end(), [this](std::size_t modifier) {
        const Term &term = m_tokens[modifier].term;
        if (term.kind == TermKind::Zone)
            return std::find(last().zones.begin(), last().zones.end(), *zoneFromKey(term.key)) == last().zones.end();
        const Side side = sideOf(term);
        return isSide(term.kind)
            && std::none_of(
                last().sides.begin(), last().sides.end(), [side](const SaidSide &said) { return said.side == side; });
    });
}

/// Before a verb that stands behind its object: only another place was named since something was said of the last
/// mention, so that the verb belongs to another thing of its kind.
bool SentenceReader::placeIsElsewhere()
{
    const bool placeOnly = !m_groupHasMention && !m_pendingPronoun && !(m_pending.empty() && m_bare.empty());
    if (!placeOnly || !sentenceHasMention())
        return false;
    joinBareGroups();
    if (!pendingIsElsewhere())
        return false;
    const bool governed = last().verb >= 0 || last().change;
    if (!governed && !last().sides.empty()) // "右に胸水、左にはなし"
        doubt(PromptDoubt::Kind::Place, m_pending.front());
    return governed;
}

/// "a large effusion on the left, small on the right": two effusions.
bool SentenceReader::describesAnother() const
{
    const auto isSeverity = [this](std::size_t token) { return m_tokens[token].term.kind == TermKind::Severity; };
    if (m_groupHasMention || last().sides.empty() || std::none_of(m_pending.begin(), m_pending.end(), isSeverity))
        return false;
    const bool large = !last().severitiesBefore.empty() || !last().severitiesAfter.empty();
    const bool gone = m_parsed.isVerb(last().verb, Kind::Absence);
    return large || gone;
}

/// A degree at one side of what was said to be on both.
bool SentenceReader::describesHalf() const
{
    const auto is = [this](bool side) {
        return std::any_of(m_pending.begin(), m_pending.end(), [this, side](std::size_t token) {
            const Term &term = m_tokens[token].term;
            return side ? isSide(term.kind) && term.key != "both" : term.kind == TermKind::Severity;
        });
    };
    const bool both = std::any_of(
        last().sides.begin(), last().sides.end(), [](const SaidSide &said) { return said.side == Side::Both; });
    return !m_groupHasMention && both && is(true) && is(false);
}

/// "remove the effusion on the left, not on the right"; "the heart is not bigger".
void SentenceReader::denyPending()
{
    m_negations = 0;
    if (!m_pending.empty() && pendingIsElsewhere() && !m_pendingChange)
        return splitOff(addVerb(Kind::Keep, EditAction::Add));
    if (m_pending.empty() && last().verb < 0)
        last().verb = addVerb(Kind::Keep, EditAction::Add);
    else
        doubt(PromptDoubt::Kind::Negation, m_negationAt);
    m_pending.clear();
    m_pendingChange.reset();
}

/// Another thing of the last mention's kind, at the place that waits.
void SentenceReader::splitOff(int verb)
{
    PromptMention split;
    split.target = last().target;
    split.organ = last().organ;
    split.token = last().token;
    split.verb = verb;
    split.change = m_pendingChange;
    split.amounts = std::move(m_pendingAmounts);
    m_pendingAmounts.clear();
    for (const std::size_t modifier : m_pending)
        attach(split, modifier, false);
    if (split.sides.empty())
        split.sides = last().sides;
    if (split.zones.empty())
        split.zones = last().zones;
    // "on the right instead of the left" only tells the sides apart; the left is not to be edited.
    if (verb >= 0) {
        PromptVerb &governing = m_parsed.verbs[static_cast<std::size_t>(verb)];
        if (governing.kind == Kind::Absence && m_tokens[governing.token].term.key == "instead")
            governing.kind = Kind::Keep;
    }
    m_parsed.mentions.push_back(std::move(split));
    m_pending.clear();
    m_pendingChange.reset();
    m_siblings = 0;
    m_openFrom = m_parsed.mentions.size();
}

/// "remove the effusion, but only on the left"; "remove the effusion. On the left."
void SentenceReader::attachAcrossBreak()
{
    joinBareGroups();
    for (const std::size_t modifier : m_pending) {
        const TermKind kind = m_tokens[modifier].term.kind;
        if (kind == TermKind::Severity)
            continue;
        const bool any = !m_parsed.mentions.empty() && !verbIsUnused();
        if (any && isSide(kind) && last().sides.empty() && m_negations == 0)
            attach(last(), modifier, true);
        else if (any && kind == TermKind::Zone && last().zones.empty() && m_negations == 0)
            attach(last(), modifier, true);
        else
            doubt(PromptDoubt::Kind::Place, modifier);
    }
}

/// "remove the effusions, only the left one": says more of what was named before.
void SentenceReader::restrictToOnly()
{
    if (m_sentenceStart == 0)
        return;
    if (m_parsed.isVerb(m_parsed.mentions[m_sentenceStart - 1].verb, Kind::Absence))
        return; // "no left effusion, only a right one"
    const bool one = m_parsed.mentions.size() == m_sentenceStart + 1;
    PromptMention only = std::move(last());
    m_parsed.mentions.pop_back();
    const bool same = one && last().target == only.target && !(only.sides.empty() && only.zones.empty());
    const bool fits =
        same && (only.sides.empty() || last().sides.empty()) && (only.zones.empty() || last().zones.empty());
    if (!fits) {
        doubt(PromptDoubt::Kind::Place, only.token);
        m_parsed.mentions.push_back(std::move(only));
        return;
    }
    last().sides.insert(last().sides.end(), only.sides.begin(), only.sides.end());
    last().zones.insert(last().zones.end(), only.zones.begin(), only.zones.end());
}

} // namespace cf
