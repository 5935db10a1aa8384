// Small bright spots of a film are found where they are, seen as a reader sees them, and nothing else is.

#include "core/imaging/filling/SpotCandidates.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

constexpr int side = 512;

/// A slope with a wide band on it, as a rib runs over a lung.
GreyImage filmWithRib()
{
    GreyImage film(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double across = y - 0.4 * x - 80.0;
            film.at(x, y) = static_cast<float>(0.3 + 0.0004 * x + 0.08 * std::exp(-across * across / 900.0));
        }
    return film;
}

void addKnob(GreyImage &film, int centreX, int centreY, float grey)
{
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (std::hypot(x - centreX, y - centreY) <= 5.0)
                film.at(x, y) += grey;
}

void aSlopeAndARibAreNoSpots()
{
    CF_CHECK(spotCandidates(GreyImage(side, side, 0.4F)).empty());
    CF_CHECK(spotCandidates(filmWithRib()).empty());
}

void knobsAreFoundMostOfAllFirst()
{
    GreyImage film = filmWithRib();
    addKnob(film, 300, 200, 0.1F); // On the rib.
    addKnob(film, 100, 400, 0.3F);
    addKnob(film, 5, 506, 0.2F); // In a corner.
    const auto spots = spotCandidates(film);
    CF_EQUAL(spots.size(), 3);
    const int places[3][2] = { { 100, 400 }, { 5, 506 }, { 300, 200 } };
    for (std::size_t i = 0; i < spots.size() && i < 3; ++i) {
        CF_CHECK(std::abs(spots[i].x - places[i][0]) <= 2 && std::abs(spots[i].y - places[i][1]) <= 2);
        CF_EQUAL(spots[i].window.size(), spotWindow::size);
        // Its middle stands out of its border, in both pictures.
        const auto at = [&](int picture, int x, int y) {
            return spots[i].window[static_cast<std::size_t>((picture * spotWindow::side + y) * spotWindow::side + x)];
        };
        constexpr int middle = spotWindow::side / 2;
        for (const int picture : { 0, 1 })
            CF_LESS(at(picture, middle, 4) + 0.2F, at(picture, middle, middle));
    }
    CF_CHECK(spots.size() == 3 && spots[0].height > spots[1].height && spots[1].height > spots[2].height);
}

void thereAreNeverMoreThanAReaderWants()
{
    GreyImage film(side, side, 0.2F);
    for (int y = 8; y < side; y += 16)
        for (int x = 8; x < side; x += 16)
            film.at(x, y) = 0.9F;
    CF_EQUAL(static_cast<int>(spotCandidates(film).size()), maxSpots);
}

} // namespace

int main()
{
    aSlopeAndARibAreNoSpots();
    knobsAreFoundMostOfAllFirst();
    thereAreNeverMoreThanAReaderWants();
}
