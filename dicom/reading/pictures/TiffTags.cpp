#include "dicom/reading/pictures/TiffTags.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace cf {
namespace {

using View = std::span<const unsigned char>;

/// Reads numbers of a TIFF structure in its own byte order; 0 beyond its end.
struct TiffReader {
    View bytes;
    bool bigEndian = false;

    std::uint32_t number(std::size_t at, int count) const
    {
        std::uint32_t value = 0;
        for (int i = 0; i < count; ++i) {
            const std::size_t from = at + static_cast<std::size_t>(bigEndian ? i : count - 1 - i);
            value = value << 8U | (from < bytes.size() ? bytes[from] : 0U);
        }
        return value;
    }
};

double valueOf(const TiffReader &reader, std::size_t entry)
{
    const std::uint32_t type = reader.number(entry + 2, 2);
    const std::uint32_t count = reader.number(entry + 4, 4);
    switch (type) {
    case 3: { // SHORT; more than two stand elsewhere.
        const std::size_t at = count <= 2 ? entry + 8 : reader.number(entry + 8, 4);
        return reader.number(at, 2);
    }
    case 4: // LONG
        return reader.number(count <= 1 ? entry + 8 : reader.number(entry + 8, 4), 4);
    case 5: { // RATIONAL
        const std::size_t at = reader.number(entry + 8, 4);
        const double divisor = reader.number(at + 4, 4);
        return divisor > 0.0 ? reader.number(at, 4) / divisor : 0.0;
    }
    default:
        return 0.0;
    }
}

std::uint32_t bigEndian(View bytes, std::size_t at, int count)
{
    return TiffReader{ bytes, true }.number(at, count);
}

bool isPng(View bytes)
{
    return bytes.size() > 33 && bytes[0] == 0x89 && bytes[1] == 'P';
}

/// The data of a PNG's chunk before its image data.
View pngChunk(View bytes, std::string_view name)
{
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::size_t length = bigEndian(bytes, at, 4);
        if (length > bytes.size() - at - 12)
            return {};
        const std::string_view found(reinterpret_cast<const char *>(bytes.data()) + at + 4, 4);
        if (found == name)
            return bytes.subspan(at + 8, length);
        at += 12 + length;
    }
    return {};
}

/// The data of a JPEG's first segment with this marker that begins with `name`, behind it.
View jpegSegment(View bytes, unsigned char marker, std::string_view name)
{
    for (std::size_t at = 2; at + 4 <= bytes.size() && bytes[at] == 0xFF && bytes[at + 1] != 0xDA;) {
        const std::size_t length = bigEndian(bytes, at + 2, 2);
        if (length < 2 || at + 2 + length > bytes.size())
            return {};
        const View data = bytes.subspan(at + 4, length - 2);
        if (bytes[at + 1] == marker && data.size() >= name.size()
            && std::memcmp(data.data(), name.data(), name.size()) == 0)
            return data.subspan(name.size());
        at += 2 + length;
    }
    return {};
}

} // namespace

std::map<TiffTag, double> readTiffTags(View tiff)
{
    std::map<TiffTag, double> tags;
    if (tiff.size() < 14 || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M'))
        return tags;
    const TiffReader reader{ tiff, tiff[0] == 'M' };
    const std::size_t directory = reader.number(4, 4);
    const std::uint32_t entries = reader.number(directory, 2);
    for (std::uint32_t i = 0; i < entries && directory + 2 + 12 * (i + 1) <= tiff.size(); ++i) {
        const std::size_t entry = directory + 2 + std::size_t{ 12 } * i;
        tags[static_cast<TiffTag>(reader.number(entry, 2))] = valueOf(reader, entry);
    }
    return tags;
}

int tiffPictures(View tiff)
{
    constexpr int maxCounted = 1000; // A file whose directories lead in a circle ends somewhere.
    if (tiff.size() < 14 || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M'))
        return 1;
    const TiffReader reader{ tiff, tiff[0] == 'M' };
    int pictures = 0;
    for (std::size_t directory = reader.number(4, 4); directory > 0 && directory + 2 <= tiff.size();) {
        const std::size_t entries = reader.number(directory, 2);
        bool isCopy = false;
        for (std::size_t i = 0; i < entries; ++i) {
            const std::size_t entry = directory + 2 + 12 * i;
            if (static_cast<TiffTag>(reader.number(entry, 2)) == TiffTag::NewSubfileType)
                isCopy = (static_cast<std::uint32_t>(valueOf(reader, entry)) & 1U) != 0;
        }
        pictures += isCopy ? 0 : 1;
        if (pictures >= maxCounted)
            break;
        const std::size_t next = reader.number(directory + 2 + 12 * entries, 4);
        if (next <= directory && isCopy)
            break; // Backwards, perhaps for ever.
        directory = next;
    }
    return std::max(pictures, 1);
}

View exifOf(View picture)
{
    if (isPng(picture))
        return pngChunk(picture, "eXIf");
    return jpegSegment(picture, 0xE1, std::string_view("Exif\0\0", 6));
}

std::optional<double> statedAspectOf(View picture)
{
    // Both state pixels a unit of length: more of them along an axis are shorter there.
    double across = 0.0;
    double down = 0.0;
    if (const View physical = isPng(picture) ? pngChunk(picture, "pHYs") : View(); physical.size() >= 9) {
        across = bigEndian(physical, 0, 4);
        down = bigEndian(physical, 4, 4);
    } else if (const View jfif = isPng(picture) ? View() : jpegSegment(picture, 0xE0, std::string_view("JFIF\0", 5));
               jfif.size() >= 7) {
        across = bigEndian(jfif, 3, 2);
        down = bigEndian(jfif, 5, 2);
    }
    return across > 0.0 && down > 0.0 ? std::optional(across / down) : std::nullopt;
}

} // namespace cf
