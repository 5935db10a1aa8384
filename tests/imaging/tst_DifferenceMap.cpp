// The difference map neither wraps nor loses a sign, and its colours say which way.

#include "core/imaging/DifferenceMap.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/figures/ColourMap.h"
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
    CF_EQUAL(map->changed, 2);
}

void equalImagesHaveAScaleToo()
{
    const StoredImage image(4, 4, 7);
    const auto map = differenceMap(image, image);
    CF_CHECK(map->changed == 0 && map->range == 1.0 && map->position(2, 2) == 0.0);
    CF_EQUAL(differenceMap(image, StoredImage(4, 5)).error().code, ErrorCode::InvalidInput);
}

Radiograph film(Photometric photometric)
{
    Radiograph radiograph;
    radiograph.photometric = photometric;
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    radiograph.stored = StoredImage(40, 40, 2000);
    return radiograph;
}

void brighterIsWhatIsBrighterOnTheScreen()
{
    for (const Photometric photometric : { Photometric::Monochrome1, Photometric::Monochrome2 }) {
        const Radiograph before = film(photometric);
        Radiograph after = before;
        after.stored.at(3, 3) += 900;
        const auto map = differenceMap(before, after.stored);
        const bool isBrighter = DisplayMap(after).grey(2900) > DisplayMap(before).grey(2000);
        CF_EQUAL(isBrighter, (photometric == Photometric::Monochrome2));
        CF_EQUAL((map->position(3, 3) > 0.0), isBrighter);
        CF_EQUAL(map->values.at(3, 3), 900); // Stored values are what they are.
    }
    Radiograph inverse = film(Photometric::Monochrome2);
    inverse.windowCenter.reset();
    inverse.windowWidth.reset();
    LookupTable falling;
    falling.bitsPerEntry = 12;
    for (int value = 4095; value >= 0; --value)
        falling.values.push_back(static_cast<std::uint16_t>(value));
    inverse.voiLut = falling;
    CF_EQUAL(screenSignOf(inverse), -1);
}

void theFloorIsWhatRebuildingAloneChanges()
{
    Radiograph source = film(Photometric::Monochrome2);
    source.paddingValue = 0;
    StoredImage rebuilt = source.stored;
    for (std::size_t index = 0; index < rebuilt.pixels.size(); ++index)
        rebuilt.pixels[index] += static_cast<int>(index % 100) - 50; // Evenly from −50 to 49.
    const double floor = noiseFloorOf(source, rebuilt);
    CF_CHECK(floor >= 46.0 && floor <= 48.0);
    rebuilt.pixels[0] += 968; // One pixel says nothing.
    CF_EQUAL(noiseFloorOf(source, rebuilt), floor);
    for (int x = 0; x < 40; ++x) { // Nor does what is no image.
        source.stored.at(x, 0) = 0;
        rebuilt.at(x, 0) = 4000;
    }
    CF_CHECK(noiseFloorOf(source, rebuilt) <= 48.0);
    CF_CHECK(noiseFloorOf(source, source.stored) == 0.0 && noiseFloorOf(source, {}) == 0.0);
}

void hardlyAnyChangeDoesNotFillTheScale()
{
    const Radiograph before = film(Photometric::Monochrome2);
    StoredImage after = before.stored;
    after.at(5, 5) += 40;
    const auto faint = differenceMap(before, after, 24.0);
    CF_CHECK(faint->showsHardlyAnyChange() && faint->position(5, 5) < 0.2);
    const auto drawn = differenceMap(before, after, 0.0); // Nothing was rebuilt: still hardly to be seen.
    CF_CHECK(drawn->showsHardlyAnyChange() && drawn->position(5, 5) < 0.2);
    after.at(5, 5) += 800;
    const auto plain = differenceMap(before, after, 24.0);
    CF_CHECK(!plain->showsHardlyAnyChange() && plain->position(5, 5) == 1.0);
}

void coloursRunFromBlueOverDarkToOrange()
{
    CF_EQUAL(colourAt(ColourScale::Signed, -1.0), (Colour{ 0x9D, 0xC4, 0xF6 }));
    CF_EQUAL(colourAt(ColourScale::Signed, 0.0), (Colour{ 0x17, 0x17, 0x17 }));
    CF_EQUAL(colourAt(ColourScale::Signed, 1.0), (Colour{ 0xE9, 0xB7, 0x93 }));
    CF_EQUAL(colourAt(ColourScale::Signed, 0.125), (Colour{ 0x40, 0x24, 0x0C }));
    CF_EQUAL(colourAt(ColourScale::Signed, 0.0625), (Colour{ 0x2C, 0x1E, 0x12 })); // Half way, rounded.
    CF_EQUAL(colourAt(ColourScale::Signed, 5.0), colourAt(ColourScale::Signed, 1.0));
    CF_EQUAL(colourAt(ColourScale::Absolute, 1.0), (Colour{ 0xF6, 0xC9, 0xA0 }));
    CF_EQUAL(colourAt(ColourScale::Uncertainty, 0.75), (Colour{ 0x5D, 0xB9, 0xA8 }));
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
    brighterIsWhatIsBrighterOnTheScreen();
    theFloorIsWhatRebuildingAloneChanges();
    hardlyAnyChangeDoesNotFillTheScale();
    coloursRunFromBlueOverDarkToOrange();
}
