#include "dicom/reading/file/NestingCheck.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace cf {
namespace {

enum class Delimiter { None, ItemStart, ItemEnd };

/// Items of sequences: (FFFE,E000) opens, (FFFE,E00D) closes one of undefined length (PS3.5 section 7.5).
Delimiter delimiterAt(const unsigned char *at)
{
    const bool little = at[0] == 0xFE && at[1] == 0xFF && at[3] == 0xE0;
    const bool big = at[0] == 0xFF && at[1] == 0xFE && at[2] == 0xE0;
    if (!little && !big)
        return Delimiter::None;
    const unsigned char element = little ? at[2] : at[3];
    return element == 0x00 ? Delimiter::ItemStart : element == 0x0D ? Delimiter::ItemEnd : Delimiter::None;
}

std::uint32_t lengthAt(const unsigned char *at, bool little)
{
    const auto byte = [&](int i) { return static_cast<std::uint32_t>(at[little ? i : 3 - i]); };
    return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
}

} // namespace

int sequenceNesting(std::span<const unsigned char> bytes)
{
    constexpr std::uint64_t undefined = ~std::uint64_t{ 0 };
    std::vector<std::uint64_t> open; // Where each open item ends.
    std::size_t deepest = 0;
    const unsigned char *const begin = bytes.data();
    const unsigned char *const end = begin + bytes.size();
    const unsigned char *at = begin;
    while (end - at >= 8
        && (at = static_cast<const unsigned char *>(std::memchr(at, 0xFE, static_cast<std::size_t>(end - at))))) {
        // The byte 0xFE comes first in little endian and second in big endian.
        const bool little = end - at >= 8 && delimiterAt(at) != Delimiter::None;
        const unsigned char *const tag = little || at == begin ? at : at - 1;
        ++at;
        if (end - tag < 8)
            continue;
        const Delimiter found = delimiterAt(tag);
        if (found == Delimiter::None)
            continue;
        const auto position = static_cast<std::uint64_t>(tag - begin);
        while (!open.empty() && open.back() != undefined && open.back() <= position)
            open.pop_back();
        if (found == Delimiter::ItemEnd) {
            while (!open.empty() && open.back() != undefined)
                open.pop_back();
            if (!open.empty())
                open.pop_back();
            continue;
        }
        const std::uint32_t length = lengthAt(tag + 4, little);
        open.push_back(length == 0xFFFFFFFFU ? undefined : position + 8 + length);
        deepest = std::max(deepest, open.size());
        if (deepest > 4U * deepestAcceptedNesting)
            break;
    }
    return static_cast<int>(deepest);
}

} // namespace cf
