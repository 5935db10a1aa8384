#include "dicom/reading/codecs/JpegHeader.h"

#include <cstring>

namespace cf {
namespace {

bool startsFrame(unsigned char marker)
{
    const bool isTableOrOther = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    return (marker >= 0xC0 && marker <= 0xCF && !isTableOrOther) || marker == 0xF7;
}

bool standsAlone(unsigned char marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

void readFrame(std::span<const unsigned char> segment, JpegHeader &header)
{
    header.precision = segment[0];
    header.height = segment[1] << 8 | segment[2];
    header.width = segment[3] << 8 | segment[4];
    header.components = segment[5];
    for (std::size_t i = 0; i < header.ids.size() && 6 + 3 * i < segment.size(); ++i)
        header.ids[i] = segment[6 + 3 * i];
}

} // namespace

std::optional<JpegHeader> readJpegHeader(std::span<const unsigned char> bytes)
{
    if (bytes.size() < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        return std::nullopt;
    JpegHeader header;
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (bytes[at] != 0xFF)
            return std::nullopt;
        const unsigned char marker = bytes[at + 1];
        if (marker == 0xFF || standsAlone(marker)) { // Fill bytes may stand before a marker.
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        const std::size_t length = static_cast<std::size_t>(bytes[at + 2]) << 8U | bytes[at + 3];
        if (length < 2 || at + 2 + length > bytes.size())
            return std::nullopt;
        const auto segment = bytes.subspan(at + 4, length - 2);
        const auto isNamed = [&](const char *name, std::size_t size) {
            return segment.size() >= size && std::memcmp(segment.data(), name, size) == 0;
        };
        if (marker == 0xE0 && isNamed("JFIF", 5))
            header.hasJfif = true;
        else if (marker == 0xEE && isNamed("Adobe", 5) && segment.size() >= 12)
            header.adobeTransform = segment[11];
        else if (startsFrame(marker) && segment.size() >= 6) {
            header.startOfFrame = marker;
            readFrame(segment, header);
        } else if (marker == 0xDA) { // The scan begins; behind its components stands the predictor.
            const std::size_t behind = segment.empty() ? 0 : 1 + 2 * std::size_t{ segment[0] };
            header.predictor = behind < segment.size() ? segment[behind] : 0;
            break;
        }
        at += 2 + length;
    }
    return header.startOfFrame != 0 ? std::optional(header) : std::nullopt;
}

std::optional<bool> isYcbcr(const JpegHeader &header)
{
    if (header.adobeTransform >= 0)
        return header.adobeTransform != 0;
    if (header.hasJfif)
        return true;
    if (header.ids == std::array<unsigned char, 3>{ 'R', 'G', 'B' })
        return false;
    return std::nullopt;
}

} // namespace cf
