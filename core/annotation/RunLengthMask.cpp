#include "core/annotation/RunLengthMask.h"

#include <algorithm>

namespace cf::annotation {

RunLengthMask encodeRuns(const Image<std::uint8_t> &mask)
{
    if (std::ranges::all_of(mask.pixels, [](std::uint8_t value) { return value == 0; }))
        return {};
    RunLengthMask encoded{ mask.width, mask.height, {} };
    bool isSet = false;
    std::uint32_t length = 0;
    for (int x = 0; x < mask.width; ++x)
        for (int y = 0; y < mask.height; ++y) {
            if ((mask.at(x, y) != 0) != isSet) {
                encoded.runs.push_back(length);
                length = 0;
                isSet = !isSet;
            }
            ++length;
        }
    encoded.runs.push_back(length);
    return encoded;
}

Result<Image<std::uint8_t>> decodeRuns(const RunLengthMask &mask)
{
    const auto wrong = [] {
        return fail(ErrorCode::InvalidInput, "A mask's runs do not fit its size. Export the annotation again.");
    };
    constexpr int largestSide = 65535;
    if (mask.width < 1 || mask.height < 1 || mask.width > largestSide || mask.height > largestSide)
        return wrong();
    const std::uint64_t pixels = static_cast<std::uint64_t>(mask.width) * static_cast<std::uint64_t>(mask.height);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < mask.runs.size(); ++i) {
        sum += mask.runs[i];
        if ((i > 0 && mask.runs[i] == 0) || sum > pixels)
            return wrong();
    }
    if (sum != pixels || mask.runs.size() < 2)
        return wrong();
    Image<std::uint8_t> decoded(mask.width, mask.height);
    std::uint64_t place = 0;
    const auto height = static_cast<std::uint64_t>(mask.height);
    for (std::size_t i = 0; i < mask.runs.size(); ++i)
        for (std::uint32_t j = 0; j < mask.runs[i]; ++j, ++place)
            if (i % 2 == 1)
                decoded.at(static_cast<int>(place / height), static_cast<int>(place % height)) = 1;
    return decoded;
}

std::int64_t pixelsOf(const RunLengthMask &mask)
{
    std::int64_t pixels = 0;
    for (std::size_t i = 1; i < mask.runs.size(); i += 2)
        pixels += mask.runs[i];
    return pixels;
}

} // namespace cf::annotation
