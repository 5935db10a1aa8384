// What a network leaves of a pacemaker: its shade goes, and what the network drew there stays.

#include "core/editing/engine/removal/GeneratorRest.h"
#include "tests/support/Check.h"

#include <cmath>
#include <cstdio>

using namespace cf;

namespace {

constexpr int side = 512;
constexpr int cells = 256;

/// Ribs of a film: grey that falls from left to right, with stripes.
float ribsAt(int x, int y)
{
    return 0.55F - 0.0003F * static_cast<float>(x) + 0.05F * std::sin(static_cast<float>(y) * 0.35F);
}

bool isInCan(int x, int y)
{
    return x >= 320 && x < 376 && y >= 110 && y < 162;
}

FilmReading reading(bool seesGenerator)
{
    FilmReading reading;
    Radiograph film;
    film.stored = StoredImage(side, side);
    reading.letterbox = fitIntoSquare(film, cells).value();
    reading.maps.push_back({ "Pacemaker", GreyImage(cells, cells), true });
    if (seesGenerator)
        for (int y = 0; y < cells; ++y)
            for (int x = 0; x < cells; ++x)
                reading.maps.back().probability.at(x, y) = isInCan(2 * x, 2 * y) ? 0.95F : 0.0F;
    return reading;
}

GreyImage answer(float shade)
{
    GreyImage film(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            film.at(x, y) = ribsAt(x, y) + (isInCan(x, y) ? shade : 0.0F);
    return film;
}

/// Root mean square of what is wrong in the can's middle.
double wrongIn(const GreyImage &film, const GreyImage &change)
{
    double sum = 0.0;
    int count = 0;
    for (int y = 122; y < 150; ++y)
        for (int x = 332; x < 364; ++x) {
            const double off = film.at(x, y) + (change.empty() ? 0.0F : change.at(x, y)) - ribsAt(x, y);
            sum += off * off;
            ++count;
        }
    return std::sqrt(sum / count);
}

void aShadeGoesAndTheRibsStay()
{
    for (const float shade : { -0.2F, 0.15F }) {
        const GreyImage film = answer(shade);
        const GreyImage change = generatorRest(reading(true), film, MaskImage(side, side, 1.0F));
        CF_CHECK(change.sameSizeAs(film));
        const double left = wrongIn(film, change);
        std::printf("of a shade of %.2f %.3f is left\n", static_cast<double>(shade), left);
        CF_CHECK(left < 0.25 * std::abs(static_cast<double>(shade)));
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                CF_CHECK(change.at(x, y) == 0.0F || (x > 300 && x < 396 && y > 90 && y < 182));
    }
}

void aRightAnswerKeepsEveryValue()
{
    const GreyImage change = generatorRest(reading(true), answer(0.0F), MaskImage(side, side, 1.0F));
    for (const float value : change.pixels)
        CF_CHECK(value == 0.0F);
}

void outsideTheRegionNothingIsTouched()
{
    MaskImage region(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < 350; ++x)
            region.at(x, y) = 1.0F;
    const GreyImage change = generatorRest(reading(true), answer(-0.2F), region);
    for (int y = 0; y < side; ++y)
        for (int x = 350; x < side; ++x)
            CF_CHECK(change.at(x, y) == 0.0F);
    CF_CHECK(generatorRest(reading(false), answer(-0.2F), MaskImage(side, side, 1.0F)).empty());
}

} // namespace

int main()
{
    aShadeGoesAndTheRibsStay();
    aRightAnswerKeepsEveryValue();
    outsideTheRegionNothingIsTouched();
}
