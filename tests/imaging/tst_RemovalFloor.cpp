// A removal leaves no dark scratches: nothing becomes darker than what is around it, and what is right stays as it is.

#include "core/imaging/filling/RemovalFloor.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

/// Bright wires of 4 pixels (of 512) on a film of 0.3, and a dark field of 0.1 at the right.
GreyImage filmOf(int size)
{
    const double scale = size / 512.0;
    GreyImage film(size, size, 0.3F);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            if (x > 0.75 * size)
                film.at(x, y) = 0.1F;
            if (std::abs(x - 0.25 * size) < 2.0 * scale)
                film.at(x, y) = 0.6F;
        }
    return film;
}

void scratchesAreFilledAndTheRestStays(int size)
{
    const GreyImage film = filmOf(size);
    const int wire = size / 4;
    const int dark = size * 7 / 8;
    GreyImage change(size, size);
    for (int y = 0; y < size; ++y) {
        change.at(wire, y) = y < size / 2 ? -0.3F : -0.55F; // Rightly, and far too much.
        change.at(dark, y) = -0.01F; // Grain.
        change.at(dark + 1, y) = -0.09F;
        change.at(size / 2, y) = 0.05F; // What becomes brighter is not asked.
    }
    GreyImage limited = change;
    limitDarkening(film, limited, size / 512.0);
    for (const int y : { size / 8, size / 3 })
        CF_EQUAL(limited.at(wire, y), -0.3F);
    const float left = film.at(wire, size * 3 / 4) + limited.at(wire, size * 3 / 4);
    CF_CHECK(left > 0.27F && left <= 0.3F);
    CF_EQUAL(limited.at(dark, size / 2), -0.01F);
    CF_LESS(std::abs(film.at(dark + 1, size / 2) + limited.at(dark + 1, size / 2) - (0.1F - 5.0F / 255.0F)), 1e-4F);
    CF_CHECK(limited.at(size / 2, size / 2) == 0.05F && limited.at(10, 10) == 0.0F);
}

void nothingIsTouchedWithoutAChange()
{
    GreyImage change(512, 512);
    limitDarkening(filmOf(512), change, 1.0);
    CF_EQUAL(change, GreyImage(512, 512));
}

} // namespace

int main()
{
    for (const int size : { 512, 1280 })
        scratchesAreFilledAndTheRestStays(size);
    nothingIsTouchedWithoutAChange();
}
