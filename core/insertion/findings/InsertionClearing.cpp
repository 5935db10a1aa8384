#include "core/anatomy/LandmarksRegistration.h"
#include "core/insertion/findings/InsertionFindings.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

// An opacity of one lung, taken away by what the other lung shows at its place.
namespace cf::insertion {

using landmarks::blurred;

namespace {

constexpr double smoothness = 2.0; ///< Units: ribs and vessels of two lungs do not lie alike, their shades do.
constexpr double detailReach = 0.26; ///< Units: finer than this is grain, which stays.
/// Of the differences between a lung and its like: what the lungs differ by where both are clear.
constexpr double clearRank = 0.3;
/// Shares of the contrast of heart and lung: where an opacity begins, and what it reaches somewhere.
constexpr double beginsAt = 0.12;
constexpr double reaches = 0.35;
/// From wall (0) to mediastinum (1): beyond lie hila and great vessels, in which two lungs differ; less so at the
/// bases, from `baseAt` of the way from apex to diaphragm on.
constexpr double medialFrom = 0.62;
constexpr double medialTo = 0.85;
constexpr double medialOfBase = 0.08; ///< Further towards the mediastinum.
constexpr double baseAt = 0.65;
constexpr double baseOver = 0.15;
/// Share of the lung below which nothing is told from chance.
constexpr double minArea = 0.03;

double at(const std::vector<double> &profile, double place)
{
    return profile[static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(profile.size() - 1)))];
}

/// For each pixel of a lung the place in the other that is as far from apex, wall, mediastinum and diaphragm.
struct Likeness {
    cv::Mat places; ///< CV_32FC2, as for cv::remap.
    cv::Mat weight; ///< How far the two may be held against each other, 0 … 1; 0 outside the lung.
};

Likeness likenessOf(const LungFrame &own, const LungFrame &other)
{
    cv::Mat places(own.mask.size(), CV_32FC2, cv::Scalar(-1, -1));
    cv::Mat weight(own.mask.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < places.rows; ++y)
        for (int x = 0; x < places.cols; ++x) {
            if (!own.mask.at<std::uint8_t>(y, x))
                continue;
            const double width = at(own.medial, y) - at(own.lateral, y);
            const double across = std::abs(width) < 1.0 ? 0.5 : std::clamp((x - at(own.lateral, y)) / width, 0.0, 1.0);
            const double down = std::clamp((y - own.apex.y) / std::max(1.0, at(own.dome, x) - own.apex.y), 0.0, 1.0);
            double row = other.apex.y + down * other.height;
            double column = 0.0;
            for (int pass = 0; pass < 3; ++pass) { // The column says where the dome is, the row where the column is.
                column = at(other.lateral, row) + across * (at(other.medial, row) - at(other.lateral, row));
                row = other.apex.y + down * (at(other.dome, column) - other.apex.y);
            }
            places.at<cv::Vec2f>(y, x) = { static_cast<float>(column), static_cast<float>(row) };
            const double shift = medialOfBase * smoothStep((down - baseAt) / baseOver);
            weight.at<float>(y, x) =
                static_cast<float>(1.0 - smoothStep((across - medialFrom - shift) / (medialTo - medialFrom)));
        }
    return { places, weight };
}

struct Excess {
    cv::Mat shade; ///< By how much the lung is too bright, T; 0 elsewhere.
    Likeness like;
    double sum = 0.0;
    double share = 0.0; ///< Of the lung.
};

Excess excessOf(const Exposure &exposure, const cv::Mat &low, const LungFrame &own, const LungFrame &other)
{
    Excess excess;
    excess.like = likenessOf(own, other);
    excess.shade = cv::Mat(low.size(), CV_32F, cv::Scalar(0));
    cv::Mat like;
    cv::remap(low, like, excess.like.places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    std::vector<float> differences;
    for (int y = 0; y < low.rows; ++y)
        for (int x = 0; x < low.cols; ++x)
            if (own.mask.at<std::uint8_t>(y, x))
                differences.push_back(low.at<float>(y, x) - like.at<float>(y, x));
    if (differences.empty())
        return excess;
    const auto rank =
        differences.begin() + static_cast<std::ptrdiff_t>(clearRank * static_cast<double>(differences.size() - 1));
    std::nth_element(differences.begin(), rank, differences.end());
    const double usual = std::max(0.0F, *rank); // A lung that is darker than the other is not brightened.
    const double contrast = std::max(22.0, exposure.contrast());
    GreyImage shares(low.cols, low.rows);
    for (int y = 0; y < low.rows; ++y)
        for (int x = 0; x < low.cols; ++x)
            if (own.mask.at<std::uint8_t>(y, x)) {
                const double over = low.at<float>(y, x) - like.at<float>(y, x) - usual;
                shares.at(x, y) =
                    excess.like.weight.at<float>(y, x) * static_cast<float>(std::max(0.0, over) / contrast);
            }
    const MaskImage there = hysteresis(shares, beginsAt, reaches);
    double lung = 0.0;
    double hidden = 0.0;
    for (int y = 0; y < low.rows; ++y)
        for (int x = 0; x < low.cols; ++x) {
            lung += own.mask.at<std::uint8_t>(y, x) ? 1.0 : 0.0;
            if (!(there.at(x, y) > 0.0F))
                continue;
            hidden += 1.0;
            excess.shade.at<float>(y, x) = static_cast<float>(contrast * shares.at(x, y));
            excess.sum += excess.shade.at<float>(y, x);
        }
    excess.share = hidden / std::max(1.0, lung);
    return excess;
}

} // namespace

Result<cv::Mat> clearingChange(const Exposure &exposure, const ThoraxGeometry &geometry, Side side)
{
    const LungFrame right = makeLungFrame(exposure, geometry, true);
    const LungFrame left = makeLungFrame(exposure, geometry, false);
    const cv::Mat low = blurred(exposure.log, smoothness * exposure.unit);
    const Excess ofRight = excessOf(exposure, low, right, left);
    const Excess ofLeft = excessOf(exposure, low, left, right);
    const bool isRight = side == Side::Right || (side != Side::Left && ofRight.sum >= ofLeft.sum);
    const Excess &excess = isRight ? ofRight : ofLeft;
    if (side == Side::Both)
        return fail(ErrorCode::InvalidInput,
            "What lies on both lungs cannot be taken away: one lung is cleared by what the other shows.");
    if (excess.share < minArea)
        return fail(ErrorCode::InvalidInput,
            side == Side::None
                ? std::string("Neither lung is brighter than the other: nothing can be told from the lungs themselves.")
                : std::string("The ") + (isRight ? "right" : "left")
                    + " lung is no brighter than the other: nothing can be told from the lung itself.");
    const LungFrame &lung = isRight ? right : left;
    const cv::Mat detail = blurred(exposure.log, detailReach * exposure.unit) - low;
    cv::Mat like;
    cv::remap(detail, like, excess.like.places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const cv::Mat shade = blurred(excess.shade, 0.8 * exposure.unit);
    const cv::Mat soft = softMask(lung.mask, 0.6 * exposure.unit);
    const double contrast = std::max(22.0, exposure.contrast());
    cv::Mat change(shade.size(), CV_32F);
    for (int y = 0; y < change.rows; ++y)
        for (int x = 0; x < change.cols; ++x) {
            const double hidden = std::min(1.0, shade.at<float>(y, x) / contrast);
            change.at<float>(y, x) = soft.at<float>(y, x)
                * static_cast<float>(
                    hidden * (like.at<float>(y, x) - 0.5 * detail.at<float>(y, x)) - shade.at<float>(y, x));
        }
    return change;
}

} // namespace cf::insertion
