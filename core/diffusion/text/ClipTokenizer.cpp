#include "core/diffusion/text/ClipTokenizer.h"

#include "core/diffusion/text/TextSplitting.h"
#include "core/diffusion/text/Unicode.h"
#include "core/diffusion/weights/ConfigReader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <sstream>

namespace cf {

namespace {

constexpr std::string_view endOfWord = "</w>";
constexpr std::int64_t largestId = 1 << 24;
// Merging costs the square of a piece's length: a hostile run of letters must not stop the program.
constexpr std::size_t longestPiece = 1024;

Result<nlohmann::json> readJson(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, readTextFile(file));
    auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return fail(ErrorCode::InvalidInput,
            "The tokenizer's file " + file.string() + " is not a JSON object. Copy the model folder again.");
    return json;
}

/// A special token is given as text or as an object with its "content".
std::string specialToken(const nlohmann::json &settings, const char *name, std::string_view fallback)
{
    const auto found = settings.find(name);
    if (found != settings.end() && found->is_string())
        return found->get<std::string>();
    if (found != settings.end() && found->is_object() && found->contains("content") && (*found)["content"].is_string())
        return (*found)["content"].get<std::string>();
    return std::string(fallback);
}

} // namespace

Result<ClipTokenizer> ClipTokenizer::load(const std::filesystem::path &folder)
{
    ClipTokenizer tokenizer;
    CF_TRY(tokenizer.readVocabulary(folder / "vocab.json"));
    CF_TRY(tokenizer.readMerges(folder / "merges.txt"));
    CF_TRY(tokenizer.readSettings(folder / "tokenizer_config.json"));
    return tokenizer;
}

Result<> ClipTokenizer::readVocabulary(const std::filesystem::path &file)
{
    CF_ASSIGN(const nlohmann::json json, readJson(file));
    for (const auto &[token, id] : json.items()) {
        if (!id.is_number_integer() || id.get<std::int64_t>() < 0 || id.get<std::int64_t>() > largestId)
            return fail(
                ErrorCode::InvalidInput, "The token \"" + token + "\" in " + file.string() + " has no valid id.");
        m_ids.emplace(token, id.get<std::int64_t>());
        if (!m_tokens.emplace(id.get<std::int64_t>(), token).second)
            return fail(ErrorCode::InvalidInput, "Two tokens in " + file.string() + " share the id " + id.dump() + ".");
    }
    return {};
}

Result<> ClipTokenizer::readMerges(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, readTextFile(file));
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line); // "#version: 0.2"
    int rank = 0;
    while (std::getline(lines, line)) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty())
            continue;
        const std::size_t space = line.find(' ');
        if (space == std::string::npos || space == 0 || space + 1 == line.size())
            return fail(ErrorCode::InvalidInput,
                "Line " + std::to_string(rank + 2) + " of " + file.string() + " is no pair of symbols.");
        m_ranks.emplace(line, rank++);
    }
    return {};
}

Result<> ClipTokenizer::readSettings(const std::filesystem::path &file)
{
    nlohmann::json settings = nlohmann::json::object();
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        CF_ASSIGN(settings, readJson(file));
    }
    const auto idOf = [this](const std::string &token) {
        const auto found = m_ids.find(token);
        return found != m_ids.end() ? found->second : std::int64_t{ -1 };
    };
    m_start = idOf(specialToken(settings, "bos_token", startOfText));
    m_end = idOf(specialToken(settings, "eos_token", endOfText));
    m_pad = idOf(specialToken(settings, "pad_token", endOfText));
    m_unknown = idOf(specialToken(settings, "unk_token", endOfText));
    if (m_start < 0 || m_end < 0 || m_pad < 0 || m_unknown < 0)
        return fail(ErrorCode::InvalidInput,
            "The vocabulary beside " + file.string() + " lacks the special tokens that CLIP's text encoder needs ("
                + std::string(startOfText) + ", " + std::string(endOfText) + ").");
    // Some folders say 1e30, "no limit"; CLIP's own 77 stands then.
    const auto length = settings.find("model_max_length");
    if (length != settings.end() && length->is_number() && length->get<double>() >= 2 && length->get<double>() <= 4096)
        m_maximumLength = length->get<int>();
    return {};
}

std::vector<std::string> ClipTokenizer::mergedSymbols(const std::string &piece) const
{
    std::vector<std::string> symbols;
    for (const char byte : piece)
        symbols.push_back(byteAlphabet()[static_cast<unsigned char>(byte)]);
    symbols.back() += endOfWord;
    while (symbols.size() > 1) {
        int best = std::numeric_limits<int>::max();
        std::size_t bestPlace = 0;
        for (std::size_t place = 0; place + 1 < symbols.size(); ++place) {
            const auto rank = m_ranks.find(symbols[place] + ' ' + symbols[place + 1]);
            if (rank != m_ranks.end() && rank->second < best) {
                best = rank->second;
                bestPlace = place;
            }
        }
        if (best == std::numeric_limits<int>::max())
            break;
        const std::string first = symbols[bestPlace], second = symbols[bestPlace + 1];
        std::vector<std::string> next;
        for (std::size_t place = 0; place < symbols.size(); ++place) {
            const bool joins = place + 1 < symbols.size() && symbols[place] == first && symbols[place + 1] == second;
            next.push_back(joins ? first + second : symbols[place]);
            place += joins ? 1 : 0;
        }
        symbols = std::move(next);
    }
    return symbols;
}

std::vector<std::int64_t> ClipTokenizer::tokens(std::string_view text) const
{
    std::vector<std::int64_t> ids{ m_start };
    for (const std::string &piece : splitForClip(text)) {
        if (piece == startOfText || piece == endOfText) {
            ids.push_back(piece == startOfText ? m_start : m_end);
            continue;
        }
        for (std::size_t first = 0; first < piece.size(); first += longestPiece)
            for (const std::string &symbol : mergedSymbols(piece.substr(first, longestPiece))) {
                const auto found = m_ids.find(symbol);
                ids.push_back(found != m_ids.end() ? found->second : m_unknown);
            }
    }
    ids.push_back(m_end);
    return ids;
}

TokenizedText ClipTokenizer::encode(std::string_view text) const
{
    TokenizedText result;
    result.ids = tokens(text);
    result.length = static_cast<int>(result.ids.size());
    const auto maximum = static_cast<std::size_t>(m_maximumLength);
    result.truncated = result.ids.size() > maximum;
    result.ids.resize(maximum, m_pad);
    if (result.truncated)
        result.ids.back() = m_end;
    return result;
}

std::string ClipTokenizer::decode(const std::vector<std::int64_t> &ids) const
{
    static const auto bytes = [] {
        std::unordered_map<std::string, char> map;
        for (int byte = 0; byte < 256; ++byte)
            map.emplace(byteAlphabet()[static_cast<std::size_t>(byte)], static_cast<char>(byte));
        return map;
    }();
    std::string text;
    for (const std::int64_t id : ids) {
        const auto found = m_tokens.find(id);
        if (found == m_tokens.end())
            continue;
        std::string token = found->second;
        const bool endsWord = token.size() > endOfWord.size() && token.ends_with(endOfWord);
        if (endsWord)
            token.resize(token.size() - endOfWord.size());
        for (const char32_t character : unicode::decodeUtf8(token)) {
            const auto byte = bytes.find(unicode::encodeUtf8(std::u32string(1, character)));
            text += byte != bytes.end() ? byte->second : '?';
        }
        if (endsWord)
            text += ' ';
    }
    const std::size_t first = text.find_first_not_of(' ');
    const std::size_t last = text.find_last_not_of(' ');
    return first == std::string::npos ? std::string()
                                      : unicode::encodeUtf8(unicode::decodeUtf8(text.substr(first, last - first + 1)));
}

} // namespace cf
