#include "core/evaluation/EvaluationPicture.h"

#include "core/base/files/AtomicFile.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace cf {

Result<> writePictures(const std::vector<GreyImage> &pictures, int width, const std::filesystem::path &file)
{
    try {
        cv::Mat strip;
        for (const GreyImage &picture : pictures) {
            cv::Mat shrunk;
            cv::resize(asMat(picture), shrunk,
                cv::Size(width, std::max(1, width * picture.height / std::max(1, picture.width))), 0, 0,
                cv::INTER_AREA);
            if (strip.empty())
                strip = shrunk;
            else
                cv::hconcat(strip, shrunk, strip);
        }
        strip.convertTo(strip, CV_8U, 255.0);
        std::vector<unsigned char> jpeg;
        if (cv::imencode(".jpg", strip, jpeg, { cv::IMWRITE_JPEG_QUALITY, 85 }))
            return writeWhole(file, { reinterpret_cast<const char *>(jpeg.data()), jpeg.size() }, replaceOwn());
    } catch (const cv::Exception &) {
        // Falls through to the same error as a plain failure to write.
    }
    return fail(ErrorCode::Io, "The picture " + file.string() + " cannot be written.");
}

GreyImage shownChange(const GreyImage &source, const GreyImage &edited)
{
    GreyImage change = edited;
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        change.pixels[i] = 0.5F + 2.0F * (edited.pixels[i] - source.pixels[i]);
    return change;
}

Result<> writeStrip(
    const GreyImage &source, const GreyImage &truth, const GreyImage &edited, const std::filesystem::path &file)
{
    constexpr int width = 192;
    return writePictures({ source, truth, edited, shownChange(source, edited) }, width, file);
}

} // namespace cf
