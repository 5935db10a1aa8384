#include "dicom/reading/pixels/SegmentedPalette.h"

namespace cf {
namespace {

enum Opcode : std::uint16_t { Discrete = 0, Linear = 1, Indirect = 2 };

/// Adds one segment that begins at `at`, and returns where the next one begins; 0 when it cannot be read.
std::size_t addSegment(
    const std::vector<std::uint16_t> &segments, std::size_t at, std::size_t count, std::vector<std::uint16_t> &entries)
{
    if (at + 2 > segments.size())
        return 0;
    const std::size_t length = segments[at + 1];
    if (segments[at] == Discrete) {
        if (length > segments.size() - at - 2 || entries.size() + length > count)
            return 0;
        const auto begin = segments.begin() + static_cast<std::ptrdiff_t>(at) + 2;
        entries.insert(entries.end(), begin, begin + static_cast<std::ptrdiff_t>(length));
        return at + 2 + length;
    }
    // A line begins behind the entry before it.
    if (segments[at] != Linear || at + 3 > segments.size() || entries.empty() || entries.size() + length > count)
        return 0;
    const double from = entries.back();
    const double rise = segments[at + 2] - from;
    for (std::size_t i = 1; i <= length; ++i)
        entries.push_back(
            static_cast<std::uint16_t>(from + rise * static_cast<double>(i) / static_cast<double>(length) + 0.5));
    return at + 3;
}

} // namespace

std::vector<std::uint16_t> expandedSegments(const std::vector<std::uint16_t> &segments, std::size_t count)
{
    std::vector<std::uint16_t> entries;
    for (std::size_t at = 0; at < segments.size() && entries.size() < count;) {
        if (segments[at] != Indirect) {
            at = addSegment(segments, at, count, entries);
            if (at == 0)
                return {};
            continue;
        }
        if (at + 4 > segments.size())
            return {};
        // The offset is in bytes and has 32 bits, the lower ones first.
        std::size_t from = (segments[at + 2] | static_cast<std::size_t>(segments[at + 3]) << 16U) / 2;
        for (std::size_t i = 0; i < segments[at + 1]; ++i) {
            from = from < at ? addSegment(segments, from, count, entries) : 0;
            if (from == 0)
                return {};
        }
        at += 4;
    }
    return entries;
}

} // namespace cf
