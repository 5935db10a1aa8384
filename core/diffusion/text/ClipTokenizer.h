#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cf {

/// A caption as the text encoder takes it.
struct TokenizedText {
    std::vector<std::int64_t> ids; ///< start, tokens, end, padding: exactly `modelMaxLength` of them.
    int length = 0; ///< Tokens with start and end, before truncation.
    bool truncated = false; ///< The text was too long: its end was left out.
};

/// CLIP's byte-pair encoding of text, from the files of a diffusers model's tokenizer folder (vocab.json, merges.txt,
/// tokenizer_config.json where there is one). Any vocabulary of that format, of any size, is taken.
///
/// The ids are those of the published slow CLIPTokenizer (transformers 4.37) without ftfy; see TextSplitting.h.
class ClipTokenizer
{
public:
    /// Errors name the file and what is wrong with it.
    static Result<ClipTokenizer> load(const std::filesystem::path &folder);

    /// Never fails; text of any length and encoding is taken.
    TokenizedText encode(std::string_view text) const;
    /// start, tokens, end; neither truncated nor padded.
    std::vector<std::int64_t> tokens(std::string_view text) const;
    /// Characters of the tokens; broken UTF-8 becomes U+FFFD. Unknown ids are left out.
    std::string decode(const std::vector<std::int64_t> &ids) const;

    int modelMaxLength() const { return m_maximumLength; }
    std::int64_t startId() const { return m_start; }
    std::int64_t endId() const { return m_end; }
    std::int64_t padId() const { return m_pad; }
    std::size_t vocabularySize() const { return m_ids.size(); }

private:
    Result<> readVocabulary(const std::filesystem::path &file);
    Result<> readMerges(const std::filesystem::path &file);
    Result<> readSettings(const std::filesystem::path &file);
    std::vector<std::string> mergedSymbols(const std::string &piece) const;

    std::unordered_map<std::string, std::int64_t> m_ids;
    std::unordered_map<std::int64_t, std::string> m_tokens;
    std::unordered_map<std::string, int> m_ranks; ///< "first second" → place in merges.txt.
    std::int64_t m_start = 0;
    std::int64_t m_end = 0;
    std::int64_t m_pad = 0;
    std::int64_t m_unknown = 0;
    int m_maximumLength = 77;
};

} // namespace cf
