#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace cf {

/// Tokens of a caption with start and end, as the model's text encoder counts them; nothing where that is not known.
using TokenCounter = std::function<std::optional<int>(const std::string &)>;

/// Most tokens that a CLIP text encoder reads; the rest of a caption is cut.
inline constexpr int maxCaptionTokens = 77;

/// The counter of a model folder's own tokenizer. A folder without one gets a counter that never knows. Errors: a
/// tokenizer that cannot be read.
Result<TokenCounter> captionTokenCounter(const std::filesystem::path &modelFolder);

} // namespace cf
