#include "core/imaging/pictures/GreyPicture.h"

#include "core/base/files/RegularFile.h"
#include "core/imaging/pictures/PictureDecoders.h"

#include <opencv2/imgproc.hpp>

#include <string>

namespace cf {

namespace {

constexpr std::uintmax_t largestFile = std::uintmax_t{ 1 } << 30U;

cv::Mat greyOf(cv::Mat pixels)
{
    if (pixels.depth() == CV_16U) // Less than half a step down, so that rounding leaves the upper byte.
        pixels.convertTo(pixels, CV_8U, 1.0 / 256.0, -0.498);
    if (pixels.channels() > 1)
        cv::cvtColor(pixels, pixels, pixels.channels() == 4 ? cv::COLOR_BGRA2GRAY : cv::COLOR_BGR2GRAY);
    return pixels;
}

} // namespace

Result<cv::Mat> readGreyPicture(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, readText(file, largestFile));
    const std::span<const unsigned char> bytes(reinterpret_cast<const unsigned char *>(text.data()), text.size());
    try {
        const auto pixels = decodePicture(bytes, pictureKindOf(bytes));
        if (pixels && pixels->channels() != 2 && (pixels->depth() == CV_8U || pixels->depth() == CV_16U))
            return greyOf(*pixels);
        return fail(pixels ? ErrorCode::Unsupported : pixels.error().code,
            "The picture " + file.string()
                + " cannot be read: " + (pixels ? "its pixels are of an unusual kind." : pixels.error().message));
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::InvalidInput, "The picture " + file.string() + " cannot be read: " + error.what());
    }
}

} // namespace cf
