#include "core/training/segmenter/samples/SegmenterDistractors.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace cf {

namespace {

/// Attenuation, of what is drawn at its strongest, from which pixels belong to it.
constexpr float plainShare = 0.3F;

/// A course with a width; places and radii in pixels.
struct Course {
    std::vector<cv::Point2d> points;
    std::vector<double> radii;
};

/// A quadratic Bézier curve from one end to the other; `flare`: how much wider it is at its ends.
Course courseBetween(cv::Point2d from, cv::Point2d bend, cv::Point2d to, double radius, double flare)
{
    constexpr int pieces = 16;
    Course course;
    for (int i = 0; i <= pieces; ++i) {
        const double t = static_cast<double>(i) / pieces;
        course.points.push_back((1 - t) * (1 - t) * from + 2 * t * (1 - t) * bend + t * t * to);
        const double fromEnd = std::min(t, 1 - t);
        course.radii.push_back(radius * (1.0 + flare * std::exp(-fromEnd * fromEnd / 0.008)));
    }
    return course;
}

/// Calls `at(x, y, across)` for each pixel within the course: its distance to the middle over the radius there, 0 to 1.
template <typename At> void within(const Course &course, cv::Size size, const At &at)
{
    cv::Mat nearest(size, CV_32F, cv::Scalar(1.0));
    const cv::Rect whole({}, size);
    cv::Rect all;
    for (std::size_t i = 0; i + 1 < course.points.size(); ++i) {
        const cv::Point2d from = course.points[i];
        const cv::Point2d along = course.points[i + 1] - from;
        const double radius = course.radii[i];
        const cv::Point2d reach(radius + 1.0, radius + 1.0);
        const cv::Point2d low(std::min(0.0, along.x), std::min(0.0, along.y));
        const cv::Point2d high(std::max(0.0, along.x), std::max(0.0, along.y));
        const cv::Rect box = cv::Rect(cv::Point(from + low - reach), cv::Point(from + high + reach)) & whole;
        all |= box;
        for (int y = box.y; y < box.y + box.height; ++y)
            for (int x = box.x; x < box.x + box.width; ++x) {
                const cv::Point2d here = cv::Point2d(x, y) - from;
                const double share = std::clamp(here.dot(along) / std::max(1e-9, along.dot(along)), 0.0, 1.0);
                const cv::Point2d aside = here - share * along;
                auto &smallest = nearest.at<float>(y, x);
                smallest = std::min(smallest, static_cast<float>(std::hypot(aside.x, aside.y) / radius));
            }
    }
    for (int y = all.y; y < all.y + all.height; ++y)
        for (int x = all.x; x < all.x + all.width; ++x)
            if (nearest.at<float>(y, x) < 1.0F)
                at(x, y, static_cast<double>(nearest.at<float>(y, x)));
}

/// Attenuation of a solid cylinder, 1 in its middle.
void addSolid(cv::Mat &attenuation, const Course &course, double strength)
{
    within(course, attenuation.size(), [&](int x, int y, double across) {
        attenuation.at<float>(y, x) += static_cast<float>(strength * std::sqrt(1.0 - across * across));
    });
}

/// Of a long bone: a tube whose wall is dense and whose marrow is not, so that its edges are bright lines.
void addBone(cv::Mat &attenuation, const Course &course, double strength, RandomStream &stream)
{
    const double inner = stream.uniform(0.5, 0.82);
    const double marrow = stream.uniform(0.55, 0.95); // Share of the wall's density that the marrow lacks.
    within(course, attenuation.size(), [&](int x, int y, double across) {
        const double hollow = inner * inner - across * across;
        const double wall = std::sqrt(1.0 - across * across) - marrow * std::sqrt(std::max(0.0, hollow));
        attenuation.at<float>(y, x) += static_cast<float>(strength * wall);
    });
}

void lay(SegmenterSample &sample, cv::Mat &attenuation, double blur)
{
    cv::GaussianBlur(attenuation, attenuation, {}, blur);
    cv::Mat film(sample.film.height, sample.film.width, CV_8U, sample.film.pixels.data());
    for (int y = 0; y < film.rows; ++y)
        for (int x = 0; x < film.cols; ++x)
            if (const float value = attenuation.at<float>(y, x); value > 1e-3F) {
                auto &pixel = film.at<std::uint8_t>(y, x);
                pixel = static_cast<std::uint8_t>(
                    static_cast<float>(pixel) + static_cast<float>(255 - pixel) * (1.0F - std::exp(-value)));
            }
}

cv::Point2d place(double x, double y, bool mirrored, double size)
{
    return { (mirrored ? 1.0 - x : x) * size, y * size };
}

cv::Point2d between(cv::Point2d one, cv::Point2d other, double aside, RandomStream &stream)
{
    return 0.5 * (one + other) + cv::Point2d(stream.uniform(-aside, aside), stream.uniform(-aside, aside));
}

/// An upper arm hanging at the side, perhaps with a forearm towards the belly.
void addArm(cv::Mat &attenuation, bool mirrored, RandomStream &stream)
{
    const double size = attenuation.cols;
    const double unit = size / 512.0;
    const cv::Point2d shoulder = place(stream.uniform(0.03, 0.2), stream.uniform(0.08, 0.3), mirrored, size);
    const cv::Point2d elbow = place(stream.uniform(-0.06, 0.13), stream.uniform(0.55, 1.1), mirrored, size);
    const cv::Point2d bend = between(shoulder, elbow, 14.0 * unit, stream);
    addSolid(attenuation, courseBetween(shoulder, bend, elbow, stream.uniform(20.0, 48.0) * unit, 0.0),
        stream.uniform(0.05, 0.35));
    addBone(attenuation,
        courseBetween(shoulder, bend, elbow, stream.uniform(6.0, 13.0) * unit, stream.uniform(0.2, 1.0)),
        stream.uniform(0.08, 0.45), stream);
    if (!stream.chance(0.3))
        return;
    const cv::Point2d wrist = place(stream.uniform(0.2, 0.6), stream.uniform(0.7, 1.05), mirrored, size);
    const double apart = stream.uniform(8.0, 18.0) * unit;
    addSolid(attenuation,
        courseBetween(elbow, between(elbow, wrist, 10.0 * unit, stream), wrist, stream.uniform(18.0, 34.0) * unit, 0.0),
        stream.uniform(0.05, 0.35));
    for (const double aside : { -0.5 * apart, 0.5 * apart }) {
        const cv::Point2d shift(0.3 * aside, aside);
        addBone(attenuation,
            courseBetween(elbow + shift, between(elbow, wrist, 6.0 * unit, stream) + 1.6 * shift, wrist + shift,
                stream.uniform(4.0, 7.5) * unit, 0.4),
            stream.uniform(0.12, 0.5), stream);
    }
}

void addCollarBone(cv::Mat &attenuation, bool mirrored, RandomStream &stream)
{
    const double size = attenuation.cols;
    const double unit = size / 512.0;
    const cv::Point2d inner = place(stream.uniform(0.4, 0.48), stream.uniform(0.1, 0.3), mirrored, size);
    const cv::Point2d outer = place(stream.uniform(0.05, 0.2), stream.uniform(0.03, 0.25), mirrored, size);
    const cv::Point2d middle = between(inner, outer, 12.0 * unit, stream);
    const double radius = stream.uniform(4.0, 8.5) * unit;
    const double strength = stream.uniform(0.08, 0.4);
    const cv::Point2d dip(0.0, stream.uniform(4.0, 18.0) * unit);
    addBone(attenuation, courseBetween(inner, 0.5 * (inner + middle) + dip, middle, radius, 0.2), strength, stream);
    addBone(attenuation, courseBetween(middle, 0.5 * (middle + outer) - dip, outer, radius, 0.2), strength, stream);
}

/// One rod and what holds it: screws across it, or hooks beside.
void addRod(cv::Mat &attenuation, RandomStream &stream)
{
    const double size = attenuation.cols;
    const double unit = size / 512.0;
    const double x = stream.uniform(0.44, 0.56) * size;
    const cv::Point2d top(x + stream.uniform(-14.0, 14.0) * unit, stream.uniform(0.0, 0.35) * size);
    const cv::Point2d bottom(x + stream.uniform(-14.0, 14.0) * unit, stream.uniform(0.55, 1.05) * size);
    const cv::Point2d bend = between(top, bottom, 16.0 * unit, stream);
    const Course rod = courseBetween(top, bend, bottom, stream.uniform(1.6, 4.0) * unit, 0.0);
    addSolid(attenuation, rod, stream.uniform(0.8, 2.5));
    for (int count = 2 + stream.below(7); count > 0; --count) {
        const cv::Point2d at = rod.points[static_cast<std::size_t>(stream.below(static_cast<int>(rod.points.size())))];
        const cv::Point2d half(stream.uniform(3.0, 15.0) * unit, stream.uniform(-4.0, 4.0) * unit);
        addSolid(attenuation, courseBetween(at - half, at, at + half, stream.uniform(1.8, 4.5) * unit, 0.0),
            stream.uniform(0.6, 2.0));
    }
}

} // namespace

void drawBones(SegmenterSample &sample, RandomStream &stream)
{
    cv::Mat attenuation = cv::Mat::zeros(sample.film.height, sample.film.width, CV_32F);
    for (const bool mirrored : { false, true }) {
        if (stream.chance(0.7))
            addArm(attenuation, mirrored, stream);
        if (stream.chance(0.35))
            addCollarBone(attenuation, mirrored, stream);
    }
    lay(sample, attenuation, stream.uniform(0.5, 1.3));
}

void drawHardware(SegmenterSample &sample, RandomStream &stream)
{
    cv::Mat attenuation = cv::Mat::zeros(sample.film.height, sample.film.width, CV_32F);
    for (int rods = 1 + stream.below(2); rods > 0; --rods)
        addRod(attenuation, stream);
    for (int y = 0; y < sample.seen.height; ++y)
        for (int x = 0; x < sample.seen.width; ++x)
            if (attenuation.at<float>(2 * y, 2 * x) > plainShare)
                sample.seen.at(x, y) |= bitOf(SeenMap::ForeignBody);
    sample.info.labels[placeOf(SeenMap::ForeignBody)] = 1;
    lay(sample, attenuation, stream.uniform(0.4, 0.9));
}

} // namespace cf
