#include "core/base/RandomStream.h"
#include "core/imaging/lines/LineSelection.h"
#include "core/imaging/lines/LineSubtraction.h"
#include "core/imaging/lines/LineTracing.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

using namespace cf;

namespace {

constexpr int side = 400;

/// A lung with ribs (wide, curved, brighter), and grain of 2 of 255.
GreyImage ribs(std::uint64_t seed)
{
    RandomStream stream(seed);
    GreyImage film(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double phase = (y + 30.0 * std::sin(x / 130.0)) / 64.0;
            const double share = phase - std::floor(phase);
            const double rib = 0.08 / (1.0 + std::exp(-(0.16 - std::abs(share - 0.5)) * 40.0));
            film.at(x, y) = static_cast<float>(0.3 + 0.0004 * x + rib + stream.normal() * 2.0 / 255.0);
        }
    return film;
}

/// Where a wire runs: from the upper left to the lower right, swinging; steeper than the ribs.
double wireAt(double y)
{
    return 120.0 + 0.35 * y + 25.0 * std::sin(y / 60.0);
}

/// Of each pixel, measured once.
double distanceToWire(int x, int y)
{
    static const GreyImage distances = [] {
        GreyImage image(side, side);
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                double nearest = 1e9;
                for (double t = row - 40.0; t <= row + 40.0; t += 0.5)
                    nearest = std::min(nearest, std::hypot(column - wireAt(t), row - t));
                image.at(column, row) = static_cast<float>(nearest);
            }
        return image;
    }();
    return distances.at(std::clamp(x, 0, side - 1), std::clamp(y, 0, side - 1));
}

/// A wire of `sigma` pixels and a height in grey levels of 255.
GreyImage wire(double sigma, double height)
{
    GreyImage image(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double distance = distanceToWire(x, y);
            image.at(x, y) =
                static_cast<float>(height / 255.0 * std::exp(-0.5 * distance * distance / (sigma * sigma)));
        }
    return image;
}

GreyImage sumOf(GreyImage first, const GreyImage &second)
{
    for (std::size_t i = 0; i < first.pixels.size(); ++i)
        first.pixels[i] += second.pixels[i];
    return first;
}

double energyOf(const GreyImage &image)
{
    double energy = 0.0;
    for (const float value : image.pixels)
        energy += static_cast<double>(value) * value;
    return energy;
}

/// How sure a coarse map is of the wire: 0.9 within four pixels of it.
GreyImage mapOfWire(int fromRow, int toRow)
{
    GreyImage map(side, side);
    for (int y = fromRow; y < toRow; ++y)
        for (int x = 0; x < side; ++x)
            map.at(x, y) = distanceToWire(x, y) < 4.0 ? 0.9F : 0.02F;
    return map;
}

void aWireGoesAndTheRibsItCrossesStay()
{
    for (const double sigma : { 0.9, 1.6, 3.0 })
        for (const double height : { 12.0, 30.0 }) {
            const GreyImage with = sumOf(ribs(3), wire(sigma, height));
            const MaskImage everywhere(side, side, 1.0F);
            const auto lines = likelyLines(with, everywhere, mapOfWire(0, side));
            const GreyImage change = lineRemoval(with, lines);
            const double left = energyOf(sumOf(change, wire(sigma, height))) / energyOf(wire(sigma, height));
            std::printf("sigma %.1f, height %.0f: %.3f of the energy is left\n", sigma, height, left);
            CF_LESS(left, 0.2);
        }
}

void nothingIsTakenWhereNothingIsLikely()
{
    const GreyImage with = sumOf(ribs(5), wire(1.2, 25.0));
    CF_CHECK(likelyLines(with, MaskImage(side, side, 1.0F), GreyImage(side, side, 0.02F)).empty());
    CF_CHECK(likelyLines(with, MaskImage(side, side), mapOfWire(0, side)).empty());
    // A map that is sure of a place without a line takes nothing to speak of.
    const GreyImage film = ribs(7);
    const GreyImage change = lineRemoval(film, likelyLines(film, MaskImage(side, side, 1.0F), mapOfWire(0, side)));
    const double taken = energyOf(change) / energyOf(wire(1.2, 12.0));
    std::printf("without a wire: %.3f of a faint one's energy is taken\n", taken);
    CF_LESS(taken, 0.2);
}

/// A collimator's edge is bright and straight, and runs along black that may be wide; a letter printed there is none of
/// the film.
void theEdgeOfWhatWasExposedIsNoWire()
{
    constexpr int black = 40;
    GreyImage film = ribs(13);
    GreyImage sure(side, side, 0.02F);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            if (y < black)
                film.at(x, y) = x > 100 && x < 110 && y > 10 && y < 30 ? 0.9F : 0.0F;
            else if (y < black + 3)
                film.at(x, y) = 0.8F;
            sure.at(x, y) = y >= black - 3 && y < black + 6 ? 0.9F : 0.02F;
        }
    CF_CHECK(likelyLines(film, MaskImage(side, side, 1.0F), sure).empty());
    // Where the same line lies within the film it is one.
    for (int y = 0; y < black; ++y)
        for (int x = 0; x < side; ++x)
            film.at(x, y) = 0.3F;
    CF_EQUAL(likelyLines(film, MaskImage(side, side, 1.0F), sure).size(), std::size_t{ 1 });
}

/// A map that sees the middle third of a wire: the rest is followed as far as a line may be.
void aLineIsFollowedBeyondWhatIsSeen()
{
    const GreyImage with = sumOf(ribs(9), wire(1.2, 30.0));
    LineChoice choice;
    choice.beyond = 400.0;
    const auto lines = likelyLines(with, MaskImage(side, side, 1.0F), mapOfWire(150, 250), choice);
    const MaskImage corridors = corridorsOf(lines, side, side, 1.0);
    for (const int y : { 60, 120, 200, 280, 340 })
        CF_EQUAL(corridors.at(static_cast<int>(std::lround(wireAt(y))), y), 1.0F);
    CF_CHECK(corridors.at(20, 200) == 0.0F && corridors.at(380, 60) == 0.0F);
}

void linesLieOnTheMiddleOfTheWire()
{
    const GreyImage with = sumOf(ribs(11), wire(1.5, 25.0));
    const auto lines = likelyLines(with, MaskImage(side, side, 1.0F), mapOfWire(0, side));
    CF_CHECK(!lines.empty());
    double sum = 0.0;
    double count = 0.0;
    for (const TracedLine &line : lines)
        for (const LinePoint &point : line.points) {
            sum += distanceToWire(static_cast<int>(std::lround(point.x)), static_cast<int>(std::lround(point.y)));
            count += 1.0;
        }
    CF_LESS(sum / count, 1.5);
    CF_LESS(350.0, count); // Of 420 pixels that it is long.
}

/// Twice: the same to the bit.
void tracingIsDeterministic()
{
    const GreyImage with = sumOf(ribs(13), wire(1.2, 20.0));
    const MaskImage everywhere(side, side, 1.0F);
    const GreyImage first = lineRemoval(with, likelyLines(with, everywhere, mapOfWire(0, side)));
    CF_EQUAL(first, lineRemoval(with, likelyLines(with, everywhere, mapOfWire(0, side))));
}

} // namespace

int main()
{
    aWireGoesAndTheRibsItCrossesStay();
    nothingIsTakenWhereNothingIsLikely();
    theEdgeOfWhatWasExposedIsNoWire();
    aLineIsFollowedBeyondWhatIsSeen();
    linesLieOnTheMiddleOfTheWire();
    tracingIsDeterministic();
}
