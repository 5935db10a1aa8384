// Electrodes and their clips: found whole, taken away without a trace, and nothing else with them.
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/filling/SpotFilling.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace cf;

namespace {

constexpr int side = 256;

/// A slope with an oblique band on it, as a rib runs over a lung.
GreyImage filmWithRib(int size)
{
    const double scale = size / static_cast<double>(side);
    GreyImage film(size, size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const double across = (y - 0.4 * x) / scale - 80.0;
            film.at(x, y) = static_cast<float>(0.3 + 0.0004 * x / scale + 0.08 * std::exp(-across * across / 50.0));
        }
    return film;
}

bool isOn(int x, int y, double centreX, double centreY, double radius)
{
    return std::hypot(x - centreX, y - centreY) <= radius;
}

/// A knob of 6 pixels (of a film of 256) on the rib, at `scale` times the size.
GreyImage withKnob(GreyImage film, double scale)
{
    for (int y = 0; y < film.height; ++y)
        for (int x = 0; x < film.width; ++x)
            if (isOn(x, y, 120.0 * scale, 128.0 * scale, 6.0 * scale))
                film.at(x, y) += 0.25F;
    return film;
}

MaskImage seedAt(const GreyImage &film, double x, double y, double radius)
{
    MaskImage seed(film.width, film.height);
    for (int row = 0; row < film.height; ++row)
        for (int column = 0; column < film.width; ++column)
            seed.at(column, row) = isOn(column, row, x, y, radius) ? 1.0F : 0.0F;
    return seed;
}

void aKnobGoesAndTheRibGoesOn(double scale)
{
    const GreyImage truth = filmWithRib(static_cast<int>(side * scale));
    const GreyImage film = withKnob(truth, scale);
    // The map saw a part of it.
    const MaskImage spots = wholeSpots(film, seedAt(film, 122.0 * scale, 128.0 * scale, 3.0 * scale), scale);
    const GreyImage change = spotChange(film, spots);
    double largest = 0.0;
    for (int y = 0; y < film.height; ++y)
        for (int x = 0; x < film.width; ++x) {
            if (isOn(x, y, 120.0 * scale, 128.0 * scale, 6.0 * scale))
                CF_EQUAL(spots.at(x, y), 1.0F);
            if (!isOn(x, y, 120.0 * scale, 128.0 * scale, 12.0 * scale))
                CF_EQUAL(spots.at(x, y), 0.0F);
            if (spots.at(x, y) == 0.0F)
                CF_EQUAL(change.at(x, y), 0.0F);
            largest = std::max(
                largest, 255.0 * std::abs(static_cast<double>(film.at(x, y) + change.at(x, y) - truth.at(x, y))));
        }
    std::printf("scale %.0f: at most %.1f grey levels of 64 are left\n", scale, largest);
    CF_LESS(largest, 6.0);
}

/// What a map hardly sees is told by its shape: a knob at the end of its lead, and neither a lead nor a rib.
void aRoundKnobIsFoundByItsShape()
{
    GreyImage film = withKnob(filmWithRib(side), 1.0);
    for (int y = 134; y < 240; ++y) // Its lead.
        for (int x = 119; x < 122; ++x)
            film.at(x, y) += 0.1F;
    const MaskImage spots = roundSpots(film, GreyImage(side, side, 0.3F), 1.0);
    CF_CHECK(spots.at(120, 128) == 1.0F && spots.at(120, 200) == 0.0F);
    const auto box = boundingBox(spots);
    CF_CHECK(box && box->width < 16 && box->height < 16);
    CF_EQUAL(areaOf(roundSpots(film, GreyImage(side, side, 0.1F), 1.0)), 0); // The map is silent.
    CF_EQUAL(areaOf(roundSpots(filmWithRib(side), GreyImage(side, side, 0.9F), 1.0)), 0);
}

/// Of wires that were subtracted their twists are left; a rib and what lies beside the wires' course is not theirs.
void twistsAreFoundWhereWiresRan()
{
    GreyImage film = filmWithRib(side);
    MaskImage course(side, side);
    for (int y = 60; y < 200; ++y)
        for (int x = 94; x < 107; ++x)
            course.at(x, y) = 1.0F;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (isOn(x, y, 100.0, 150.0, 2.5) || isOn(x, y, 100.0, 110.0, 2.5) || isOn(x, y, 180.0, 150.0, 2.5))
                film.at(x, y) += 0.1F; // The second lies on the rib, the third where no wire ran.
    const MaskImage twists = knotsLeft(film, course, 1.0);
    CF_CHECK(twists.at(100, 150) == 1.0F && twists.at(100, 110) == 1.0F);
    CF_CHECK(twists.at(180, 150) == 0.0F);
    CF_LESS(areaOf(twists), 120);
    CF_EQUAL(areaOf(knotsLeft(filmWithRib(side), course, 1.0)), 0);
}

void whatIsNoSpotStays()
{
    const GreyImage plain = filmWithRib(side);
    CF_EQUAL(areaOf(wholeSpots(plain, seedAt(plain, 40.0, 200.0, 8.0), 1.0)), 0); // Nothing stands out there.
    CF_EQUAL(areaOf(wholeSpots(withKnob(plain, 1.0), MaskImage(side, side), 1.0)), 0); // Nobody asked.
    // A wire that passes under a bundle's seed is longer than a clip.
    GreyImage wire = plain;
    for (int x = 0; x < side; ++x)
        for (int y = 200; y < 203; ++y)
            wire.at(x, y) += 0.2F;
    MaskImage bundle(side, side);
    for (int y = 196; y < 207; ++y)
        for (int x = 20; x < 220; ++x)
            bundle.at(x, y) = 1.0F;
    CF_EQUAL(areaOf(wholeSpots(wire, bundle, 1.0)), 0);
}

} // namespace

int main()
{
    aKnobGoesAndTheRibGoesOn(1.0);
    aKnobGoesAndTheRibGoesOn(4.0);
    aRoundKnobIsFoundByItsShape();
    twistsAreFoundWhereWiresRan();
    whatIsNoSpotStays();
}
