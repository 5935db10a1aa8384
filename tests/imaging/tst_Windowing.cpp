// Windowing, against values worked out by hand from PS3.3 C.11.

#include "core/imaging/Windowing.h"
#include "core/imaging/recomposition/StoredLookup.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>

using namespace cf;

namespace {

Radiograph ramp(int bits)
{
    Radiograph radiograph;
    radiograph.bitsStored = bits;
    radiograph.stored = StoredImage(1 << bits, 1);
    for (int i = 0; i < 1 << bits; ++i)
        radiograph.stored.pixels[static_cast<std::size_t>(i)] = i;
    return radiograph;
}

/// The example of C.11.2.1.2.1: centre 2048 and width 4096 show 0 … 4095 from end to end.
void linearWindowFollowsTheStandard()
{
    Radiograph radiograph = ramp(12);
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    const DisplayMap map(radiograph);
    CF_EQUAL(map.grey(0), 0.0F);
    CF_EQUAL(map.grey(4095), 1.0F);
    CF_NEAR(map.grey(1), 1.0 / 4095.0, 1e-6);
    CF_NEAR(map.grey(2048), 2048.0 / 4095.0, 1e-6);
    CF_NEAR(map.slope(2048), 1.0 / 4095.0, 1e-12);
}

/// Centre 100 and width 1 is a threshold: up to 99 black, from 100 white.
void widthOfOneIsAThreshold()
{
    Radiograph radiograph = ramp(8);
    radiograph.windowCenter = 100.0;
    radiograph.windowWidth = 1.0;
    const DisplayMap map(radiograph);
    CF_EQUAL(map.grey(99), 0.0F);
    CF_EQUAL(map.grey(100), 1.0F);
}

void exactAndSigmoidWindowsFollowTheStandard()
{
    Radiograph radiograph = ramp(8);
    radiograph.windowCenter = 100.0;
    radiograph.windowWidth = 50.0;
    radiograph.voiFunction = VoiFunction::LinearExact;
    CF_EQUAL(DisplayMap(radiograph).grey(75), 0.0F);
    CF_NEAR(DisplayMap(radiograph).grey(100), 0.5, 1e-6);
    CF_EQUAL(DisplayMap(radiograph).grey(126), 1.0F);
    radiograph.voiFunction = VoiFunction::Sigmoid;
    CF_NEAR(DisplayMap(radiograph).grey(100), 0.5, 1e-6);
    CF_NEAR(DisplayMap(radiograph).grey(125), 1.0 / (1.0 + std::exp(-2.0)), 1e-6);
}

void monochrome1IsTheComplement()
{
    Radiograph radiograph = ramp(10);
    radiograph.windowCenter = 300.0;
    radiograph.windowWidth = 400.0;
    Radiograph twin = radiograph;
    twin.photometric = Photometric::Monochrome1;
    const DisplayMap map(radiograph);
    const DisplayMap inverted(twin);
    for (int stored = 0; stored < 1024; ++stored)
        CF_NEAR(map.grey(stored) + inverted.grey(stored), 1.0, 1e-6);
    CF_NEAR(inverted.slope(300), -map.slope(300), 1e-12);
}

/// 100 stored is −824 in modality units; the window lies there and not at the stored value.
void windowIsInModalityUnits()
{
    Radiograph radiograph = ramp(12);
    radiograph.rescaleSlope = 2.0;
    radiograph.rescaleIntercept = -1024.0;
    radiograph.windowCenter = -823.5;
    radiograph.windowWidth = 201.0;
    const DisplayMap map(radiograph);
    CF_NEAR(modalityValue(radiograph, 100), -824.0, 1e-6);
    CF_NEAR(map.grey(100), 0.5, 1e-6);
    CF_NEAR(map.slope(100), 2.0 / 200.0, 1e-12);
}

void signedValuesAreReached()
{
    Radiograph radiograph;
    radiograph.isSigned = true;
    radiograph.bitsStored = 12;
    radiograph.stored = StoredImage(3, 1);
    radiograph.stored.pixels = { -2048, 0, 2047 };
    const GreyImage grey = toDisplay(radiograph); // No window: the whole range of the image.
    CF_CHECK(grey.pixels[0] == 0.0F && grey.pixels[2] == 1.0F);
    CF_NEAR(grey.pixels[1], 2048.0 / 4095.0, 1e-6);
}

/// The modality LUT is applied first and its ends hold for all values beyond (C.11.1.1.1).
void lookupTablesAreApplied()
{
    Radiograph radiograph = ramp(8);
    radiograph.modalityLut = LookupTable{ 10, 16, { 100, 200, 300 } };
    CF_EQUAL(modalityValue(radiograph, 5), 100.0);
    CF_EQUAL(modalityValue(radiograph, 11), 200.0);
    CF_EQUAL(modalityValue(radiograph, 200), 300.0);
    Radiograph shown = ramp(8);
    shown.voiLut = LookupTable{ 0, 8, { 0, 51, 255 } };
    CF_NEAR(DisplayMap(shown).grey(1), 0.2, 1e-6);
    CF_EQUAL(DisplayMap(shown).grey(77), 1.0F);
    CF_CHECK(!defaultWindow(shown));
    shown.windowCenter = 128.0; // A window is preferred to the table.
    shown.windowWidth = 256.0;
    CF_NEAR(DisplayMap(shown).grey(51), 0.2, 1e-6);
}

void paddingIsBlackAndOutsideTheRange()
{
    Radiograph radiograph;
    radiograph.bitsStored = 12;
    radiograph.photometric = Photometric::Monochrome1;
    radiograph.stored = StoredImage(4, 1);
    radiograph.stored.pixels = { 0, 100, 200, 1 };
    radiograph.paddingValue = 0;
    radiograph.paddingRangeLimit = 1;
    const GreyImage grey = toDisplay(radiograph);
    CF_CHECK(grey.pixels[0] == 0.0F && grey.pixels[3] == 0.0F);
    CF_CHECK(grey.pixels[1] == 1.0F && grey.pixels[2] == 0.0F);
}

void windowOfTheUserIsPreferred()
{
    const Radiograph radiograph = ramp(8);
    const GreyImage grey = toDisplay(radiograph, DisplayWindow{ 50.5, 101.0 });
    CF_NEAR(grey.pixels[50], 0.5, 1e-6);
    CF_EQUAL(grey.pixels[101], 1.0F);
    CF_EQUAL(toDisplay8(radiograph, DisplayWindow{ 50.5, 101.0 }).pixels[25], 64);
}

void greyFindsItsStoredValue()
{
    Radiograph radiograph = ramp(12);
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    CF_EQUAL(DisplayMap(radiograph).storedFor(0.8), 3276);
    radiograph.photometric = Photometric::Monochrome1;
    CF_EQUAL(DisplayMap(radiograph).storedFor(0.8), 819);
}

/// The quick look-up is the slow one: windows that clip at both ends, inverted ones, sigmoids.
void lookupsAgree()
{
    Radiograph radiograph = ramp(12);
    for (const double width : { 201.0, 4096.0 })
        for (const auto photometric : { Photometric::Monochrome1, Photometric::Monochrome2 })
            for (const auto function : { VoiFunction::Linear, VoiFunction::Sigmoid }) {
                radiograph.windowCenter = 1000.0;
                radiograph.windowWidth = width;
                radiograph.photometric = photometric;
                radiograph.voiFunction = function;
                const DisplayMap map(radiograph);
                const StoredLookup lookup(map);
                for (double grey = -0.1; grey <= 1.1; grey += 0.0103)
                    CF_EQUAL(lookup.storedFor(grey), map.storedFor(grey));
            }
}

/// Outside a linear window as inside; a sigmoid never flatter than a tenth of its steepest slope.
void slopeIsUsableEverywhere()
{
    Radiograph radiograph = ramp(12);
    radiograph.windowCenter = 1000.0;
    radiograph.windowWidth = 201.0;
    const DisplayMap linear(radiograph);
    CF_NEAR(linear.slope(4000), 1.0 / 200.0, 1e-12);
    radiograph.voiFunction = VoiFunction::Sigmoid;
    const DisplayMap sigmoid(radiograph);
    CF_LESS(0.0, sigmoid.slope(4000));
    CF_NEAR(sigmoid.slope(4000), 0.1 * sigmoid.slope(1000), 1e-4 * sigmoid.slope(1000));
    CF_NEAR(sigmoid.slope(1000), 1.0 / 201.0, 2e-5);
}

void constantImageIsShown()
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(1, 1, 7);
    CF_CHECK(std::isfinite(toDisplay(radiograph).pixels[0]));
    CF_CHECK(std::isfinite(displaySlope(radiograph, 7)));
}

/// A large film is shown through a table of its values: the same grey as value by value. How fast: bench_window.
void largeImageIsShownAsASmallOne()
{
    Radiograph radiograph;
    radiograph.bitsStored = 14;
    radiograph.windowCenter = 8192.0;
    radiograph.windowWidth = 16384.0;
    radiograph.stored = StoredImage(3000, 2500, 1234);
    Radiograph small = radiograph;
    small.stored = StoredImage(8, 8, 1234);
    const auto shown = toDisplay8(radiograph);
    const auto expected = toDisplay8(small).pixels[0];
    CF_EQUAL(shown.pixels.size(), radiograph.stored.pixels.size());
    CF_EQUAL(static_cast<int>(expected), 19); // 255 · 1234 / 16383 = 19.2
    CF_CHECK(std::ranges::all_of(shown.pixels, [expected](auto value) { return value == expected; }));
}

} // namespace

int main()
{
    linearWindowFollowsTheStandard();
    widthOfOneIsAThreshold();
    exactAndSigmoidWindowsFollowTheStandard();
    monochrome1IsTheComplement();
    windowIsInModalityUnits();
    signedValuesAreReached();
    lookupTablesAreApplied();
    paddingIsBlackAndOutsideTheRange();
    windowOfTheUserIsPreferred();
    greyFindsItsStoredValue();
    lookupsAgree();
    slopeIsUsableEverywhere();
    constantImageIsShown();
    largeImageIsShownAsASmallOne();
    return 0;
}
