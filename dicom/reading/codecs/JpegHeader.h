#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace cf {

/// What the beginning of a JPEG or JPEG-LS stream says of itself (ISO/IEC 10918-1 annex B, 14495-1 annex C).
struct JpegHeader {
    unsigned char startOfFrame = 0; ///< Low byte of the marker: 0xC0 baseline, 0xC1 extended, 0xC3 lossless, 0xF7 LS.
    int precision = 0; ///< Bits of a sample.
    int width = 0;
    int height = 0;
    int components = 0;
    std::array<unsigned char, 3> ids{}; ///< Names of the first components, e.g. 'R', 'G', 'B'.
    bool hasJfif = false; ///< JFIF: three components are YCbCr.
    int adobeTransform = -1; ///< Of Adobe's marker: 0 RGB, 1 YCbCr; −1 without one.
    int predictor = 0; ///< Selection value of lossless JPEG.
};

/// Nothing when the bytes are no JPEG or end before the frame's header.
std::optional<JpegHeader> readJpegHeader(std::span<const unsigned char> bytes);

/// Whether three components are YCbCr, as far as the stream itself says.
std::optional<bool> isYcbcr(const JpegHeader &header);

} // namespace cf
