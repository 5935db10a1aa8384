#pragma once

#include "core/language/values/CaptionGrammar.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace cf {

/// What a phrase does in a sentence. The names in resources/lexicon/*.tsv, with '-' between words, are those of keyOf.
enum class TermKind {
    Target, ///< A finding or device; key: the target's key.
    Vague, ///< A word for several devices, e.g. "wires"; key: "wire", "tube" or "line". Asked back where the film does
           ///< not tell.
    Whole, ///< All that the film shows; key: "all" or "findings".
    Normal, ///< A film without anything to see: "normal chest film"; key: "all", "findings" or "lungs".
    Measure, ///< A number, with its unit: "2 cm", "0.6", "60 %"; key: "length", "ratio" or "count".
    Landmark, ///< What a length is measured from: "the carina".
    Below, ///< "below": turns the length about.
    Partly, ///< "partial", "nearly": a removal that it stands with is a decrease.
    Reason, ///< Behind it stands why, not what: "for", "after", 「に対して」.
    Organ, ///< What a finding is about, e.g. the heart, which can be enlarged but not removed; key: the target's key.
    Side,
    ImageSide, ///< The viewer's left or right, which is the patient's other side.
    Zone,
    Severity,
    Action, ///< A verb before its object in English, behind it in Japanese; key: the action's key.
    Passive, ///< English, behind its object or, as in "removed pacemaker", before it: "removed", "resolved".
    Behind, ///< English, behind its object alone: "out", "should go"; key: the action's key.
    Change, ///< A comparative: "bigger", "less"; key: increase or decrease.
    Make, ///< "make the heart …": what follows says how.
    By, ///< Leads to what replaces: "replace A by B".
    Presence, ///< "there is", "with", "がある"
    Present, ///< Behind its subject: "present", "visible".
    Absence, ///< "no", "without", "なし"; keys: "no", "neither", "instead", "want"; "verb" and "state" negate the
             ///< Japanese verb before them, too: "しない", "していない".
    Negation, ///< "not", "don't"
    DoubleNegation, ///< Two negations in one phrase: "なくはない".
    Keep, ///< Key "verb": also negates the Japanese verb before it; "not": "AではなくB".
    Kept, ///< Behind its object: "unchanged".
    Pronoun, ///< key: "it" or "one"
    Person,
    And,
    Break, ///< Ends what a verb governs.
    At, ///< "on", "in": the place that follows belongs to what was just named.
    Filler, ///< Known, without meaning for an edit.
    Unknown, ///< Known to be no part of an edit; key "verb": asks for something that is no edit; "place": a side that
             ///< only the film can tell, such as "contralateral"; "before": a time, "before intubation".
};

struct Term {
    TermKind kind = TermKind::Unknown;
    std::string key;
    bool operator==(const Term &) const = default;
};

/// A completion for the prompt box, or a choice of the builder.
struct LexiconEntry {
    std::string phrase; ///< As in the lexicon.
    Term term;
    bool japanese = false;
};

/// The words of resources/lexicon, compiled into the program: what clinicians type in English and Japanese.
class Lexicon
{
public:
    /// The one that comes with the program. Built at first use; safe from any thread.
    static const Lexicon &bundled();

    struct Match {
        std::size_t length = 0; ///< Characters of the folded text; 0: no phrase begins here.
        const std::vector<Term> *terms = nullptr; ///< All meanings of the phrase, e.g. side and zone of "bibasilar".
        bool japanese = false;
    };
    /// The longest phrase that begins at `at` of a folded text and ends with a word.
    Match longestAt(std::u32string_view folded, std::size_t at) const;

    /// True if some phrase contains this English word.
    bool hasWord(const std::u32string &word) const { return m_words.contains(word); }
    /// The English words worth spelling correction, by their first letter.
    const std::vector<std::u32string> &wordsWith(char32_t firstLetter) const;

    /// Phrases of findings, devices, sides, zones, severities and verbs that begin with `prefix` (as typed, any case):
    /// targets first, the shortest first, those that the grammar knows before the others.
    std::vector<LexiconEntry> completions(
        std::string_view prefix, const CaptionGrammar &grammar, std::size_t maximum = 12) const;
    /// All phrases that mean this and nothing else, in the order of the lexicon: the first is the usual one.
    std::vector<LexiconEntry> phrasesOf(const Term &term) const;

private:
    void read(std::string_view table, bool japanese);

    struct Meaning {
        std::vector<Term> terms;
        bool japanese = false;
    };
    std::unordered_map<std::u32string, Meaning> m_phrases;
    std::unordered_map<char32_t, std::vector<std::size_t>> m_lengths; ///< By first character, longest first.
    std::unordered_set<std::u32string> m_words;
    std::unordered_map<char32_t, std::vector<std::u32string>> m_wordsByLetter;
    std::vector<LexiconEntry> m_entries;
};

} // namespace cf
