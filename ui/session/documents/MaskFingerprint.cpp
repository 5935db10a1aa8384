#include "ui/session/documents/MaskFingerprint.h"

#include <algorithm>
#include <cstring>

namespace cf::ui {

std::size_t maskFingerprint(const Image<std::uint8_t> &mask)
{
    const auto &values = mask.pixels;
    if (std::all_of(values.begin(), values.end(), [](std::uint8_t value) { return value == 0; }))
        return 0;
    std::uint64_t print = 0x9e3779b97f4a7c15U ^ values.size();
    const auto mix = [&print](std::uint64_t word) { // A multiplication a word: the mask may have many megapixels.
        print = (print ^ word) * 0xff51afd7ed558ccdU;
        print ^= print >> 32U;
    };
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= values.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, values.data() + at, sizeof word);
        mix(word);
    }
    for (; at < values.size(); ++at)
        mix(values[at]);
    return std::size_t(print | 1U);
}

} // namespace cf::ui
