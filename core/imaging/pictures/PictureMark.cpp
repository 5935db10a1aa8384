#include "core/imaging/pictures/PictureMark.h"

#include "core/base/files/AtomicFile.h"

#include <cstdint>

namespace cf {

namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";
constexpr std::size_t headerChunk = 4 + 4 + 13 + 4; ///< Length, "IHDR", its content, check sum.
constexpr std::string_view typeAndText{ "tEXtSoftware\0Contrafact", 4 + 8 + 1 + 10 };

/// CRC-32 of ISO 3309, as the PNG specification asks for.
std::uint32_t checksum(std::string_view bytes)
{
    std::uint32_t rest = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        rest ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~rest;
}

void appendNumber(std::string &bytes, std::uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
}

std::string markChunk()
{
    std::string chunk;
    appendNumber(chunk, static_cast<std::uint32_t>(typeAndText.size() - 4));
    chunk += typeAndText;
    appendNumber(chunk, checksum(typeAndText));
    return chunk;
}

} // namespace

std::string markedPicture(std::string_view png)
{
    const std::size_t headerEnd = signature.size() + headerChunk;
    if (!png.starts_with(signature) || png.size() < headerEnd)
        return std::string(png);
    std::string marked(png.substr(0, headerEnd));
    marked += markChunk();
    marked += png.substr(headerEnd);
    return marked;
}

bool isOurPicture(const std::filesystem::path &file)
{
    // The mark stands right behind the header, where no other program puts the very same bytes.
    const std::string mark = markChunk();
    return beginsWith(file, signature) && holdsAt(file, signature.size() + headerChunk, mark);
}

} // namespace cf
