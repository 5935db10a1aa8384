// What a network leaves of a pacemaker: what the generator hid is taken over from the chest's other side; where that
// shows something else, the shade goes, and what the network drew there stays.

#include "core/editing/engine/removal/GeneratorRest.h"
#include "tests/support/Check.h"

#include <cmath>
#include <cstdio>

using namespace cf;

namespace {

constexpr int side = 512;
constexpr int cells = 256;

/// Ribs of a film: grey that falls from left to right, with stripes. Of a one-sided one the image's left half has
/// others.
float ribsAt(int x, int y, bool isOneSided)
{
    const float stripes = isOneSided && x < side / 2
        ? std::sin(static_cast<float>(x) * 0.3F) * std::sin(static_cast<float>(y) * 0.11F)
        : std::sin(static_cast<float>(y) * 0.35F);
    return 0.55F - 0.0003F * static_cast<float>(x) + 0.05F * stripes;
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

GreyImage ribs(bool isOneSided)
{
    GreyImage film(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            film.at(x, y) = ribsAt(x, y, isOneSided);
    return film;
}

GreyImage withCan(GreyImage film)
{
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            film.at(x, y) = isInCan(x, y) ? 0.95F : film.at(x, y);
    return film;
}

/// What a network answers: its ribs where the can was as strong as told, and a shade.
GreyImage answer(bool isOneSided, float strength, float shade)
{
    GreyImage film = ribs(isOneSided);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (isInCan(x, y)) {
                const float level = 0.55F - 0.0003F * static_cast<float>(x);
                film.at(x, y) = level + strength * (film.at(x, y) - level) + shade;
            }
    return film;
}

/// Root mean square of what is wrong in the can's middle.
double wrongIn(const GreyImage &film, const GreyImage &change, bool isOneSided)
{
    double sum = 0.0;
    int count = 0;
    for (int y = 122; y < 150; ++y)
        for (int x = 332; x < 364; ++x) {
            const double off = film.at(x, y) + (change.empty() ? 0.0F : change.at(x, y)) - ribsAt(x, y, isOneSided);
            sum += off * off;
            ++count;
        }
    return std::sqrt(sum / count);
}

const MaskImage everywhere(side, side, 1.0F);

void ribsAreTakenFromTheOtherSide()
{
    const GreyImage soft = answer(false, 0.0F, 0.06F); // No ribs, and too light.
    const auto rest = generatorRest(reading(true), withCan(ribs(false)), soft, everywhere);
    CF_CHECK(rest.showsOtherSide);
    const double left = wrongIn(soft, rest.change, false);
    std::printf("of %.3f, %.3f is wrong with ribs of the other side\n", wrongIn(soft, {}, false), left);
    CF_LESS(left, 0.01);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            CF_CHECK(std::abs(rest.change.at(x, y)) < 1e-6F || (x > 300 && x < 396 && y > 90 && y < 182));
}

void aMarkOnTheOtherSideIsNotTakenOver()
{
    FilmReading seen = reading(true);
    seen.maps.push_back({ std::string(seen::printedMark), GreyImage(cells, cells), true });
    GreyImage film = withCan(ribs(false));
    for (int y = 120; y < 140; ++y)
        for (int x = 150; x < 180; ++x) {
            film.at(x, y) = 1.0F;
            seen.maps.back().probability.at(x / 2, y / 2) = 0.95F;
        }
    GreyImage soft = answer(false, 0.0F, 0.0F);
    for (int y = 120; y < 140; ++y)
        for (int x = 150; x < 180; ++x)
            soft.at(x, y) = 1.0F;
    const auto rest = generatorRest(seen, film, soft, everywhere);
    CF_CHECK(rest.showsOtherSide);
    for (int y = 100; y < 172; ++y)
        for (int x = 310; x < 386; ++x)
            CF_LESS(soft.at(x, y) + rest.change.at(x, y), 0.62F);
}

void aShadeGoesAndTheRibsStayWhereTheOtherSideDiffers()
{
    for (const float shade : { -0.2F, 0.15F }) {
        const GreyImage shaded = answer(true, 1.0F, shade);
        const auto rest = generatorRest(reading(true), withCan(ribs(true)), shaded, everywhere);
        CF_CHECK(!rest.showsOtherSide);
        CF_CHECK(rest.change.sameSizeAs(shaded));
        const double left = wrongIn(shaded, rest.change, true);
        std::printf("of a shade of %.2f %.3f is left\n", static_cast<double>(shade), left);
        CF_LESS(left, 0.25 * std::abs(static_cast<double>(shade)));
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                CF_CHECK(rest.change.at(x, y) == 0.0F || (x > 300 && x < 396 && y > 90 && y < 182));
    }
}

void aRightAnswerKeepsEveryValueWhereTheOtherSideDiffers()
{
    const auto rest = generatorRest(reading(true), withCan(ribs(true)), answer(true, 1.0F, 0.0F), everywhere);
    CF_CHECK(!rest.showsOtherSide);
    for (const float value : rest.change.pixels)
        CF_EQUAL(value, 0.0F);
}

void outsideTheRegionAndOnBlackNothingIsTouched()
{
    MaskImage region(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < 350; ++x)
            region.at(x, y) = 1.0F;
    for (const bool isOneSided : { false, true }) {
        const auto rest =
            generatorRest(reading(true), withCan(ribs(isOneSided)), answer(isOneSided, 0.0F, -0.2F), region);
        CF_EQUAL(rest.showsOtherSide, !isOneSided);
        for (int y = 0; y < side; ++y)
            for (int x = 350; x < side; ++x)
                CF_EQUAL(rest.change.at(x, y), 0.0F);
    }
    GreyImage film = withCan(ribs(false));
    GreyImage soft = answer(false, 0.0F, 0.0F);
    for (int y = 0; y < 112; ++y)
        for (int x = 0; x < side; ++x)
            film.at(x, y) = soft.at(x, y) = 0.0F;
    const auto rest = generatorRest(reading(true), film, soft, everywhere);
    for (int y = 0; y < 112; ++y)
        for (int x = 0; x < side; ++x)
            CF_EQUAL(rest.change.at(x, y), 0.0F);
    CF_CHECK(generatorRest(reading(false), film, soft, everywhere).change.empty());
}

} // namespace

int main()
{
    ribsAreTakenFromTheOtherSide();
    aMarkOnTheOtherSideIsNotTakenOver();
    aShadeGoesAndTheRibsStayWhereTheOtherSideDiffers();
    aRightAnswerKeepsEveryValueWhereTheOtherSideDiffers();
    outsideTheRegionAndOnBlackNothingIsTouched();
}
