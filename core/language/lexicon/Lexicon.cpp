#include "core/language/lexicon/Lexicon.h"

#include "core/language/lexicon/LexiconTables.h"
#include "core/language/lexicon/PromptText.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace cf {

namespace {

constexpr std::array<std::pair<std::string_view, TermKind>, 34> kindNames{ { { "target", TermKind::Target },
    { "vague", TermKind::Vague }, { "whole", TermKind::Whole }, { "normal", TermKind::Normal },
    { "measure", TermKind::Measure }, { "landmark", TermKind::Landmark }, { "below", TermKind::Below },
    { "partly", TermKind::Partly }, { "reason", TermKind::Reason }, { "organ", TermKind::Organ },
    { "side", TermKind::Side }, { "image-side", TermKind::ImageSide }, { "zone", TermKind::Zone },
    { "severity", TermKind::Severity }, { "action", TermKind::Action }, { "passive", TermKind::Passive },
    { "behind", TermKind::Behind }, { "change", TermKind::Change }, { "make", TermKind::Make }, { "by", TermKind::By },
    { "presence", TermKind::Presence }, { "present", TermKind::Present }, { "absence", TermKind::Absence },
    { "negation", TermKind::Negation }, { "double-negation", TermKind::DoubleNegation }, { "keep", TermKind::Keep },
    { "kept", TermKind::Kept }, { "pronoun", TermKind::Pronoun }, { "person", TermKind::Person },
    { "and", TermKind::And }, { "break", TermKind::Break }, { "at", TermKind::At }, { "filler", TermKind::Filler },
    { "unknown", TermKind::Unknown } } };

TermKind kindNamed(std::string_view name)
{
    for (const auto &[known, kind] : kindNames)
        if (known == name)
            return kind;
    return TermKind::Unknown;
}

/// Inside a word of a spaced script nothing begins or ends: "port" is not found in "support".
bool splitsWord(std::u32string_view text, std::size_t at)
{
    return at > 0 && at < text.size() && isSpacedLetter(text[at - 1]) && isSpacedLetter(text[at]);
}

/// "CTR0.6", "CTR55%": a word of three letters or more, and what it measures. "R2" is a name.
bool isBeforeNumber(std::u32string_view text, std::size_t at, std::size_t length)
{
    const char32_t next = text[at + length];
    const char32_t last = text[at + length - 1];
    return length >= 3 && next >= U'0' && next <= U'9' && !(last >= U'0' && last <= U'9');
}

/// Words that say what to edit; a slip is read as one of these, never as a word without meaning.
bool isTelling(TermKind kind)
{
    return kind != TermKind::Filler && kind != TermKind::At && kind != TermKind::And && kind != TermKind::Person
        && kind != TermKind::Unknown && kind != TermKind::Pronoun && kind != TermKind::By;
}

bool isSaid(TermKind kind)
{
    return kind == TermKind::Target || kind == TermKind::Organ || kind == TermKind::Side || kind == TermKind::Zone
        || kind == TermKind::Severity || kind == TermKind::Action || kind == TermKind::Change;
}

} // namespace

const Lexicon &Lexicon::bundled()
{
    static const Lexicon lexicon = [] {
        Lexicon built;
        built.read(englishLexicon(), false);
        built.read(japaneseLexicon(), true);
        for (auto &[first, lengths] : built.m_lengths)
            std::sort(lengths.begin(), lengths.end(), std::greater<>());
        return built;
    }();
    return lexicon;
}

void Lexicon::read(std::string_view table, bool japanese)
{
    while (!table.empty()) {
        const std::size_t end = std::min(table.find('\n'), table.size());
        const std::string_view line = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
        const std::size_t firstTab = line.find('\t');
        const std::size_t secondTab = line.find('\t', firstTab + 1);
        if (line.empty() || line.front() == '#' || secondTab == std::string_view::npos)
            continue;
        const Term term{ kindNamed(line.substr(0, firstTab)),
            std::string(line.substr(firstTab + 1, secondTab - firstTab - 1)) };
        const std::string_view phrase = line.substr(secondTab + 1);
        const std::u32string folded = foldText(phrase).text;
        if (folded.empty())
            continue;
        Meaning &meaning = m_phrases[folded];
        // English abbreviations stand in both tables; there they keep the first meaning.
        if (meaning.terms.empty() || meaning.japanese == japanese)
            meaning.terms.push_back(term);
        meaning.japanese = meaning.terms.size() == 1 ? japanese : meaning.japanese;
        auto &lengths = m_lengths[folded.front()];
        if (std::find(lengths.begin(), lengths.end(), folded.size()) == lengths.end())
            lengths.push_back(folded.size());
        m_entries.push_back({ std::string(phrase), term, japanese });
        for (std::size_t at = 0; !japanese && at < folded.size();) {
            const std::size_t wordEnd = std::min(folded.find(U' ', at), folded.size());
            std::u32string word = folded.substr(at, wordEnd - at);
            if (m_words.insert(word).second && word.size() >= 5 && isTelling(term.kind))
                m_wordsByLetter[word.front()].push_back(std::move(word));
            at = wordEnd + 1;
        }
    }
}

Lexicon::Match Lexicon::longestAt(std::u32string_view folded, std::size_t at) const
{
    if (splitsWord(folded, at))
        return {};
    const auto lengths = m_lengths.find(folded[at]);
    if (lengths == m_lengths.end())
        return {};
    for (const std::size_t length : lengths->second) {
        if (length > folded.size() - at || (splitsWord(folded, at + length) && !isBeforeNumber(folded, at, length)))
            continue;
        const auto found = m_phrases.find(std::u32string(folded.substr(at, length)));
        if (found != m_phrases.end())
            return { length, &found->second.terms, found->second.japanese };
    }
    return {};
}

const std::vector<std::u32string> &Lexicon::wordsWith(char32_t firstLetter) const
{
    static const std::vector<std::u32string> none;
    const auto found = m_wordsByLetter.find(firstLetter);
    return found == m_wordsByLetter.end() ? none : found->second;
}

std::vector<LexiconEntry> Lexicon::completions(
    std::string_view prefix, const CaptionGrammar &grammar, std::size_t maximum) const
{
    const std::u32string wanted = foldText(prefix, 64).text;
    if (wanted.empty())
        return {};
    const auto rank = [&grammar](const LexiconEntry &entry) {
        const auto target = targetFromKey(entry.term.key);
        const bool known = !target || grammar.words.contains(*target);
        return std::pair(entry.term.kind == TermKind::Target ? known ? 0 : 2 : 1, entry.phrase.size());
    };
    std::vector<LexiconEntry> found;
    for (const LexiconEntry &entry : m_entries)
        if (isSaid(entry.term.kind) && foldText(entry.phrase).text.starts_with(wanted))
            found.push_back(entry);
    std::stable_sort(found.begin(), found.end(),
        [&rank](const LexiconEntry &a, const LexiconEntry &b) { return rank(a) < rank(b); });
    if (found.size() > maximum)
        found.resize(maximum);
    return found;
}

std::vector<LexiconEntry> Lexicon::phrasesOf(const Term &term) const
{
    std::vector<LexiconEntry> found;
    for (const LexiconEntry &entry : m_entries)
        if (entry.term == term && m_phrases.at(foldText(entry.phrase).text).terms.size() == 1)
            found.push_back(entry);
    return found;
}

} // namespace cf
