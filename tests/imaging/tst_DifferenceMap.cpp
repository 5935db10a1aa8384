// The difference map neither wraps nor loses a sign, and its colours say which way.

#include "core/imaging/ColourMap.h"
#include "core/imaging/DifferenceMap.h"
#include "tests/support/Check.h"

using namespace cf;

namespace {

void extremesNeitherWrapNorClip()
{
    StoredImage before(2, 1);
    before.pixels = { 0, 65535 };
    StoredImage after(2, 1);
    after.pixels = { 65535, 0 };
    const auto map = differenceMap(before, after);
    CF_CHECK(map && map->values.pixels[0] == 65535 && map->values.pixels[1] == -65535);
    CF_CHECK(map->changed == 2 && map->range == 65535.0);
    CF_CHECK(map->position(0, 0) == 1.0 && map->position(1, 0) == -1.0);
}

void theNoiseFloorIsDark()
{
    const StoredImage before(3, 1);
    StoredImage after(3, 1);
    after.pixels = { 3, -10, 0 };
    const auto map = differenceMap(before, after, 4.0);
    CF_CHECK(map->position(0, 0) == 0.0 && map->position(1, 0) < 0.0 && map->position(2, 0) == 0.0);
    CF_CHECK(map->changed == 2);
}

void equalImagesHaveAScaleToo()
{
    const StoredImage image(4, 4, 7);
    const auto map = differenceMap(image, image);
    CF_CHECK(map->changed == 0 && map->range == 1.0 && map->position(2, 2) == 0.0);
    CF_CHECK(differenceMap(image, StoredImage(4, 5)).error().code == ErrorCode::InvalidInput);
}

void coloursRunFromBlueOverDarkToOrange()
{
    CF_CHECK((colourAt(ColourScale::Signed, -1.0) == Colour{ 0x9D, 0xC4, 0xF6 }));
    CF_CHECK((colourAt(ColourScale::Signed, 0.0) == Colour{ 0x17, 0x17, 0x17 }));
    CF_CHECK((colourAt(ColourScale::Signed, 1.0) == Colour{ 0xE9, 0xB7, 0x93 }));
    CF_CHECK((colourAt(ColourScale::Signed, 0.125) == Colour{ 0x40, 0x24, 0x0C }));
    CF_CHECK((colourAt(ColourScale::Signed, 0.0625) == Colour{ 0x2C, 0x1E, 0x12 })); // Half way, rounded.
    CF_CHECK(colourAt(ColourScale::Signed, 5.0) == colourAt(ColourScale::Signed, 1.0));
    CF_CHECK((colourAt(ColourScale::Absolute, 1.0) == Colour{ 0xF6, 0xC9, 0xA0 }));
    CF_CHECK((colourAt(ColourScale::Uncertainty, 0.75) == Colour{ 0x5D, 0xB9, 0xA8 }));
    const auto table = colourTable(ColourScale::Signed, 17);
    CF_CHECK(
        table.size() == 17 && (table[8] == Colour{ 0x17, 0x17, 0x17 }) && (table[4] == Colour{ 0x02, 0x6C, 0xAC }));
}

} // namespace

int main()
{
    extremesNeitherWrapNorClip();
    theNoiseFloorIsDark();
    equalImagesHaveAScaleToo();
    coloursRunFromBlueOverDarkToOrange();
}
