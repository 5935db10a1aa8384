#include "core/imaging/Resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace cf {

namespace {

/// What one pixel of the result takes from a run of neighbouring source pixels.
struct Taps {
    int first = 0;
    std::vector<float> weights; ///< Their sum is the share of the pixel that lies on the image.
};

Taps areaTaps(const AxisMap &axis, int position)
{
    const double low = (position - axis.offset) / axis.scale;
    const double high = (position + 1 - axis.offset) / axis.scale;
    const double from = std::max(low, 0.0);
    const double to = std::min<double>(high, axis.fromLength);
    Taps taps;
    if (to <= from)
        return taps;
    taps.first = std::min(static_cast<int>(from), axis.fromLength - 1);
    const int last = std::min(static_cast<int>(std::ceil(to)) - 1, axis.fromLength - 1);
    for (int pixel = taps.first; pixel <= last; ++pixel) {
        const double covered = std::min<double>(to, pixel + 1) - std::max<double>(from, pixel);
        taps.weights.push_back(static_cast<float>(covered / (high - low)));
    }
    return taps;
}

std::array<double, 4> catmullRom(double t)
{
    const double t2 = t * t;
    const double t3 = t2 * t;
    return { -0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1.0, -1.5 * t3 + 2.0 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2 };
}

/// Beyond the edges the edge pixel goes on.
Taps cubicTaps(const AxisMap &axis, int position)
{
    const double low = std::max((position - axis.offset) / axis.scale, 0.0);
    const double high = std::min<double>((position + 1 - axis.offset) / axis.scale, axis.fromLength);
    Taps taps;
    if (high <= low)
        return taps;
    const double covered = (high - low) * axis.scale;
    const double centre = (position + 0.5 - axis.offset) / axis.scale - 0.5;
    const int before = static_cast<int>(std::floor(centre));
    const std::array<double, 4> weights = catmullRom(centre - before);
    const int last = axis.fromLength - 1;
    taps.first = std::clamp(before - 1, 0, last);
    taps.weights.assign(static_cast<std::size_t>(std::clamp(before + 2, 0, last) - taps.first) + 1, 0.0F);
    for (int tap = 0; tap < 4; ++tap) {
        const int pixel = std::clamp(before - 1 + tap, 0, last);
        taps.weights[static_cast<std::size_t>(pixel - taps.first)] +=
            static_cast<float>(covered * weights[static_cast<std::size_t>(tap)]);
    }
    return taps;
}

std::vector<Taps> tapsOf(const AxisMap &axis)
{
    std::vector<Taps> taps;
    taps.reserve(static_cast<std::size_t>(axis.toLength));
    for (int position = 0; position < axis.toLength; ++position)
        taps.push_back(axis.scale < 1.0 ? areaTaps(axis, position) : cubicTaps(axis, position));
    return taps;
}

GreyImage scaledAcross(const GreyImage &image, const AxisMap &axis, float outside)
{
    const std::vector<Taps> columns = tapsOf(axis);
    GreyImage scaled(axis.toLength, image.height);
    for (int y = 0; y < image.height; ++y) {
        const float *row = &image.pixels[image.index(0, y)];
        for (int x = 0; x < axis.toLength; ++x) {
            const Taps &taps = columns[static_cast<std::size_t>(x)];
            float sum = 0.0F;
            float covered = 0.0F;
            for (std::size_t tap = 0; tap < taps.weights.size(); ++tap) {
                sum += taps.weights[tap] * row[static_cast<std::size_t>(taps.first) + tap];
                covered += taps.weights[tap];
            }
            scaled.at(x, y) = sum + (1.0F - covered) * outside;
        }
    }
    return scaled;
}

GreyImage scaledDown(const GreyImage &image, const AxisMap &axis, float outside)
{
    const std::vector<Taps> rows = tapsOf(axis);
    GreyImage scaled(image.width, axis.toLength);
    for (int y = 0; y < axis.toLength; ++y) {
        const Taps &taps = rows[static_cast<std::size_t>(y)];
        float *row = &scaled.pixels[scaled.index(0, y)];
        float covered = 0.0F;
        for (std::size_t tap = 0; tap < taps.weights.size(); ++tap) {
            const float weight = taps.weights[tap];
            const float *from = &image.pixels[image.index(0, taps.first + static_cast<int>(tap))];
            for (int x = 0; x < image.width; ++x)
                row[x] += weight * from[x];
            covered += weight;
        }
        for (int x = 0; x < image.width; ++x)
            row[x] += (1.0F - covered) * outside;
    }
    return scaled;
}

} // namespace

GreyImage resample(const GreyImage &image, const AxisMap &x, const AxisMap &y, float outside)
{
    // The axis that shrinks goes first: less to do for the other.
    if (x.toLength < x.fromLength)
        return scaledDown(scaledAcross(image, x, outside), y, outside);
    return scaledAcross(scaledDown(image, y, outside), x, outside);
}

GreyImage resized(const GreyImage &image, int width, int height)
{
    return resample(image, { image.width, width, static_cast<double>(width) / image.width, 0.0 },
        { image.height, height, static_cast<double>(height) / image.height, 0.0 });
}

} // namespace cf
