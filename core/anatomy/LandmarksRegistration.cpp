#include "core/anatomy/LandmarksRegistration.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace cf::landmarks {

namespace {

constexpr int N = ThoraxAtlas::size;

/// Weight that fades towards the borders of the atlas.
cv::Mat fieldWeight(int size)
{
    cv::Mat weight(size, size, CV_32F);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const double dx = (x + 0.5) / size - 0.5;
            const double dy = (y + 0.5) / size - 0.5;
            weight.at<float>(y, x) = static_cast<float>(std::exp(-std::pow(dx / 0.44, 6.0) - std::pow(dy / 0.44, 6.0)));
        }
    return weight;
}

double correlation(const cv::Mat &a, const cv::Mat &b, const cv::Mat &weight)
{
    const double total = cv::sum(weight)[0];
    const double meanA = a.dot(weight) / total;
    const double meanB = b.dot(weight) / total;
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (int y = 0; y < a.rows; ++y)
        for (int x = 0; x < a.cols; ++x) {
            const double w = weight.at<float>(y, x);
            const double da = a.at<float>(y, x) - meanA;
            const double db = b.at<float>(y, x) - meanB;
            ab += w * da * db;
            aa += w * da * da;
            bb += w * db * db;
        }
    return aa > 1e-9 && bb > 1e-9 ? ab / std::sqrt(aa * bb) : 0.0;
}

/// The same map between frames of another size.
cv::Matx23d rescaled(const cv::Matx23d &affine, double factor)
{
    const double shift = 0.5 * (factor - 1.0); // Pixel centres.
    cv::Matx23d result = affine;
    for (int row = 0; row < 2; ++row)
        result(row, 2) = factor * affine(row, 2) + shift - (affine(row, 0) + affine(row, 1)) * shift;
    return result;
}

cv::Mat throughAffine(const cv::Mat &image, const cv::Matx23d &affine)
{
    cv::Mat result;
    cv::warpAffine(
        image, result, cv::Mat(affine), image.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return result;
}

bool plausible(const cv::Matx23d &affine)
{
    const double a = affine(0, 0);
    const double b = affine(0, 1);
    const double c = affine(1, 0);
    const double d = affine(1, 1);
    const double determinant = a * d - b * c;
    const double sum = a * a + b * b + c * c + d * d;
    const double root = std::sqrt(std::max(0.0, sum * sum / 4.0 - determinant * determinant));
    const double large = std::sqrt(sum / 2.0 + root);
    const double small = std::sqrt(std::max(0.0, sum / 2.0 - root));
    const double rotation = std::atan2(c - b, a + d);
    return std::isfinite(sum) && determinant > 0.0 && large <= 1.5 && small >= 0.38 && large / small <= 1.7
        && std::abs(rotation) <= 20.0 * CV_PI / 180.0;
}

bool refine(const cv::Mat &atlas, const cv::Mat &image, cv::Matx23d &affine, int iterations)
{
    cv::Mat warp;
    cv::Mat(affine).convertTo(warp, CV_32F);
    try {
        cv::findTransformECC(atlas, image, warp, cv::MOTION_AFFINE,
            { cv::TermCriteria::COUNT | cv::TermCriteria::EPS, iterations, 1e-5 }, cv::noArray(), 3);
    } catch (const cv::Exception &) {
        return false; // It did not converge from here; other starts may.
    }
    cv::Matx23d refined;
    for (int row = 0; row < 2; ++row)
        for (int column = 0; column < 3; ++column)
            refined(row, column) = warp.at<float>(row, column);
    if (!plausible(refined))
        return false;
    affine = refined;
    return true;
}

struct Candidate {
    cv::Matx23d affine;
    double score = -1.0;
};

std::vector<Candidate> coarseSearch(const cv::Mat &atlas, const cv::Mat &image, const cv::Mat &weight)
{
    const double unit = atlas.cols / static_cast<double>(N);
    const double centre = 0.5 * (atlas.cols - 1);
    std::vector<Candidate> candidates;
    for (const double scale : { 0.6, 0.72, 0.86, 1.0, 1.15 })
        for (int i = -2; i <= 2; ++i)
            for (int j = -2; j <= 2; ++j) {
                const double dx = 8.0 * i * unit;
                const double dy = 9.0 * j * unit;
                const cv::Matx23d affine(scale, 0, centre * (1 - scale) + dx, 0, scale, centre * (1 - scale) + dy);
                candidates.push_back({ affine, correlation(atlas, throughAffine(image, affine), weight) });
            }
    std::ranges::sort(candidates, std::ranges::greater{}, &Candidate::score);
    candidates.resize(4);
    return candidates;
}

std::optional<Candidate> findAffine(const cv::Mat &atlas, const cv::Mat &image)
{
    constexpr int small = 48;
    cv::Mat smallAtlas;
    cv::Mat smallImage;
    cv::resize(blurred(atlas, 2.0), smallAtlas, { small, small }, 0, 0, cv::INTER_AREA);
    cv::resize(blurred(image, 2.0), smallImage, { small, small }, 0, 0, cv::INTER_AREA);
    const cv::Mat weight = fieldWeight(small);
    Candidate best;
    for (Candidate candidate : coarseSearch(smallAtlas, smallImage, weight)) {
        if (!refine(smallAtlas, smallImage, candidate.affine, 40))
            continue;
        candidate.score = correlation(smallAtlas, throughAffine(smallImage, candidate.affine), weight);
        if (candidate.score > best.score)
            best = candidate;
    }
    if (best.score < 0.0)
        return std::nullopt;
    best.affine = rescaled(best.affine, static_cast<double>(N) / small);
    refine(blurred(atlas, 2.0), blurred(image, 2.0), best.affine, 15);
    best.score = correlation(atlas, throughAffine(image, best.affine), fieldWeight(N));
    return best;
}

cv::Mat moved(const cv::Mat &image, const cv::Mat &displacement)
{
    cv::Mat map(displacement.size(), CV_32FC2);
    for (int y = 0; y < map.rows; ++y)
        for (int x = 0; x < map.cols; ++x)
            map.at<cv::Vec2f>(y, x) =
                displacement.at<cv::Vec2f>(y, x) + cv::Vec2f(static_cast<float>(x), static_cast<float>(y));
    cv::Mat result;
    cv::remap(image, result, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return result;
}

struct Level {
    double blur;
    float step;
    int iterations;
    double elasticity;
};

/// One step of the demons with the symmetric gradient force (Thirion 1998; Vercauteren 2009).
cv::Mat demonsForce(const cv::Mat &fixed, const cv::Mat &moving, const cv::Mat &weight, float step)
{
    cv::Mat force(fixed.size(), CV_32FC2);
    const cv::Mat mean = 0.5 * (fixed + moving);
    for (int y = 0; y < fixed.rows; ++y)
        for (int x = 0; x < fixed.cols; ++x) {
            const int left = std::max(0, x - 1);
            const int right = std::min(fixed.cols - 1, x + 1);
            const int above = std::max(0, y - 1);
            const int below = std::min(fixed.rows - 1, y + 1);
            const float gx = 0.5F * (mean.at<float>(y, right) - mean.at<float>(y, left));
            const float gy = 0.5F * (mean.at<float>(below, x) - mean.at<float>(above, x));
            const float d = std::clamp(fixed.at<float>(y, x) - moving.at<float>(y, x), -1.5F, 1.5F);
            const float factor = d / (gx * gx + gy * gy + 0.04F * d * d + 1e-3F);
            const float w = weight.at<float>(y, x);
            force.at<cv::Vec2f>(
                y, x) = { std::clamp(factor * gx, -step, step) * w, std::clamp(factor * gy, -step, step) * w };
        }
    return force;
}

cv::Mat demons(const cv::Mat &fixed, const cv::Mat &moving)
{
    static const cv::Mat weight = fieldWeight(N);
    static constexpr std::array levels{ Level{ 4.0, 3.0F, 20, 6.0 }, Level{ 2.0, 2.0F, 20, 4.5 },
        Level{ 1.2, 1.0F, 15, 3.6 } };
    cv::Mat displacement(fixed.size(), CV_32FC2, cv::Scalar(0, 0));
    for (const Level &level : levels) {
        const cv::Mat smoothFixed = blurred(fixed, level.blur);
        const cv::Mat smoothMoving = blurred(moving, level.blur);
        for (int i = 0; i < level.iterations; ++i) {
            const cv::Mat force = demonsForce(smoothFixed, moved(smoothMoving, displacement), weight, level.step);
            displacement = blurred(displacement + blurred(force, 2.0), level.elasticity / 2.0);
            displacement = cv::min(cv::max(displacement, cv::Scalar(-16, -16)), cv::Scalar(16, 16));
        }
    }
    return displacement;
}

} // namespace

Point Registration::deformed(Point atlas) const
{
    const int x = std::clamp(static_cast<int>(std::lround(atlas.x)), 0, N - 1);
    const int y = std::clamp(static_cast<int>(std::lround(atlas.y)), 0, N - 1);
    const cv::Vec2f shift = displacement.at<cv::Vec2f>(y, x); // Smooth over several units: the nearest is good enough.
    return { atlas.x + shift[0], atlas.y + shift[1] };
}

cv::Mat atlasPicture(const ThoraxAtlas &atlas)
{
    if (atlas.picture.empty())
        return {};
    return cv::Mat(N, N, CV_32F, const_cast<float *>(atlas.picture.data())).clone();
}

std::optional<Registration> registerAtlas(const cv::Mat &picture, const cv::Mat &contrast)
{
    const std::optional<Candidate> affine = findAffine(picture, contrast);
    if (!affine)
        return std::nullopt;
    Registration registration;
    registration.affine = affine->affine;
    registration.affineCorrelation = affine->score;
    const cv::Mat aligned = throughAffine(contrast, affine->affine);
    registration.displacement = demons(picture, aligned);
    registration.warped = moved(aligned, registration.displacement);
    registration.correlation = correlation(picture, registration.warped, fieldWeight(N));
    return registration;
}

} // namespace cf::landmarks
