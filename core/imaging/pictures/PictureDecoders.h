#pragma once

// For libraries that work with OpenCV's images.

#include "core/base/Result.h"

#include <opencv2/core.hpp>

#include <span>

namespace cf {

/// More pixels are not read: a file of a few bytes must not ask for gigabytes.
inline constexpr std::int64_t maxPicturePixels = 100'000'000;

enum class PictureKind { None, Png, Jpeg, Tiff };

/// By the first bytes alone.
PictureKind pictureKindOf(std::span<const unsigned char> bytes);

/// A picture of that kind, neither turned as its tags ask nor changed in depth. Errors: as the decoders below; also
/// for PictureKind::None.
Result<cv::Mat> decodePicture(std::span<const unsigned char> bytes, PictureKind kind);

/// Pictures as OpenCV's imdecode(…, IMREAD_UNCHANGED) gives them, value for value, with two differences: nothing is
/// printed (through OpenCV libpng and libjpeg write on stderr whatever they find odd), and data that the library had to
/// make up is an error instead of a grey patch.
/// Errors: InvalidInput with the library's own words, Unsupported for too many pixels.
Result<cv::Mat> decodePng(std::span<const unsigned char> bytes);
/// One or three components; nothing is decoded of others (CMYK), and the answer is empty.
Result<cv::Mat> decodeJpeg(std::span<const unsigned char> bytes);

} // namespace cf
