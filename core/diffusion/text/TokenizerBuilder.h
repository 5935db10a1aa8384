#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// Makes a small vocabulary of its own from captions, in CLIP's file format (vocab.json, merges.txt,
/// tokenizer_config.json, special_tokens_map.json), into `folder`, which is created. Words of the captions become whole
/// tokens as far as `maximumVocabulary` allows; any other text still encodes, byte by byte. The same captions give the
/// same bytes. `maximumVocabulary` counts everything and must be at least 514 (bytes twice, start, end).
Result<> writeTokenizer(
    const std::vector<std::string> &captions, const std::filesystem::path &folder, int maximumVocabulary);

} // namespace cf
