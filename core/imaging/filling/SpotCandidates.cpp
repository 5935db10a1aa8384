#include "core/imaging/filling/SpotCandidates.h"

#include "core/imaging/OpenCvImage.h"
#include "core/imaging/filling/SpotFilling.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace cf {

namespace {

// Pixels of a film of 512.
constexpr double spotSmoothing = 2.0; ///< A knob becomes one hill.
constexpr int spotsApart = 7; ///< Of two hills the higher one is looked at.

constexpr float minSpotHeight = 3.0F / 255.0F; ///< Display grey; fainter ones are grain.
constexpr float windowPerGrey = 4.0F; ///< So that a window's values are about one.
constexpr float windowPerHeight = 10.0F;

cv::Mat spotElement(int radius)
{
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, { 2 * radius + 1, 2 * radius + 1 });
}

std::vector<float> spotWindowAt(const cv::Mat &film, const cv::Mat &standing, cv::Point at)
{
    constexpr int half = spotWindow::side / 2;
    const cv::Rect box(at.x, at.y, spotWindow::side, spotWindow::side); // Of the padded pictures.
    const cv::Mat grey = film(box);
    const auto mean = static_cast<float>(cv::mean(grey(cv::Rect(half / 2, half / 2, half, half)))[0]);
    std::vector<float> window;
    window.reserve(spotWindow::size);
    for (int y = 0; y < spotWindow::side; ++y)
        for (int x = 0; x < spotWindow::side; ++x)
            window.push_back(windowPerGrey * (grey.at<float>(y, x) - mean));
    for (int y = 0; y < spotWindow::side; ++y)
        for (int x = 0; x < spotWindow::side; ++x)
            window.push_back(windowPerHeight * standing(box).at<float>(y, x));
    return window;
}

} // namespace

std::vector<SpotCandidate> spotCandidates(const GreyImage &film)
{
    const cv::Mat picture = asMat(film);
    const GreyImage stands = standingOut(film);
    const cv::Mat standing = asMat(stands);
    cv::Mat hills;
    cv::GaussianBlur(standing, hills, {}, spotSmoothing);
    cv::Mat highest;
    cv::dilate(hills, highest, spotElement(spotsApart));
    std::vector<SpotCandidate> candidates;
    for (int y = 0; y < hills.rows; ++y)
        for (int x = 0; x < hills.cols; ++x)
            if (const float height = hills.at<float>(y, x);
                height >= minSpotHeight && height >= highest.at<float>(y, x))
                candidates.push_back({ x, y, height, {} });
    std::ranges::stable_sort(candidates, std::ranges::greater(), &SpotCandidate::height);
    if (std::ssize(candidates) > maxSpots)
        candidates.resize(maxSpots);
    constexpr int half = spotWindow::side / 2;
    cv::Mat padded;
    cv::Mat paddedStanding;
    cv::copyMakeBorder(picture, padded, half, half, half, half, cv::BORDER_REPLICATE);
    cv::copyMakeBorder(standing, paddedStanding, half, half, half, half, cv::BORDER_REPLICATE);
    for (SpotCandidate &candidate : candidates)
        candidate.window = spotWindowAt(padded, paddedStanding, { candidate.x, candidate.y });
    return candidates;
}

} // namespace cf
