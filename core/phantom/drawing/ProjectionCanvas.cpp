#include "core/phantom/drawing/ProjectionCanvas.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr double thinnestRadius = 0.8; // Below this a tube is drawn wider and fainter, so that it never flickers.

cv::Mat view(GreyImage &image)
{
    return { image.height, image.width, CV_32F, image.pixels.data() };
}

} // namespace

TubeProfile TubeProfile::solid()
{
    TubeProfile profile;
    for (std::size_t i = 0; i < profile.values.size(); ++i) {
        const double q = static_cast<double>(i) / 64.0;
        profile.values[i] = static_cast<float>(2.0 * std::sqrt(std::max(0.0, 1.0 - q * q)));
    }
    return profile;
}

TubeProfile TubeProfile::pipe(double wall, double inside)
{
    TubeProfile profile;
    const double inner = 1.0 - wall;
    for (std::size_t i = 0; i < profile.values.size(); ++i) {
        const double q = static_cast<double>(i) / 64.0;
        const double whole = 2.0 * std::sqrt(std::max(0.0, 1.0 - q * q));
        const double core = q < inner ? 2.0 * std::sqrt(inner * inner - q * q) : 0.0;
        profile.values[i] = static_cast<float>(whole - core * (1.0 - inside));
    }
    return profile;
}

ProjectionCanvas::ProjectionCanvas(int width, int height)
    : m_image(width, height)
    , m_share(width, height, 2.0F)
    , m_radius(width, height)
    , m_weight(width, height)
{
}

void ProjectionCanvas::stampSegment(const End &from, const End &to, Box &touched)
{
    const double reach = std::max({ from.radius, to.radius, thinnestRadius }) + 1.0;
    const int left = std::max(0, static_cast<int>(std::floor(std::min(from.at.x, to.at.x) - reach)));
    const int right = std::min(m_image.width - 1, static_cast<int>(std::ceil(std::max(from.at.x, to.at.x) + reach)));
    const int top = std::max(0, static_cast<int>(std::floor(std::min(from.at.y, to.at.y) - reach)));
    const int bottom = std::min(m_image.height - 1, static_cast<int>(std::ceil(std::max(from.at.y, to.at.y) + reach)));
    if (left > right || top > bottom)
        return;
    touched = { std::min(touched.left, left), std::min(touched.top, top), std::max(touched.right, right),
        std::max(touched.bottom, bottom) };
    const float dx = static_cast<float>(to.at.x - from.at.x);
    const float dy = static_cast<float>(to.at.y - from.at.y);
    const float inverse = 1.0F / std::max(1e-6F, dx * dx + dy * dy);
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) {
            const float px = static_cast<float>(x - from.at.x);
            const float py = static_cast<float>(y - from.at.y);
            const float along = std::clamp((px * dx + py * dy) * inverse, 0.0F, 1.0F);
            const float ex = px - along * dx;
            const float ey = py - along * dy;
            const float radius = static_cast<float>(from.radius) + along * static_cast<float>(to.radius - from.radius);
            const float drawn = std::max(radius, static_cast<float>(thinnestRadius));
            const float share = std::sqrt(ex * ex + ey * ey) / drawn;
            const std::size_t at = m_image.index(x, y);
            if (share < m_share.pixels[at]) {
                m_share.pixels[at] = share;
                m_radius.pixels[at] = radius;
                m_weight.pixels[at] =
                    static_cast<float>(from.share) + along * static_cast<float>(to.share - from.share);
            }
        }
}

void ProjectionCanvas::add(const Tube &tube, const TubeProfile &profile)
{
    if (tube.path.size() < 2 || tube.radii.empty())
        return;
    Box touched{ m_image.width, m_image.height, -1, -1 };
    const auto end = [&tube](std::size_t i) {
        return End{ tube.path[i], tube.radii[std::min(i, tube.radii.size() - 1)],
            tube.shares.empty() ? 1.0 : tube.shares[std::min(i, tube.shares.size() - 1)] };
    };
    for (std::size_t i = 0; i + 1 < tube.path.size(); ++i)
        stampSegment(end(i), end(i + 1), touched);
    for (int y = touched.top; y <= touched.bottom; ++y)
        for (int x = touched.left; x <= touched.right; ++x) {
            const std::size_t at = m_image.index(x, y);
            if (m_share.pixels[at] < 1.0F) {
                // Equal cross section: what is drawn wider than it is gets fainter by the square.
                const float real = m_radius.pixels[at];
                const float drawn = std::max(real, static_cast<float>(thinnestRadius));
                const float strength = static_cast<float>(tube.strength) * m_weight.pixels[at] * real * real / drawn;
                m_image.pixels[at] += strength * profile.at(m_share.pixels[at]);
            }
            m_share.pixels[at] = 2.0F;
        }
}

void ProjectionCanvas::addEllipsoid(Point centre, double radiusX, double radiusY, double angle, double peak)
{
    const double reach = std::max(radiusX, radiusY) + 1.0;
    const int left = std::max(0, static_cast<int>(centre.x - reach));
    const int right = std::min(m_image.width - 1, static_cast<int>(centre.x + reach));
    const int top = std::max(0, static_cast<int>(centre.y - reach));
    const int bottom = std::min(m_image.height - 1, static_cast<int>(centre.y + reach));
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) {
            const double dx = x - centre.x;
            const double dy = y - centre.y;
            const double u = (dx * cosine + dy * sine) / radiusX;
            const double v = (dy * cosine - dx * sine) / radiusY;
            const double rest = 1.0 - u * u - v * v;
            if (rest > 0.0)
                m_image.at(x, y) += static_cast<float>(peak * std::sqrt(rest));
        }
}

std::vector<Point> smoothCurve(std::span<const Point> points, int steps, bool closed)
{
    std::vector<Point> curve;
    const int count = static_cast<int>(points.size());
    if (count < 2)
        return { points.begin(), points.end() };
    const auto at = [&](int i) {
        return points[static_cast<std::size_t>(closed ? (i + count) % count : std::clamp(i, 0, count - 1))];
    };
    for (int i = 0; i < (closed ? count : count - 1); ++i) {
        const Point p0 = at(i - 1), p1 = at(i), p2 = at(i + 1), p3 = at(i + 2);
        for (int step = 0; step < steps; ++step) {
            const double t = static_cast<double>(step) / steps;
            const auto blend = [t](double a, double b, double c, double d) {
                return 0.5
                    * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
            };
            curve.push_back({ blend(p0.x, p1.x, p2.x, p3.x), blend(p0.y, p1.y, p2.y, p3.y) });
        }
    }
    if (!closed)
        curve.push_back(points.back());
    return curve;
}

Image<std::uint8_t> fillOutline(std::span<const Point> outline, int width, int height)
{
    Image<std::uint8_t> mask(width, height);
    if (outline.size() < 3)
        return mask;
    constexpr int shift = 4; // 1/16 pixel
    std::vector<cv::Point> points;
    for (const Point &point : outline)
        points.emplace_back(cvRound(point.x * (1 << shift)), cvRound(point.y * (1 << shift)));
    cv::Mat target(height, width, CV_8U, mask.pixels.data());
    cv::fillPoly(target, std::vector<std::vector<cv::Point>>{ points }, cv::Scalar(1), cv::LINE_8, shift);
    return mask;
}

GreyImage distanceInside(const Image<std::uint8_t> &mask)
{
    GreyImage distance(mask.width, mask.height);
    // A frame of background would make the image border an edge; the body goes on beyond it.
    const cv::Mat source(mask.height, mask.width, CV_8U, const_cast<std::uint8_t *>(mask.pixels.data()));
    cv::Mat target = view(distance);
    cv::distanceTransform(source, target, cv::DIST_L2, cv::DIST_MASK_5, CV_32F);
    return distance;
}

void blur(GreyImage &image, double sigma, bool coarse)
{
    cv::Mat source = view(image);
    if (!coarse || sigma < 8.0) {
        const int radius = std::max(1, static_cast<int>(std::ceil(3.0 * sigma)));
        cv::GaussianBlur(source, source, cv::Size(2 * radius + 1, 2 * radius + 1), sigma, sigma, cv::BORDER_REPLICATE);
        return;
    }
    const double factor = sigma / 3.0;
    cv::Mat small;
    cv::resize(source, small,
        cv::Size(
            std::max(8, static_cast<int>(image.width / factor)), std::max(8, static_cast<int>(image.height / factor))),
        0, 0, cv::INTER_AREA);
    cv::GaussianBlur(small, small, cv::Size(19, 19), 3.0, 3.0, cv::BORDER_REPLICATE);
    cv::resize(small, source, source.size(), 0, 0, cv::INTER_CUBIC);
}

GreyImage fractalNoise(int width, int height, double cell, int octaves, RandomStream stream)
{
    GreyImage sum(width, height);
    cv::Mat target = view(sum);
    constexpr double persistence = 0.55; // Strength of an octave beside the one before, of twice its size; by eye.
    constexpr double widest = 1.7; // Nearly √3, which makes the deviation one.
    double weight = 1.0;
    double power = 0.0;
    for (int octave = 0; octave < octaves && cell > 1.0; ++octave, cell /= 2.0, weight *= persistence) {
        const int columns = static_cast<int>(width / cell) + 3;
        const int rows = static_cast<int>(height / cell) + 3;
        cv::Mat grid(rows, columns, CV_32F);
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < columns; ++x)
                grid.at<float>(y, x) = static_cast<float>(stream.uniform(-widest, widest));
        cv::Mat large;
        cv::resize(grid, large, cv::Size(width, height), 0, 0, cv::INTER_CUBIC);
        target += weight * large;
        power += weight * weight;
    }
    target *= 1.0 / std::sqrt(std::max(power, 1e-9));
    return sum;
}

GreyImage whiteNoise(int width, int height, RandomStream stream)
{
    GreyImage noise(width, height);
    // The sum of four 16-bit numbers is near enough to normal; deviation 65536·√(4/12).
    constexpr float scale = 1.0F / 37837.2F;
    for (float &pixel : noise.pixels) {
        const std::uint64_t bits = stream.next();
        const auto sum = static_cast<std::int64_t>(
            (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        pixel = static_cast<float>(sum - 131070) * scale;
    }
    return noise;
}

} // namespace cf
