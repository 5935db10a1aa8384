// Lines that a removal takes away: followed beyond what a map sees, only within the mask, and only those that are
// meant.

#include "core/base/RandomStream.h"
#include "core/editing/engine/removal/LinePass.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

constexpr int side = 512;

double firstWireAt(int y)
{
    return 150.0 + 0.3 * y;
}

double secondWireAt(int y)
{
    return 420.0 - 0.5 * y;
}

GreyImage film(bool withWires)
{
    RandomStream stream(17);
    GreyImage image(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            double grey = 0.35 + 0.1 * std::sin(x / 90.0) + stream.normal() * 1.5 / 255.0;
            for (const double middle : { firstWireAt(y), secondWireAt(y) })
                grey += withWires ? 0.1 * std::exp(-0.5 * (x - middle) * (x - middle) / 1.4) : 0.0;
            image.at(x, y) = static_cast<float>(grey);
        }
    return image;
}

/// Sure of the first wire between two rows, a coarse map's width around it.
GreyImage mapOfFirst(int from, int to)
{
    GreyImage map(side, side);
    for (int y = from; y < to; ++y)
        for (int x = 0; x < side; ++x)
            map.at(x, y) = std::abs(x - firstWireAt(y)) < 5.0 ? 0.95F : 0.0F;
    return map;
}

float heightAt(const GreyImage &image, double middle, int y)
{
    const int x = static_cast<int>(std::lround(middle));
    return image.at(x, y) - 0.5F * (image.at(x - 7, y) + image.at(x + 7, y));
}

void onlyTheMeantWireGoes()
{
    const GreyImage with = film(true);
    const LinePass pass = takeLines(with, MaskImage(side, side, 1.0F), mapOfFirst(0, side));
    double first = 0.0;
    double second = 0.0;
    int rows = 0;
    for (int y = 20; y < 480; ++y) {
        if (std::abs(firstWireAt(y) - secondWireAt(y)) < 25.0)
            continue;
        first += -heightAt(pass.change, firstWireAt(y), y);
        second += -heightAt(pass.change, secondWireAt(y), y);
        ++rows;
    }
    CF_CHECK(first / rows > 0.085 && first / rows < 0.115); // Of a wire that is 0.1 high.
    CF_LESS(std::abs(second / rows), 0.01);
}

void nothingChangesOutsideTheMask()
{
    MaskImage mask(side, side);
    for (int y = 100; y < 300; ++y)
        for (int x = 100; x < 300; ++x)
            mask.at(x, y) = 1.0F;
    const LinePass pass = takeLines(film(true), mask, mapOfFirst(0, side));
    bool changed = false;
    for (std::size_t i = 0; i < mask.pixels.size(); ++i) {
        CF_CHECK(mask.pixels[i] > 0.0F || pass.change.pixels[i] == 0.0F);
        changed |= pass.change.pixels[i] < -0.02F;
    }
    CF_CHECK(changed);
}

/// The map loses the wire for a stretch, and its end: the region holds all of it, and nothing of the other wire.
void aRegionFollowsItsLine()
{
    GreyImage likely = mapOfFirst(150, 240);
    const GreyImage below = mapOfFirst(270, 400);
    MaskImage region(side, side);
    for (std::size_t i = 0; i < likely.pixels.size(); ++i) {
        likely.pixels[i] = std::max(likely.pixels[i], below.pixels[i]);
        region.pixels[i] = likely.pixels[i] > 0.5F ? 1.0F : 0.0F;
    }
    const MaskImage whole = withLikelyLines(region, film(true), likely).region;
    for (const int y : { 130, 200, 255, 350, 420 })
        CF_LESS(0.0F, whole.at(static_cast<int>(std::lround(firstWireAt(y))), y));
    CF_EQUAL(whole.at(static_cast<int>(std::lround(secondWireAt(60))), 60), 0.0F);
    for (std::size_t i = 0; i < region.pixels.size(); ++i)
        CF_CHECK(whole.pixels[i] >= region.pixels[i]);
}

/// A network that takes away half of the first wire and a little of the second means the first.
void aNetworksProposalSaysWhichLineIsMeant()
{
    const GreyImage with = film(true);
    GreyImage change(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double first = x - firstWireAt(y);
            const double second = x - secondWireAt(y);
            change.at(x, y) = static_cast<float>(
                -0.07 * std::exp(-0.5 * first * first / 1.4) - 0.01 * std::exp(-0.5 * second * second / 1.4));
        }
    const GreyImage likely = likelyByChange(with, MaskImage(side, side, 1.0F), change);
    CF_LESS(0.5F, likely.at(static_cast<int>(std::lround(firstWireAt(100))), 100));
    CF_LESS(likely.at(static_cast<int>(std::lround(secondWireAt(100))), 100), 0.25F);
    CF_LESS(likely.at(20, 20), 0.1F);
}

} // namespace

int main()
{
    onlyTheMeantWireGoes();
    nothingChangesOutsideTheMask();
    aRegionFollowsItsLine();
    aNetworksProposalSaysWhichLineIsMeant();
}
