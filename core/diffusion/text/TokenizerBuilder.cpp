#include "core/diffusion/text/TokenizerBuilder.h"

#include "core/base/files/AtomicFile.h"
#include "core/diffusion/text/TextSplitting.h"

#include <nlohmann/json.hpp>

#include <map>
#include <utility>

namespace cf {

namespace {

using Symbols = std::vector<std::string>;
using Pair = std::pair<std::string, std::string>;

constexpr int smallestVocabulary = 514;

/// The distinct pieces of all captions as symbols, with how often each occurs.
std::vector<std::pair<Symbols, int>> countedPieces(const std::vector<std::string> &captions)
{
    std::map<std::string, int> counts;
    for (const std::string &caption : captions)
        for (std::string &piece : splitForClip(caption))
            if (piece != startOfText && piece != endOfText)
                ++counts[std::move(piece)];
    std::vector<std::pair<Symbols, int>> pieces;
    for (const auto &[piece, count] : counts) {
        Symbols symbols;
        for (const char byte : piece)
            symbols.push_back(byteAlphabet()[static_cast<unsigned char>(byte)]);
        symbols.back() += "</w>";
        pieces.emplace_back(std::move(symbols), count);
    }
    return pieces;
}

/// The most frequent pair of neighbours; among equals the first in byte order. Empty where nothing is left to join.
Pair mostFrequentPair(const std::vector<std::pair<Symbols, int>> &pieces)
{
    std::map<Pair, std::int64_t> counts;
    for (const auto &[symbols, count] : pieces)
        for (std::size_t place = 0; place + 1 < symbols.size(); ++place)
            counts[{ symbols[place], symbols[place + 1] }] += count;
    Pair best;
    std::int64_t maximum = 0;
    for (const auto &[pair, count] : counts)
        if (count > maximum) {
            best = pair;
            maximum = count;
        }
    return best;
}

void join(Symbols &symbols, const Pair &pair)
{
    for (std::size_t place = 0; place + 1 < symbols.size(); ++place)
        if (symbols[place] == pair.first && symbols[place + 1] == pair.second) {
            symbols[place] += pair.second;
            symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(place) + 1);
        }
}

std::string settingsText()
{
    const nlohmann::ordered_json settings{ { "add_prefix_space", false }, { "bos_token", startOfText },
        { "do_lower_case", true }, { "eos_token", endOfText }, { "errors", "replace" }, { "model_max_length", 77 },
        { "pad_token", endOfText }, { "tokenizer_class", "CLIPTokenizer" }, { "unk_token", endOfText } };
    return settings.dump(2) + "\n";
}

std::string specialTokensText()
{
    const nlohmann::ordered_json tokens{ { "bos_token", startOfText }, { "eos_token", endOfText },
        { "pad_token", endOfText }, { "unk_token", endOfText } };
    return tokens.dump(2) + "\n";
}

} // namespace

Result<> writeTokenizer(
    const std::vector<std::string> &captions, const std::filesystem::path &folder, int maximumVocabulary)
{
    if (maximumVocabulary < smallestVocabulary)
        return fail(ErrorCode::InvalidInput,
            "A vocabulary needs at least " + std::to_string(smallestVocabulary) + " tokens; "
                + std::to_string(maximumVocabulary) + " were allowed.");
    auto pieces = countedPieces(captions);
    nlohmann::ordered_json vocabulary = nlohmann::ordered_json::object();
    std::map<std::string, int> known; // The same token may come from two different pairs.
    const auto addToken = [&](const std::string &token) {
        if (known.emplace(token, static_cast<int>(known.size())).second)
            vocabulary[token] = known.size() - 1;
    };
    for (const char *ending : { "", "</w>" })
        for (const unsigned char byte : byteOrder())
            addToken(byteAlphabet()[byte] + ending);
    std::string merges = "#version: 0.2\n";
    while (static_cast<int>(known.size()) + 2 < maximumVocabulary) {
        const Pair pair = mostFrequentPair(pieces);
        if (pair.first.empty())
            break;
        for (auto &piece : pieces)
            join(piece.first, pair);
        addToken(pair.first + pair.second);
        merges += pair.first + ' ' + pair.second + '\n';
    }
    addToken(std::string(startOfText));
    addToken(std::string(endOfText));

    CF_TRY(makeFolder(folder));
    CF_TRY(writeWhole(folder / "vocab.json", vocabulary.dump() + "\n", replaceOwn()));
    CF_TRY(writeWhole(folder / "merges.txt", merges, replaceOwn()));
    CF_TRY(writeWhole(folder / "tokenizer_config.json", settingsText(), replaceOwn()));
    return writeWhole(folder / "special_tokens_map.json", specialTokensText(), replaceOwn());
}

} // namespace cf
