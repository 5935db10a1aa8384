#include "core/evaluation/EvaluationPicture.h"

#include "core/base/AtomicFile.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace cf {

Result<> writeStrip(
    const GreyImage &source, const GreyImage &truth, const GreyImage &edited, const std::filesystem::path &file)
{
    constexpr int width = 192;
    const auto view = [](const GreyImage &image) {
        return cv::Mat(image.height, image.width, CV_32FC1, const_cast<float *>(image.pixels.data()));
    };
    try {
        const cv::Size size(width, std::max(1, width * source.height / std::max(1, source.width)));
        const cv::Mat change = (view(edited) - view(source)) * 2.0 + 0.5;
        cv::Mat strip;
        for (const cv::Mat &part : { view(source), view(truth), view(edited), change }) {
            cv::Mat shrunk;
            cv::resize(part, shrunk, size, 0, 0, cv::INTER_AREA);
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

} // namespace cf
