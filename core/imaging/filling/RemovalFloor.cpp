#include "core/imaging/filling/RemovalFloor.h"

#include "core/imaging/OpenCvImage.h"
#include "core/imaging/Resample.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace cf {

namespace {

constexpr int floorRadius = 12; ///< Pixels of a film of 512: wider than bundles of wires, narrower than a lung.
constexpr float grainBelow = 5.0F / 255.0F; ///< Display grey.

} // namespace

void limitDarkening(const GreyImage &picture, GreyImage &change, double scale)
{
    if (std::ranges::none_of(change.pixels, [](float value) { return value < 0.0F; }))
        return;
    GreyImage small =
        resized(picture, std::max(1, cvRound(picture.width / scale)), std::max(1, cvRound(picture.height / scale)));
    cv::Mat opened;
    cv::morphologyEx(asMat(small), opened, cv::MORPH_OPEN,
        cv::getStructuringElement(cv::MORPH_ELLIPSE, { 2 * floorRadius + 1, 2 * floorRadius + 1 }));
    opened.copyTo(asMat(small));
    const GreyImage lowest = resized(small, picture.width, picture.height);
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        if (change.pixels[i] < 0.0F) {
            const float was = picture.pixels[i];
            const float least = std::min(was, lowest.pixels[i] - grainBelow);
            change.pixels[i] = std::max(change.pixels[i], least - was);
        }
}

} // namespace cf
