#include "core/editing/CaptionTokens.h"

#include "core/diffusion/text/ClipTokenizer.h"

#include <memory>

namespace cf {

Result<TokenCounter> captionTokenCounter(const std::filesystem::path &modelFolder)
{
    std::error_code error;
    if (modelFolder.empty() || !std::filesystem::is_directory(modelFolder / "tokenizer", error))
        return TokenCounter([](const std::string &) { return std::optional<int>(); });
    CF_ASSIGN(ClipTokenizer tokenizer, ClipTokenizer::load(modelFolder / "tokenizer"));
    auto shared = std::make_shared<const ClipTokenizer>(std::move(tokenizer));
    return TokenCounter([shared](const std::string &caption) -> std::optional<int> {
        return static_cast<int>(shared->tokens(caption).size());
    });
}

} // namespace cf
