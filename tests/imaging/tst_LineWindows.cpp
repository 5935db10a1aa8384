// What tells a wire from the edge of a bone: the bone has another edge beside it.

#include "core/base/RandomStream.h"
#include "core/imaging/lines/LineWindows.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace cf;

namespace {

constexpr int side = 512;
constexpr std::size_t strongerNeighbour = 14; ///< Among the features behind those of the maps.
constexpr std::size_t brighterBetween = 17;

/// Bright lines of a sigma of 1.5 pixels down the film at `columns`; `between` is added from the first to the last.
GreyImage film(const std::vector<int> &columns, float between)
{
    GreyImage picture(side, side, 0.3F);
    RandomStream stream(11);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            float &value = picture.at(x, y);
            if (x > columns.front() && x < columns.back())
                value += between;
            for (const int column : columns)
                value += 0.12F * std::exp(-0.5F * static_cast<float>((x - column) * (x - column)) / 2.25F);
            value += 0.004F * static_cast<float>(stream.normal());
        }
    return picture;
}

/// The mean of a feature over all stretches of the lines near a column; the film has one map, which sees nothing.
double meanFeature(const GreyImage &picture, int column, std::size_t feature)
{
    const std::vector<TracedLine> lines = linesToRead(picture);
    const std::vector<GreyImage> maps{ GreyImage(side / 2, side / 2) };
    double sum = 0.0;
    int count = 0;
    for (const LineWindow &window : lineWindows(picture, lines, maps)) {
        CF_EQUAL(window.features.size(), lineFeatureCount(maps.size()));
        const LinePoint &middle = lines[window.line].points[static_cast<std::size_t>((window.from + window.to) / 2)];
        if (std::abs(middle.x - static_cast<float>(column)) > 3.0F || middle.y < 60 || middle.y > side - 60)
            continue;
        sum += window.features[2 * maps.size() + feature];
        ++count;
    }
    CF_LESS(5, count);
    return sum / std::max(1, count);
}

void anEdgeOfABoneHasTheOtherBesideIt()
{
    const GreyImage bone = film({ 200, 218 }, 0.05F);
    const GreyImage wire = film({ 200 }, 0.0F);
    const double ofBone = meanFeature(bone, 200, strongerNeighbour);
    const double ofWire = meanFeature(wire, 200, strongerNeighbour);
    std::printf("the stronger neighbour over the line's own height: bone %.2f, wire %.2f\n", ofBone, ofWire);
    CF_CHECK(ofBone > 0.7 && ofBone < 1.3 && ofWire < 0.15);
    CF_LESS(0.7, meanFeature(bone, 218, strongerNeighbour)); // From the other edge, too.
}

void twoWiresAreNoBone()
{
    const double ofBone = meanFeature(film({ 200, 218 }, 0.05F), 200, brighterBetween);
    const double ofWires = meanFeature(film({ 200, 218 }, 0.0F), 200, brighterBetween);
    CF_CHECK(ofBone > 1.5 && std::abs(ofWires) < 0.8); // Differences of 0.02 in grey are 1.
}

} // namespace

int main()
{
    anEdgeOfABoneHasTheOtherBesideIt();
    twoWiresAreNoBone();
}
