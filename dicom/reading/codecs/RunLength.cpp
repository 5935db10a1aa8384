#include "dicom/reading/codecs/RunLength.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace cf {
namespace {

constexpr std::size_t headerSize = 64;

std::uint32_t wordAt(std::span<const unsigned char> bytes, std::size_t at)
{
    return bytes[at] | std::uint32_t{ bytes[at + 1] } << 8U | std::uint32_t{ bytes[at + 2] } << 16U
        | std::uint32_t{ bytes[at + 3] } << 24U;
}

/// Unpacks one segment into every `stride`-th byte from `first`; false when it ends before all `count` are there.
bool unpackSegment(std::span<const unsigned char> segment, std::vector<unsigned char> &frame, std::size_t first,
    std::size_t stride, std::size_t count)
{
    std::size_t written = 0;
    std::size_t at = 0;
    const auto put = [&](unsigned char value) {
        if (written < count)
            frame[first + stride * written++] = value;
    };
    while (written < count && at < segment.size()) {
        const unsigned control = segment[at++];
        if (control < 128) { // The next control + 1 bytes as they are.
            const std::size_t literals = std::min<std::size_t>(control + 1U, segment.size() - at);
            for (std::size_t i = 0; i < literals; ++i)
                put(segment[at + i]);
            at += literals;
        } else if (control > 128 && at < segment.size()) { // The next byte, 257 − control times.
            for (unsigned i = 0; i < 257U - control; ++i)
                put(segment[at]);
            ++at;
        }
    }
    return written == count;
}

} // namespace

Result<std::vector<unsigned char>> decodeRunLength(
    std::span<const unsigned char> bytes, std::size_t pixels, int samples, int bytesPerSample)
{
    const auto damaged = [] {
        return fail(ErrorCode::InvalidInput, "The RLE image is damaged. Get the file again from its source.");
    };
    const auto planes = static_cast<std::size_t>(samples * bytesPerSample);
    constexpr std::size_t longestRun = 128; // Out of two bytes; so a short file cannot ask for a large image.
    if (bytes.size() < headerSize || wordAt(bytes, 0) != planes || pixels * planes > bytes.size() * longestRun)
        return damaged();
    std::vector<unsigned char> frame(pixels * planes);
    for (std::size_t plane = 0; plane < planes; ++plane) {
        const std::size_t begin = wordAt(bytes, 4 * (plane + 1));
        const std::size_t next = plane + 1 < planes ? wordAt(bytes, 4 * (plane + 2)) : bytes.size();
        const std::size_t end = std::min(next, bytes.size());
        if (begin < headerSize || begin >= end)
            return damaged();
        const std::size_t sample = plane / static_cast<std::size_t>(bytesPerSample);
        std::size_t byte = plane % static_cast<std::size_t>(bytesPerSample);
        if constexpr (std::endian::native == std::endian::little)
            byte = static_cast<std::size_t>(bytesPerSample) - 1 - byte;
        const std::size_t first = sample * static_cast<std::size_t>(bytesPerSample) + byte;
        if (!unpackSegment(bytes.subspan(begin, end - begin), frame, first, planes, pixels))
            return damaged();
    }
    return frame;
}

} // namespace cf
