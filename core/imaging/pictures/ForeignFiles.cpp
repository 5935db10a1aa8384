#include "core/imaging/pictures/ForeignFiles.h"

#include <array>
#include <cstring>
#include <string_view>

namespace cf {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t at;
    std::string_view bytes;
    const char *name;
};

/// Each format's own magic numbers; those of HEIC and AVIF are brands of ISO/IEC 14496-12.
constexpr std::array signatures{
    Signature{ 0, "GIF8"sv, "GIF" },
    Signature{ 8, "WEBP"sv, "WebP" },
    Signature{ 0, "\xFF\x0A"sv, "JPEG XL" },
    Signature{ 0, "\0\0\0\x0CJXL \r\n\x87\n"sv, "JPEG XL" },
    Signature{ 0, "\0\0\0\x0CjP  \r\n\x87\n"sv, "JPEG 2000" },
    Signature{ 0, "\xFF\x4F\xFF\x51"sv, "JPEG 2000" },
    Signature{ 4, "ftyphei"sv, "HEIC" },
    Signature{ 4, "ftypmif1"sv, "HEIC" },
    Signature{ 4, "ftypavif"sv, "AVIF" },
    Signature{ 0, "II+\0"sv, "BigTIFF" },
    Signature{ 0, "MM\0+"sv, "BigTIFF" },
    Signature{ 0, "NRRD0"sv, "NRRD" },
    Signature{ 0, "%PDF-"sv, "PDF" },
    Signature{ 0, "\x1F\x8B\x08"sv, "gzip" },
    Signature{ 0, "PK\3\4"sv, "ZIP" },
    Signature{ 0, "\x93NUMPY"sv, "NumPy" },
    Signature{ 0, "ObjectType = "sv, "MetaImage" },
    Signature{ 344, "n+1\0"sv, "NIfTI" },
};

} // namespace

const char *nameOfForeignFile(std::span<const unsigned char> start)
{
    for (const Signature &each : signatures)
        if (start.size() >= each.at + each.bytes.size()
            && std::memcmp(start.data() + each.at, each.bytes.data(), each.bytes.size()) == 0)
            return each.name;
    // Two letters that may begin a text; behind its length a BMP has four bytes of 0.
    constexpr std::size_t headerOfBmp = 14;
    const bool isBmp = start.size() >= headerOfBmp && start[0] == 'B' && start[1] == 'M' && start[6] == 0
        && start[7] == 0 && start[8] == 0 && start[9] == 0;
    return isBmp ? "BMP" : nullptr;
}

} // namespace cf
