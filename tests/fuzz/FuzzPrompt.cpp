// Any bytes as an instruction: read in bounded time, and what blocks says so.

#include "core/language/PromptLanguage.h"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const cf::CaptionGrammar grammar = cf::CaptionGrammar::bundled();
    const std::string typed(reinterpret_cast<const char *>(data), size);
    const cf::CompiledPrompt compiled = cf::compilePrompt(typed, grammar);
    if (!compiled.canGenerate() && compiled.warnings.empty())
        std::abort();
    return 0;
}
