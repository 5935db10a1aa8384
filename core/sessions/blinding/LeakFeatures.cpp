#include "core/sessions/blinding/LeakFeatures.h"

#include "core/imaging/Windowing.h"
#include "core/sessions/cases/CaseJson.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace cf::sessions {

namespace {

constexpr double tiny = 1e-6; ///< In grey; keeps logarithms finite on flat areas.

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0.0;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

struct Moments {
    double mean = 0.0;
    double deviation = 0.0;
};

Moments momentsOf(const GreyImage &grey, int left, int top, int width, int height)
{
    double sum = 0.0;
    double squares = 0.0;
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x) {
            const double value = grey.at(x, y);
            sum += value;
            squares += value * value;
        }
    const double count = std::max(1.0, static_cast<double>(width) * height);
    return { sum / count, std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count))) };
}

/// What is finer than two pixels: a pixel less the mean of its four neighbours.
double detailAt(const GreyImage &grey, int x, int y)
{
    return grey.at(x, y) - 0.25 * (grey.at(x - 1, y) + grey.at(x + 1, y) + grey.at(x, y - 1) + grey.at(x, y + 1));
}

/// Half the size, by means of 2 × 2.
GreyImage halved(const GreyImage &grey)
{
    GreyImage half(grey.width / 2, grey.height / 2);
    for (int y = 0; y < half.height; ++y)
        for (int x = 0; x < half.width; ++x)
            half.at(x, y) = 0.25F
                * (grey.at(2 * x, 2 * y) + grey.at(2 * x + 1, 2 * y) + grey.at(2 * x, 2 * y + 1)
                    + grey.at(2 * x + 1, 2 * y + 1));
    return half;
}

/// Median size of the detail in a rectangle, which edges hardly move.
double detailLevel(const GreyImage &grey, int left, int top, int width, int height)
{
    std::vector<double> sizes;
    for (int y = std::max(1, top); y < std::min(grey.height - 1, top + height); ++y)
        for (int x = std::max(1, left); x < std::min(grey.width - 1, left + width); ++x)
            sizes.push_back(std::abs(detailAt(grey, x, y)));
    return quantile(std::move(sizes), 0.5);
}

bool isFlatLine(const GreyImage &grey, int line, bool isRow)
{
    const int length = isRow ? grey.width : grey.height;
    const float first = isRow ? grey.at(0, line) : grey.at(line, 0);
    for (int i = 1; i < length; ++i)
        if ((isRow ? grey.at(i, line) : grey.at(line, i)) != first)
            return false;
    return true;
}

int flatLines(const GreyImage &grey, bool isRow, bool fromEnd)
{
    const int lines = isRow ? grey.height : grey.width;
    int count = 0;
    while (count < lines && isFlatLine(grey, fromEnd ? lines - 1 - count : count, isRow))
        ++count;
    return count;
}

} // namespace

Features metadataFeatures(const Radiograph &radiograph)
{
    return { { "width", radiograph.stored.width }, { "height", radiograph.stored.height },
        { "bits", radiograph.bitsStored }, { "signed", radiograph.isSigned ? 1.0 : 0.0 },
        { "photometric", radiograph.photometric == Photometric::Monochrome1 ? 1.0 : 0.0 },
        { "slope", radiograph.rescaleSlope }, { "intercept", radiograph.rescaleIntercept },
        { "window centre", radiograph.windowCenter.value_or(-1.0) },
        { "window width", radiograph.windowWidth.value_or(-1.0) },
        { "look-up table", radiograph.voiLut || radiograph.modalityLut ? 1.0 : 0.0 },
        { "padding", radiograph.paddingValue ? 1.0 : 0.0 }, { "column spacing", radiograph.columnSpacing },
        { "row spacing", radiograph.rowSpacing }, { "view", static_cast<double>(radiograph.viewPosition.size()) },
        { "packed size",
            static_cast<double>(packPixels(radiograph).size())
                / std::max<double>(1.0, static_cast<double>(radiograph.stored.pixels.size())) } };
}

Features histogramFeatures(const Radiograph &radiograph)
{
    std::map<std::int32_t, double> counts;
    for (const std::int32_t value : radiograph.stored.pixels)
        counts[value] += 1.0;
    const double total = std::max<double>(1.0, static_cast<double>(radiograph.stored.pixels.size()));
    const std::int32_t low = counts.begin()->first;
    const std::int32_t high = counts.rbegin()->first;
    Features features{ { "missing values", 1.0 - static_cast<double>(counts.size()) / (high - low + 1.0) },
        { "at the lowest value", counts.begin()->second / total },
        { "at the highest value", counts.rbegin()->second / total }, { "lowest value", low },
        { "highest value", high } };
    for (const int period : { 2, 3, 4, 8, 16 }) {
        double real = 0.0;
        double imaginary = 0.0;
        for (const auto &[value, count] : counts) {
            if (value == low || value == high)
                continue;
            const double phase = 2.0 * std::numbers::pi * value / period;
            real += count * std::cos(phase);
            imaginary += count * std::sin(phase);
        }
        features.emplace_back("comb of " + std::to_string(period), std::hypot(real, imaginary) / total);
    }
    return features;
}

Features borderFeatures(const Radiograph &radiograph)
{
    const GreyImage grey = toDisplay(radiograph);
    const int strip = std::max(2, std::min(grey.width, grey.height) / 32);
    const int width = grey.width;
    const int height = grey.height;
    Features features;
    const double middle = detailLevel(grey, width / 4, height / 4, width / 2, height / 2);
    double border = 0.0;
    const int places[4][4] = { { 0, 0, width, strip }, { 0, height - strip, width, strip }, { 0, 0, strip, height },
        { width - strip, 0, strip, height } };
    const char *names[4] = { "top", "bottom", "left", "right" };
    for (int side = 0; side < 4; ++side) {
        const auto &place = places[side];
        const Moments moments = momentsOf(grey, place[0], place[1], place[2], place[3]);
        const double detail = detailLevel(grey, place[0], place[1], place[2], place[3]);
        border += 0.25 * std::log(detail + tiny);
        features.emplace_back(std::string("level at the ") + names[side], moments.mean);
        features.emplace_back(std::string("noise at the ") + names[side], std::log(detail + tiny));
        features.emplace_back(
            std::string("flat lines at the ") + names[side], flatLines(grey, side < 2, side % 2 == 1));
    }
    features.emplace_back("sharpness of the border", border - std::log(middle + tiny));
    return features;
}

Features noiseFeatures(const Radiograph &radiograph)
{
    const GreyImage grey = toDisplay(radiograph);
    const GreyImage half = halved(grey);
    constexpr int tiles = 12;
    std::vector<double> fine;
    std::vector<double> ratio;
    for (int row = 0; row < tiles; ++row)
        for (int column = 0; column < tiles; ++column) {
            const int left = grey.width * column / tiles;
            const int top = grey.height * row / tiles;
            const int width = grey.width / tiles;
            const int height = grey.height / tiles;
            const double level = momentsOf(grey, left, top, width, height).mean;
            if (level < 0.04 || level > 0.96) // Nothing but air or bare collimator.
                continue;
            const double small = std::log(detailLevel(grey, left, top, width, height) + tiny);
            const double large = std::log(detailLevel(half, left / 2, top / 2, width / 2, height / 2) + tiny);
            fine.push_back(small);
            ratio.push_back(small - large);
        }
    Features features;
    for (const auto &[name, values] : { std::pair{ "noise", &fine }, std::pair{ "fine against coarse", &ratio } }) {
        const double median = quantile(*values, 0.5);
        features.emplace_back(std::string(name) + ", whole picture", median);
        for (const double share : { 0.0, 0.05, 0.2, 0.8, 0.95, 1.0 })
            features.emplace_back(
                std::string(name) + ", tiles at " + std::to_string(static_cast<int>(100 * share)) + " %",
                quantile(*values, share) - median);
    }
    return features;
}

Features sharpnessFeatures(const Radiograph &radiograph)
{
    const GreyImage grey = toDisplay(radiograph);
    std::vector<double> gradients;
    std::vector<double> curvatures;
    for (int y = 1; y < grey.height - 1; ++y)
        for (int x = 1; x < grey.width - 1; ++x) {
            gradients.push_back(
                std::hypot(grey.at(x + 1, y) - grey.at(x - 1, y), grey.at(x, y + 1) - grey.at(x, y - 1)));
            curvatures.push_back(std::abs(detailAt(grey, x, y)));
        }
    Features features;
    for (const double share : { 0.5, 0.9, 0.99, 0.999 }) {
        const std::string at = " at " + std::to_string(100 * share).substr(0, 4) + " %";
        features.emplace_back("gradient" + at, std::log(quantile(gradients, share) + tiny));
        features.emplace_back("curvature" + at, std::log(quantile(curvatures, share) + tiny));
    }
    return features;
}

Features markFeatures(const Radiograph &radiograph)
{
    const GreyImage grey = toDisplay(radiograph);
    const int width = std::max(4, grey.width / 4);
    const int height = std::max(4, grey.height / 10);
    Features features;
    const char *names[4] = { "left upper", "right upper", "left lower", "right lower" };
    for (int corner = 0; corner < 4; ++corner) {
        const int left = corner % 2 == 0 ? 0 : grey.width - width;
        const int top = corner < 2 ? 0 : grey.height - height;
        int light = 0;
        double x0 = 0.0;
        double y0 = 0.0;
        for (int y = top; y < top + height; ++y)
            for (int x = left; x < left + width; ++x)
                if (grey.at(x, y) > 0.7F) {
                    ++light;
                    x0 += x - left;
                    y0 += y - top;
                }
        const std::string place = std::string(" in the ") + names[corner] + " corner";
        features.emplace_back("light" + place, static_cast<double>(light) / (static_cast<double>(width) * height));
        features.emplace_back("contrast" + place, momentsOf(grey, left, top, width, height).deviation);
        features.emplace_back("place across" + place, light > 0 ? x0 / light / width : 0.0);
        features.emplace_back("place down" + place, light > 0 ? y0 / light / height : 0.0);
    }
    return features;
}

} // namespace cf::sessions
