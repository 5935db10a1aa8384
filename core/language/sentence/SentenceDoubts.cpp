#include "core/language/sentence/SentenceReader.h"

#include <algorithm>
#include <array>
#include <string_view>

// What looks like an edit and may be none: choices, questions, words behind a finding that nobody knows.

namespace cf {

namespace {

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isOr(const PromptToken &token)
{
    return token.term.kind == TermKind::And
        && isOneOf(token.folded, { "or", "または", "又は", "もしくは", "あるいは", "或いは" });
}

bool isTube(Target target)
{
    return target == Target::EndotrachealTube || target == Target::NasogastricTube || target == Target::ChestTube
        || target == Target::CentralVenousCatheter;
}

} // namespace

/// "the large left effusion", "her pacemaker": before the noun that is just read.
bool SentenceReader::isDefinite() const
{
    for (std::size_t index = m_at; index-- > m_sentenceFirst;) {
        const PromptToken &token = m_tokens[index];
        if (isOneOf(token.folded, { "the", "this", "that", "these", "those", "his", "her", "its", "their" }))
            return true;
        const TermKind kind = token.term.kind;
        const bool describes = isSide(kind) || kind == TermKind::Zone || kind == TermKind::Severity
            || kind == TermKind::Measure || kind == TermKind::Unknown || kind == TermKind::Change;
        if (!describes)
            return false;
    }
    return false;
}

/// "the consolidation fades", "let the nodule calcify", 「胸水を穿刺」: what becomes of it is not known, unless a known
/// verb follows.
void SentenceReader::watchPredicate(const PromptToken &token)
{
    if (!m_groupHasMention || last().change)
        return;
    const bool made = m_parsed.isVerb(last().verb, Kind::Make);
    if (last().verb >= 0 && !made)
        return;
    if (token.japanese) {
        std::size_t before = m_at - 1;
        while (before > last().token
            && (m_tokens[before].term.kind == TermKind::Severity || m_tokens[before].term.kind == TermKind::Partly))
            --before; // 「胸水が少し残る」
        if (isOneOf(m_tokens[before].folded, { "を", "が", "は", "も" }))
            m_predicateAt = m_at;
        return;
    }
    const auto isAside = [](const PromptToken &between) {
        return between.term.kind == TermKind::Filler || between.term.kind == TermKind::Unknown;
    };
    const bool adjoins = std::all_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(last().token) + 1,
        m_tokens.begin() + static_cast<std::ptrdiff_t>(m_at), isAside);
    const bool thirdPerson = token.folded.size() > 3 && token.folded.ends_with('s');
    const bool plural = m_tokens[last().token].folded.ends_with('s');
    if (adjoins && (last().definite || made || thirdPerson || plural))
        m_predicateAt = m_at;
}

void SentenceReader::doubtPredicate()
{
    if (m_predicateAt)
        doubt(PromptDoubt::Kind::Verb, *m_predicateAt);
    m_predicateAt.reset();
}

/// "add an effusion or a pneumothorax", "on the left or the right": which of them nobody has said. "No effusion or
/// pneumothorax" and "any effusion or pneumothorax" mean both.
void SentenceReader::doubtChoice()
{
    const auto isWanted = [this](const PromptMention &mention) {
        return !m_parsed.isVerb(mention.verb, Kind::Absence) && !m_parsed.isVerb(mention.verb, Kind::Keep);
    };
    for (std::size_t at = m_sentenceFirst; at < m_at && at < m_tokens.size(); ++at) {
        const bool japanese = m_tokens[at].folded == "か" && at + 1 < m_tokens.size()
            && (isNoun(m_tokens[at + 1].term.kind) || isSide(m_tokens[at + 1].term.kind)); // 「胸水か気胸」
        if (!(isOr(m_tokens[at]) || japanese) || !sentenceHasMention())
            continue;
        const PromptMention *before = nullptr;
        const PromptMention *after = nullptr;
        for (std::size_t index = m_sentenceStart; index < m_parsed.mentions.size(); ++index) {
            const PromptMention &mention = m_parsed.mentions[index];
            if (mention.token < at)
                before = &mention;
            else if (!after)
                after = &mention;
        }
        const bool differ = before && after
            && (before->target != after->target || before->vague != after->vague || before->whole != after->whole);
        const bool any = before && before->token > 0
            && isOneOf(m_tokens[before->token - 1].folded, { "any", "all", "all the", "all of the" });
        if (differ && !any && isWanted(*after))
            doubt(PromptDoubt::Kind::Verb, at);
        std::size_t next = at + 1;
        while (next < m_at && m_tokens[next].term.kind == TermKind::Filler)
            ++next;
        const bool sides = at > 0 && next < m_tokens.size() && isSide(m_tokens[at - 1].term.kind)
            && isSide(m_tokens[next].term.kind) && m_tokens[at - 1].term.key != m_tokens[next].term.key;
        if (sides && isWanted(last()))
            doubt(PromptDoubt::Kind::Place, next);
    }
}

/// "is the heart enlarged?", "pacemaker?": asks what the film shows. "What if …?" and "can you remove …?" ask for an
/// edit.
void SentenceReader::doubtQuestion(bool marked)
{
    if (!sentenceHasMention() || m_sentenceFirst >= m_tokens.size())
        return;
    const auto first = m_tokens.begin() + static_cast<std::ptrdiff_t>(m_sentenceFirst);
    const auto end = m_tokens.begin() + static_cast<std::ptrdiff_t>(std::min(m_at, m_tokens.size()));
    const auto isAsked = [](const PromptToken &token) {
        const TermKind kind = token.term.kind;
        return kind == TermKind::Action || kind == TermKind::Absence || kind == TermKind::Make
            || kind == TermKind::Negation || kind == TermKind::Keep
            || isOneOf(token.folded, { "if", "what if", "as if", "もし", "もしも", "場合", "たら", "れば" });
    };
    if (std::any_of(first, end, isAsked))
        return;
    const auto asksOfIt = [&](const PromptToken &token) { // "the pacemaker, is it visible?"
        const PromptToken *next = &token + 1;
        return isOneOf(token.folded, { "is", "are", "was", "were" }) && next != m_tokens.data() + m_tokens.size()
            && next->term.kind == TermKind::Pronoun;
    };
    const bool asksWhy = first->term.kind == TermKind::Unknown && first->term.key == "verb";
    const bool asksState = (marked && (asksWhy || std::any_of(first, end, asksOfIt)))
        || isOneOf(first->folded, { "is", "are", "was", "were", "does", "did" })
        || (marked && isOneOf(first->folded, { "has", "have", "had", "do" }));
    const bool says = std::any_of(m_parsed.mentions.begin() + static_cast<std::ptrdiff_t>(m_sentenceStart),
        m_parsed.mentions.end(), [](const PromptMention &mention) {
            return mention.verb >= 0 || mention.change || !mention.amounts.empty() || !mention.severitiesAfter.empty();
        });
    if (asksState)
        doubt(PromptDoubt::Kind::Verb, m_sentenceFirst);
    else if (marked && !says)
        doubt(PromptDoubt::Kind::Verb, last().token);
}

/// "remove all findings on the left": which of them lie there nobody has said.
void SentenceReader::doubtPlaceOfWhole()
{
    for (std::size_t index = m_sentenceStart; index < m_parsed.mentions.size(); ++index) {
        const PromptMention &mention = m_parsed.mentions[index];
        if (mention.whole.empty() || m_parsed.isVerb(mention.verb, Kind::Keep))
            continue;
        const bool oneSide = std::any_of(
            mention.sides.begin(), mention.sides.end(), [](const SaidSide &said) { return said.side != Side::Both; });
        if (oneSide)
            doubt(PromptDoubt::Kind::Place, mention.sides.front().token);
        else if (!mention.zones.empty())
            doubt(PromptDoubt::Kind::Place, mention.token);
    }
}

/// "pull the ET tube 2 cm", "ET tube 2 cm too low", 「挿管チューブを2cm抜く」: it is moved, neither removed nor added.
void SentenceReader::doubtMovedTube()
{
    const auto isLandmark = [](const PromptToken &token) { return token.term.kind == TermKind::Landmark; };
    for (std::size_t index = m_sentenceStart; index < m_parsed.mentions.size(); ++index) {
        const PromptMention &mention = m_parsed.mentions[index];
        const PromptVerb *governing = m_parsed.verbAt(mention.verb);
        const bool removes = governing && governing->kind == Kind::Explicit && governing->action == EditAction::Remove;
        const bool degree = governing && governing->kind == Kind::Explicit
            && (governing->action == EditAction::Increase || governing->action == EditAction::Decrease);
        if (!isTube(mention.target) || (governing && !removes && !degree))
            continue;
        const std::string_view said = governing ? std::string_view(m_tokens[governing->token].folded) : "";
        const bool pulls =
            removes && !said.starts_with("remov") && !said.starts_with("delet") && !said.starts_with("eras");
        // "remove the tube 5 cm above the carina" only says which.
        const bool describes = !pulls && std::any_of(m_tokens.begin(), m_tokens.end(), isLandmark);
        const bool moved = std::any_of(mention.amounts.begin(), mention.amounts.end(),
            [&](std::size_t amount) { return amount > mention.token && m_tokens[amount].term.key == "length"; });
        if (moved && !describes)
            doubt(PromptDoubt::Kind::Verb, governing ? governing->token : mention.token);
    }
}

/// "all devices", "everything" with nothing said of them.
bool SentenceReader::isAllWithoutVerb() const
{
    const auto isAll = [](const PromptToken &token) {
        return token.folded.starts_with("all") || isOneOf(token.folded, { "every", "each", "everything" });
    };
    return sentenceHasMention() && !m_sentenceHasVerb && m_sentenceFirst < m_at
        && std::any_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(m_sentenceFirst),
            m_tokens.begin() + static_cast<std::ptrdiff_t>(m_at), isAll);
}

/// "all devices but the pacemaker should go": the verb is of the devices, though it stands behind the exception.
void SentenceReader::doubtExceptedSubject()
{
    if (m_butOfAll && m_sentenceHasVerb && sentenceHasMention())
        doubt(PromptDoubt::Kind::Negation, m_sentenceFirst - 1);
    m_butOfAll = false;
}

} // namespace cf
