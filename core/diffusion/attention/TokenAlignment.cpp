#include "core/diffusion/attention/TokenAlignment.h"

#include "core/diffusion/text/Unicode.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>

namespace cf {

namespace {

using Ids = std::vector<std::int64_t>;

/// Tokens with start and end, cut as the text encoder's input is.
Ids boundedTokens(const ClipTokenizer &tokenizer, const std::string &caption)
{
    const TokenizedText text = tokenizer.encode(caption);
    return { text.ids.begin(), text.ids.begin() + std::min(text.length, tokenizer.modelMaxLength()) };
}

enum class Move : unsigned char { Left = 1, Up, Diagonal };

/// For each target token the source token it is aligned with, or −1.
Ids alignedSources(const Ids &source, const Ids &target)
{
    const std::size_t width = target.size() + 1;
    std::vector<int> score(width * (source.size() + 1), 0);
    std::vector<Move> trace(score.size(), Move::Left);
    for (std::size_t i = 1; i <= source.size(); ++i) {
        trace[i * width] = Move::Up;
        for (std::size_t j = 1; j < width; ++j) {
            const std::size_t here = i * width + j;
            const int left = score[here - 1], up = score[here - width];
            const int diagonal = score[here - width - 1] + (source[i - 1] == target[j - 1] ? 1 : -1);
            score[here] = std::max({ left, up, diagonal });
            trace[here] = score[here] == left ? Move::Left : score[here] == up ? Move::Up : Move::Diagonal;
        }
    }
    Ids sources(target.size(), -1);
    for (std::size_t i = source.size(), j = target.size(); j > 0;) {
        const Move move = trace[i * width + j];
        if (move == Move::Diagonal)
            sources[j - 1] = static_cast<std::int64_t>(i) - 1;
        i -= move == Move::Left ? 0 : 1;
        j -= move == Move::Up ? 0 : 1;
    }
    return sources;
}

std::vector<std::string> splitAtSpaces(const std::string &text)
{
    std::vector<std::string> words;
    std::size_t first = 0;
    for (std::size_t space; (space = text.find(' ', first)) != std::string::npos; first = space + 1)
        words.push_back(text.substr(first, space - first));
    words.push_back(text.substr(first));
    return words;
}

/// Characters of a decoded token, without the # at its ends, as the original counts them.
std::size_t tokenLength(const ClipTokenizer &tokenizer, std::int64_t id)
{
    const std::string text = tokenizer.decode({ id });
    const std::size_t first = text.find_first_not_of('#');
    if (first == std::string::npos)
        return 0;
    return unicode::decodeUtf8(text.substr(first, text.find_last_not_of('#') - first + 1)).size();
}

/// The tokens of each word: words are walked along by the lengths of decoded tokens.
std::vector<Ids> tokensByWord(const ClipTokenizer &tokenizer, const std::string &caption)
{
    const std::vector<std::string> words = splitAtSpaces(caption);
    std::vector<Ids> places(words.size());
    const Ids ids = tokenizer.tokens(caption);
    std::size_t word = 0, length = 0;
    for (std::size_t place = 1; place + 1 < ids.size() && word < words.size(); ++place) {
        length += tokenLength(tokenizer, ids[place]);
        if (static_cast<int>(place) < tokenizer.modelMaxLength())
            places[word].push_back(static_cast<std::int64_t>(place));
        if (length >= unicode::decodeUtf8(words[word]).size()) {
            ++word;
            length = 0;
        }
    }
    return places;
}

void fillWindow(torch::Tensor table, StepWindow window)
{
    const auto rows = static_cast<double>(table.size(0));
    const auto first = static_cast<std::int64_t>(window.first * rows);
    const auto last = static_cast<std::int64_t>(window.second * rows);
    table.zero_();
    table.slice(0, first, last).fill_(1.0);
}

} // namespace

TokenAlignment alignTokens(
    const ClipTokenizer &tokenizer, const std::string &source, const std::string &target, PaddingAlignment padding)
{
    const Ids sourceIds = boundedTokens(tokenizer, source), targetIds = boundedTokens(tokenizer, target);
    Ids sources = alignedSources(sourceIds, targetIds);
    const auto maximum = static_cast<std::int64_t>(tokenizer.modelMaxLength());
    const auto shift = padding == PaddingAlignment::Original
        ? 0
        : static_cast<std::int64_t>(sourceIds.size()) - static_cast<std::int64_t>(targetIds.size());
    for (auto place = static_cast<std::int64_t>(sources.size()); place < maximum; ++place)
        sources.push_back(std::clamp<std::int64_t>(place + shift, 0, maximum - 1));
    TokenAlignment result;
    result.sources = torch::tensor(sources, torch::kInt64);
    result.kept = result.sources.ne(-1).to(torch::kFloat32);
    return result;
}

std::vector<std::int64_t> wordTokens(
    const ClipTokenizer &tokenizer, const std::string &caption, const std::string &word)
{
    const std::vector<std::string> words = splitAtSpaces(caption);
    const std::vector<Ids> places = tokensByWord(tokenizer, caption);
    Ids result;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == word)
            result.insert(result.end(), places[i].begin(), places[i].end());
    return result;
}

std::vector<std::int64_t> wordTokensAt(const ClipTokenizer &tokenizer, const std::string &caption, std::size_t place)
{
    const std::vector<Ids> places = tokensByWord(tokenizer, caption);
    return place < places.size() ? places[place] : Ids();
}

Result<std::vector<std::int64_t>> phraseTokens(
    const ClipTokenizer &tokenizer, const std::string &caption, const std::string &phrase)
{
    const Ids whole = boundedTokens(tokenizer, caption);
    const Ids padded = tokenizer.tokens(phrase);
    const Ids part(padded.begin() + 1, padded.end() - 1);
    Ids result;
    for (std::size_t first = 0; !part.empty() && first + part.size() <= whole.size(); ++first)
        if (std::equal(part.begin(), part.end(), whole.begin() + static_cast<std::ptrdiff_t>(first)))
            for (std::size_t i = 0; i < part.size(); ++i)
                result.push_back(static_cast<std::int64_t>(first + i));
    if (result.empty())
        return fail(ErrorCode::InvalidInput,
            "\"" + phrase + "\" does not occur in the caption \"" + caption
                + "\" (as far as the model reads it). Name words of the caption.");
    return result;
}

Result<torch::Tensor> replacementTable(
    const ClipTokenizer &tokenizer, const std::string &source, const std::string &target)
{
    const auto sourceWords = splitAtSpaces(source), targetWords = splitAtSpaces(target);
    if (sourceWords.size() != targetWords.size())
        return fail(ErrorCode::InvalidInput,
            "Replacing words needs captions of equally many words; the source has " + std::to_string(sourceWords.size())
                + ", the target " + std::to_string(targetWords.size()) + ". Use refinement instead.");
    const auto sourcePlaces = tokensByWord(tokenizer, source), targetPlaces = tokensByWord(tokenizer, target);
    std::vector<std::size_t> changed;
    for (std::size_t word = 0; word < sourceWords.size(); ++word)
        if (sourceWords[word] != targetWords[word])
            changed.push_back(word);
    for (const std::size_t word : changed)
        if (sourcePlaces[word].empty() || targetPlaces[word].empty())
            return fail(ErrorCode::InvalidInput,
                "The word \"" + sourceWords[word] + "\" or \"" + targetWords[word]
                    + "\" has no token of its own, so that it cannot be replaced. Use refinement instead.");
    const std::int64_t maximum = tokenizer.modelMaxLength();
    torch::Tensor table = torch::zeros({ maximum, maximum });
    std::size_t next = 0;
    for (std::int64_t i = 0, j = 0; i < maximum && j < maximum;) {
        if (next < changed.size() && sourcePlaces[changed[next]].front() == i) {
            const Ids &from = sourcePlaces[changed[next]], &to = targetPlaces[changed[next]];
            for (std::size_t a = 0; a < from.size(); ++a)
                for (std::size_t b = 0; b < to.size(); ++b)
                    if (from.size() != to.size() || a == b)
                        table[from[a]][to[b]] = from.size() == to.size() ? 1.0 : 1.0 / static_cast<double>(to.size());
            ++next;
            i += static_cast<std::int64_t>(from.size());
            j += static_cast<std::int64_t>(to.size());
        } else {
            // After the last replaced word the original writes [j, j]; golden values hold it to that.
            table[next < changed.size() ? i : j][j] = 1.0;
            ++i;
            ++j;
        }
    }
    return table;
}

torch::Tensor crossReplaceTable(const ClipTokenizer &tokenizer, const std::vector<std::string> &targets, int steps,
    StepWindow window, const std::map<std::string, StepWindow> &words)
{
    const auto count = static_cast<std::int64_t>(targets.size());
    torch::Tensor table = torch::zeros({ steps + 1, count, tokenizer.modelMaxLength() });
    fillWindow(table, window);
    for (const auto &[word, itsWindow] : words)
        for (std::int64_t target = 0; target < count; ++target)
            for (const std::int64_t place : wordTokens(tokenizer, targets[static_cast<std::size_t>(target)], word))
                fillWindow(table.select(1, target).select(1, place), itsWindow);
    return table;
}

torch::Tensor equalizer(
    const ClipTokenizer &tokenizer, const std::string &target, const std::vector<std::pair<std::string, double>> &words)
{
    torch::Tensor weights = torch::ones({ 1, tokenizer.modelMaxLength() });
    for (const auto &[word, weight] : words)
        for (const std::int64_t place : wordTokens(tokenizer, target, word))
            weights[0][place] = weight;
    return weights;
}

torch::Tensor wordSelection(const ClipTokenizer &tokenizer, const std::vector<std::string> &captions,
    const std::vector<std::vector<std::string>> &words)
{
    torch::Tensor selection = torch::zeros({ static_cast<std::int64_t>(captions.size()), tokenizer.modelMaxLength() });
    for (std::size_t row = 0; row < captions.size() && row < words.size(); ++row)
        for (const std::string &word : words[row])
            for (const std::int64_t place : wordTokens(tokenizer, captions[row], word))
                selection[static_cast<std::int64_t>(row)][place] = 1.0;
    return selection;
}

} // namespace cf
