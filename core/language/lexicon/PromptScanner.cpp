#include "core/language/lexicon/PromptScanner.h"

#include "core/language/lexicon/PromptMeasure.h"
#include "core/language/lexicon/Spelling.h"

#include <map>
#include <optional>

namespace cf {

namespace {

std::size_t spacedWordEnd(std::u32string_view text, std::size_t at)
{
    while (at < text.size() && isSpacedLetter(text[at]))
        ++at;
    return at;
}

bool isNumber(std::u32string_view word)
{
    return word.find_first_not_of(U"0123456789") == std::u32string_view::npos;
}

/// Slips of the pen in English words are set right before phrases are looked for, so that phrases of several words
/// are found, too. Every character of a corrected word points to the typed word.
FoldedText corrected(
    const FoldedText &folded, const Lexicon &lexicon, std::vector<std::pair<std::string, std::string>> &spellings)
{
    FoldedText result = folded;
    result.text.clear();
    result.source.clear();
    std::map<std::u32string, std::optional<std::u32string>> known;
    const auto append = [&](std::u32string_view text, std::size_t place) {
        for (const char32_t character : text) {
            result.text.push_back(character);
            result.source.push_back(place);
        }
    };
    for (std::size_t at = 0; at < folded.text.size();) {
        const std::size_t end = spacedWordEnd(folded.text, at);
        if (end == at) {
            append(folded.text.substr(at, 1), folded.source[at]);
            ++at;
            continue;
        }
        const std::u32string word = folded.text.substr(at, end - at);
        auto found = known.find(word);
        if (found == known.end()) {
            const bool right = lexicon.hasWord(word) || isNumber(word);
            found = known.emplace(word, right ? std::nullopt : nearestWord(word, lexicon)).first;
            if (found->second)
                spellings.emplace_back(folded.typed(at, end), encodeUtf8(*found->second));
        }
        if (found->second)
            append(*found->second, folded.source[at]);
        else
            for (; at < end; ++at)
                append(folded.text.substr(at, 1), folded.source[at]);
        at = end;
    }
    result.source.push_back(folded.source.back());
    return result;
}

/// The end of what cannot be read from `at` on: a word, a run of katakana, or one character.
std::size_t unknownEnd(std::u32string_view text, std::size_t at)
{
    if (isSpacedLetter(text[at]))
        return spacedWordEnd(text, at);
    std::size_t end = at + 1;
    if (isKatakana(text[at]))
        while (end < text.size() && isKatakana(text[end]))
            ++end;
    return end;
}

void addUnknown(ScannedPrompt &scanned, const FoldedText &folded, std::size_t at, std::size_t end, bool joins)
{
    const bool spaced = isSpacedLetter(folded.text[at]);
    const std::string typed = folded.typed(at, end);
    if (joins && !spaced && scanned.tokens.back().japanese) {
        scanned.tokens.back().typed += typed;
        return;
    }
    PromptToken token;
    token.japanese = !spaced;
    token.typed = typed;
    token.folded = encodeUtf8(folded.text.substr(at, end - at));
    token.place = at;
    scanned.tokens.push_back(std::move(token));
}

PromptToken tokenOf(const Term &term, bool japanese, std::string typed, std::string folded, std::size_t place)
{
    PromptToken token;
    token.term = term;
    token.japanese = japanese;
    token.typed = std::move(typed);
    token.folded = std::move(folded);
    token.place = place;
    // "two" is written "count=2" in the lexicon, "at the carina" "length=0".
    if (const std::size_t equals = term.key.find('='); term.kind == TermKind::Measure && equals != std::string::npos) {
        token.value = static_cast<double>(term.key.back() - '0');
        token.term.key = term.key.substr(0, equals);
    }
    return token;
}

} // namespace

ScannedPrompt scanPrompt(std::string_view utf8, const Lexicon &lexicon)
{
    ScannedPrompt scanned;
    const FoldedText typed = foldText(utf8);
    scanned.broken = typed.broken;
    scanned.cut = typed.cut;
    const FoldedText folded = corrected(typed, lexicon, scanned.spellings);
    std::size_t pairs = 0;
    bool joins = false; // The token before is unknown and ends here.
    for (std::size_t at = 0; at < folded.text.size();) {
        const char32_t character = folded.text[at];
        const bool spaced = isSpacedLetter(character);
        if (spaced && (at == 0 || !isSpacedLetter(folded.text[at - 1])))
            ++scanned.words;
        const auto match = lexicon.longestAt(folded.text, at);
        if (const PromptMeasure measure = measureAt(folded, at); measure.length > match.length) {
            PromptToken &token = scanned.tokens.emplace_back();
            token.term = { TermKind::Measure, measure.kind };
            token.typed = folded.typed(at, at + measure.length);
            token.folded = encodeUtf8(folded.text.substr(at, measure.length));
            token.place = at;
            token.value = measure.value;
            joins = false;
            at += measure.length;
            continue;
        }
        if (match.length == 0) {
            const bool passed = character == U'\uFFFD' || (isIdlePunctuation(character) && !isKatakana(character));
            const std::size_t end = passed ? at + 1 : unknownEnd(folded.text, at);
            if (!passed)
                addUnknown(scanned, folded, at, end, joins);
            joins = !passed && !spaced;
            pairs += spaced ? 0 : end - at;
            at = end;
            continue;
        }
        const std::size_t end = at + match.length;
        for (const Term &term : *match.terms)
            scanned.tokens.push_back(tokenOf(
                term, match.japanese, folded.typed(at, end), encodeUtf8(folded.text.substr(at, match.length)), at));
        if (!spaced)
            pairs += match.length;
        else
            for (std::size_t place = at; place < end; ++place)
                scanned.words += folded.text[place] == U' ' ? 1 : 0;
        joins = false;
        at = end;
    }
    scanned.words += pairs / 2;
    return scanned;
}

} // namespace cf
