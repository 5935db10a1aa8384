#pragma once

// PNG files chunk by chunk, of the colour types that OpenCV does not write: grey with opacity, and palettes.

#include "tests/dicom/RawDicom.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace cf::test {

enum class PngColour { Grey = 0, Palette = 3, GreyAndOpacity = 4 };

inline void putBigEndian(Bytes &to, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        to += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
}

inline Bytes pngChunk(const Bytes &kind, const Bytes &data)
{
    std::uint32_t crc = 0xFFFFFFFFU; // CRC-32 of kind and data (PNG specification, Annex D).
    for (const char byte : kind + data) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    Bytes chunk;
    putBigEndian(chunk, static_cast<std::uint32_t>(data.size()));
    chunk += kind + data;
    putBigEndian(chunk, ~crc);
    return chunk;
}

/// A picture of 8 bits a sample, each row uncompressed in a block of its own. `samples(x, y)` gives the bytes of one
/// pixel; `palette` the colours of an indexed one.
inline Bytes png(int width, int height, PngColour colour, const std::function<Bytes(int x, int y)> &samples,
    const std::vector<std::array<int, 3>> &palette = {})
{
    Bytes header;
    putBigEndian(header, static_cast<std::uint32_t>(width));
    putBigEndian(header, static_cast<std::uint32_t>(height));
    header += static_cast<char>(8);
    header += static_cast<char>(colour);
    header += Bytes(3, '\0');
    Bytes stream("\x78\x01", 2); // zlib (RFC 1950), blocks without compression (RFC 1951).
    std::uint32_t one = 1; // Adler-32.
    std::uint32_t two = 0;
    for (int y = 0; y < height; ++y) {
        Bytes row(1, '\0'); // No filter.
        for (int x = 0; x < width; ++x)
            row += samples(x, y);
        stream += static_cast<char>(y + 1 == height ? 1 : 0);
        putNumber(stream, row.size(), 2);
        putNumber(stream, ~row.size(), 2);
        stream += row;
        for (const char byte : row) {
            one = (one + static_cast<unsigned char>(byte)) % 65521U;
            two = (two + one) % 65521U;
        }
    }
    putBigEndian(stream, two << 16U | one);
    Bytes colours;
    for (const auto &entry : palette)
        for (const int channel : entry)
            colours += static_cast<char>(channel);
    return Bytes("\x89PNG\r\n\x1A\n", 8) + pngChunk("IHDR", header)
        + (palette.empty() ? Bytes() : pngChunk("PLTE", colours)) + pngChunk("IDAT", stream) + pngChunk("IEND", {});
}

} // namespace cf::test
