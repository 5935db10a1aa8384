#include "core/base/Sentence.h"

namespace cf {

std::string inEnglish(const Sentence &sentence)
{
    std::string text;
    const std::string &pattern = sentence.pattern;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool names = pattern[at] == '%' && at + 1 < pattern.size() && pattern[at + 1] >= '1';
        const auto index = names ? static_cast<std::size_t>(pattern[at + 1] - '1') : sentence.arguments.size();
        if (index < sentence.arguments.size()) {
            text += sentence.arguments[index];
            ++at;
        } else {
            text += pattern[at];
        }
    }
    return text;
}

} // namespace cf
