#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>

namespace cf {

/// Tags of TIFF 6.0 and EXIF 2.3 that decide how a picture is shown.
enum class TiffTag : std::uint16_t {
    NewSubfileType = 254, ///< Bit 0: a smaller copy of another picture of the file.
    BitsPerSample = 258,
    Photometric = 262, ///< 0: white is zero.
    Orientation = 274, ///< 1…8
    SamplesPerPixel = 277,
    XResolution = 282,
    YResolution = 283,
    SampleFormat = 339, ///< 1 unsigned, 2 signed, 3 float.
};

/// First values of the tags in the first directory of a TIFF file, or of the EXIF block of a JPEG or PNG; empty when it
/// is damaged. Rational values are divided.
std::map<TiffTag, double> readTiffTags(std::span<const unsigned char> tiff);

/// Pictures of a TIFF file, without those that it says are smaller copies of another; 1 where it is damaged.
int tiffPictures(std::span<const unsigned char> tiff);

/// The EXIF block of a JPEG (APP1) or PNG (eXIf); empty without one.
std::span<const unsigned char> exifOf(std::span<const unsigned char> picture);

/// Height of a pixel over its width by a PNG's pHYs or a JPEG's JFIF density; nothing when they do not say.
std::optional<double> statedAspectOf(std::span<const unsigned char> picture);

} // namespace cf
