// Properties of laying a model's change onto stored pixels (resources/help/methods.md, Recomposition).

#include "core/base/RandomStream.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/recomposition/Recomposition.h"
#include "tests/support/Check.h"

#include <cmath>
#include <cstdio>

using namespace cf;

namespace {

constexpr int squareSize = 128;

Radiograph makeRadiograph(int width, int height, std::uint64_t seed, Photometric photometric = Photometric::Monochrome2)
{
    Radiograph radiograph;
    radiograph.bitsStored = 12;
    radiograph.photometric = photometric;
    radiograph.windowCenter = 2047.5;
    radiograph.windowWidth = 4095.0;
    radiograph.voiFunction = VoiFunction::LinearExact;
    radiograph.stored = StoredImage(width, height);
    RandomStream stream(seed, "radiograph");
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double value = 2000.0 + 800.0 * std::sin(x / 37.0) * std::cos(y / 29.0) + stream.normal(0.0, 25.0);
            radiograph.stored.at(x, y) = static_cast<std::int32_t>(std::lround(value));
        }
    return radiograph;
}

struct Scene {
    Radiograph source;
    Letterbox letterbox;
    SquarePair pair; ///< Before any edit: edited equals reconstruction.
    MaskImage mask;
};

Scene makeScene(Radiograph source)
{
    Scene scene;
    scene.letterbox = *fitIntoSquare(source, squareSize);
    scene.pair.source = toSquare(toDisplay(source), scene.letterbox);
    scene.pair.reconstruction = blurred(scene.pair.source, 0.7);
    scene.pair.edited = scene.pair.reconstruction;
    const int width = source.stored.width;
    const int height = source.stored.height;
    scene.mask = MaskImage(width, height);
    for (int y = height / 4; y < height * 3 / 4; ++y)
        for (int x = width / 4; x < width * 3 / 4; ++x)
            scene.mask.at(x, y) = 1.0F;
    scene.source = std::move(source);
    return scene;
}

void addToSquare(Scene &scene, float grey)
{
    for (float &value : scene.pair.edited.pixels)
        value += grey;
}

RecompositionSettings plain()
{
    RecompositionSettings settings;
    settings.feather = 4.0;
    settings.shrinkNoise = false;
    return settings;
}

void noEditChangesNothingAnywhere()
{
    Scene scene = makeScene(makeRadiograph(300, 260, 1));
    RecompositionSettings settings;
    settings.detailGate = true;
    const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
    CF_CHECK(result && result->counterfactual == scene.source);
    CF_CHECK(result->insideChanged == 0 && result->changeNoise == 0.0);
}

Radiograph withBrightLine(Radiograph radiograph)
{
    for (int y = 0; y < 256; ++y)
        for (int x = 127; x < 130; ++x)
            radiograph.stored.at(x, y) = std::min(radiograph.stored.at(x, y) + 900, 4095);
    return radiograph;
}

/// A bright line that the autoencoder does not show: it goes where the model changed something beside it, and only
/// when a device is being removed.
void aLineThatTheModelCannotShowGoesWithItsDevice()
{
    const Radiograph without = makeRadiograph(256, 256, 5);
    const Radiograph source = withBrightLine(without);
    Scene scene = makeScene(source);
    const Scene clean = makeScene(without);
    scene.pair.reconstruction = clean.pair.reconstruction; // The line is lost.
    scene.pair.edited = scene.pair.reconstruction;
    RecompositionSettings settings;
    settings.detailGate = true;
    settings.brightLinesGo = true;
    const auto untouched = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
    CF_CHECK(untouched && untouched->insideChanged == 0); // The model changed nothing: nor do we.
    for (int y = 0; y < scene.pair.edited.height; ++y)
        for (int x = 0; x < scene.pair.edited.width; ++x)
            if (std::abs(2 * x - scene.pair.edited.width) < 24)
                scene.pair.edited.at(x, y) -= 0.02F; // A faint trace of the line's removal.
    const auto errorOnLine = [&](bool linesGo) {
        settings.brightLinesGo = linesGo;
        const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
        double error = 0.0;
        for (int y = 100; y < 156; ++y)
            error += std::abs(result->counterfactual.stored.at(128, y) - without.stored.at(128, y));
        return error / 56.0;
    };
    CF_LESS(700.0, errorOnLine(false));
    CF_LESS(errorOnLine(true), 300.0);
    // In a region that the program found, too, but not where the model brightened what is beside the line.
    settings.regionIsDrawn = false;
    CF_LESS(errorOnLine(true), 300.0);
    for (std::size_t index = 0; index < scene.pair.edited.pixels.size(); ++index)
        scene.pair.edited.pixels[index] =
            2.0F * scene.pair.reconstruction.pixels[index] - scene.pair.edited.pixels[index];
    CF_LESS(700.0, errorOnLine(true));
}

/// A model that says fine detail took away half of a bright line: the other half goes with a removed device, and only
/// then, and nothing goes twice.
void whatIsLeftOfALineGoesWithItsDevice()
{
    const Radiograph without = makeRadiograph(256, 256, 6);
    const Radiograph source = withBrightLine(without);
    const auto errorOnLine = [&](float share, bool linesGo) {
        Scene scene = makeScene(source);
        const Scene clean = makeScene(without);
        scene.pair.reconstruction = clean.pair.reconstruction; // The decoder does not show the line.
        scene.pair.edited = scene.pair.reconstruction;
        for (std::size_t index = 0; index < scene.pair.edited.pixels.size(); ++index)
            scene.pair.edited.pixels[index] +=
                share * (clean.pair.source.pixels[index] - scene.pair.source.pixels[index]);
        RecompositionSettings settings;
        settings.detailGate = true;
        settings.modelSaysDetail = true;
        settings.brightLinesGo = linesGo;
        const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
        double error = 0.0;
        for (int y = 100; y < 156; ++y)
            error += result->counterfactual.stored.at(128, y) - without.stored.at(128, y);
        return error / 56.0;
    };
    CF_LESS(300.0, errorOnLine(0.5F, false));
    CF_LESS(std::abs(errorOnLine(0.5F, true)), 150.0);
    CF_LESS(std::abs(errorOnLine(1.0F, true)), 100.0);
}

void outsideIsExactForAnyChange()
{
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        RandomStream stream(seed, "scene");
        Scene scene = makeScene(makeRadiograph(200 + stream.below(200), 200 + stream.below(200), seed));
        for (float &value : scene.pair.edited.pixels)
            value += static_cast<float>(stream.normal(0.0, 0.3));
        for (float &share : scene.mask.pixels)
            if (share > 0.0F && stream.chance(0.3))
                share = stream.chance(0.5) ? 0.0F : static_cast<float>(stream.uniform());
        RecompositionSettings settings;
        settings.detailGate = seed % 2 == 0;
        const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
        CF_CHECK(result && result->outsideChanged == 0 && result->insideChanged > 0);
        for (std::size_t index = 0; index < scene.mask.pixels.size(); ++index) {
            const std::int32_t after = result->counterfactual.stored.pixels[index];
            CF_CHECK(after >= 0 && after <= 4095);
            if (scene.mask.pixels[index] == 0.0F)
                CF_CHECK(after == scene.source.stored.pixels[index] && result->region.pixels[index] == 0.0F);
        }
    }
}

void aConstantChangeKeepsEveryDetailOfTheSource()
{
    Scene scene = makeScene(makeRadiograph(256, 256, 2));
    addToSquare(scene, 0.1F);
    const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, plain());
    const int expected = static_cast<int>(std::lround(0.1 * 4095.0));
    for (int y = 90; y < 166; ++y)
        for (int x = 90; x < 166; ++x)
            CF_CHECK(std::abs(result->counterfactual.stored.at(x, y) - scene.source.stored.at(x, y) - expected) <= 1);
}

void sixteenBitRampsStayMonotonic()
{
    Radiograph source = makeRadiograph(256, 256, 3);
    source.bitsStored = 16;
    source.windowCenter = 32767.5;
    source.windowWidth = 65535.0;
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x)
            source.stored.at(x, y) = x * 256 + y;
    Scene scene = makeScene(std::move(source));
    scene.mask = MaskImage(256, 256, 1.0F);
    addToSquare(scene, 0.05F);
    const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, plain());
    for (int y = 0; y < 256; ++y)
        for (int x = 1; x < 256; ++x)
            CF_CHECK(result->counterfactual.stored.at(x, y) >= result->counterfactual.stored.at(x - 1, y));
    CF_EQUAL(result->counterfactual.stored.at(128, 0), 128 * 256 + 3277);
}

void monochrome1IsTheComplement()
{
    Scene light = makeScene(makeRadiograph(256, 240, 4));
    Radiograph inverted = light.source;
    inverted.photometric = Photometric::Monochrome1;
    for (std::int32_t &stored : inverted.stored.pixels)
        stored = 4095 - stored;
    Scene dark = makeScene(std::move(inverted));
    addToSquare(light, 0.08F);
    addToSquare(dark, 0.08F);
    const auto a = recompose(light.source, light.pair, light.letterbox, light.mask, plain());
    const auto b = recompose(dark.source, dark.pair, dark.letterbox, dark.mask, plain());
    for (std::size_t index = 0; index < a->counterfactual.stored.pixels.size(); ++index)
        CF_CHECK(std::abs(a->counterfactual.stored.pixels[index] + b->counterfactual.stored.pixels[index] - 4095) <= 1);
}

void paddingNeverChangesAndNeverAppears()
{
    Radiograph source = makeRadiograph(256, 256, 5);
    source.paddingValue = 0;
    for (int y = 100; y < 140; ++y)
        for (int x = 100; x < 140; ++x)
            source.stored.at(x, y) = 0;
    Scene scene = makeScene(std::move(source));
    addToSquare(scene, -2.0F); // Far below black: every value would end at 0.
    const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, plain());
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x) {
            const bool wasPadding = scene.source.stored.at(x, y) == 0;
            CF_EQUAL((result->counterfactual.stored.at(x, y) == 0), wasPadding);
        }
    CF_EQUAL(result->counterfactual.stored.at(80, 128), 1);
}

void theNoiseFloorTakesNoiseAwayAndLeavesTheEdit()
{
    Scene scene = makeScene(makeRadiograph(256, 256, 6));
    RandomStream stream(6, "noise");
    for (int y = 0; y < squareSize; ++y)
        for (int x = 0; x < squareSize; ++x)
            scene.pair.edited.at(x, y) +=
                static_cast<float>(stream.normal(0.0, 0.002)) + (x > 50 && x < 60 && y > 50 && y < 60 ? 0.2F : 0.0F);
    RecompositionSettings settings;
    settings.feather = 4.0;
    const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
    CF_CHECK(result->changeNoise > 0.003 && result->changeNoise < 0.005); // 2 σ
    double edit = 0.0; // Mean change in the middle of the edit.
    double noise = 0.0; // Mean square of what is left of the noise.
    for (int y = 0; y < 12; ++y)
        for (int x = 0; x < 12; ++x) {
            edit +=
                (result->counterfactual.stored.at(104 + x, 104 + y) - scene.source.stored.at(104 + x, 104 + y)) / 144.0;
            noise +=
                std::pow(
                    result->counterfactual.stored.at(140 + x, 140 + y) - scene.source.stored.at(140 + x, 140 + y), 2.0)
                / 144.0;
        }
    std::printf("an edit of %.1f is laid as %.1f, of noise of 8.2 remain %.1f\n", 0.2 * 4095.0, edit, std::sqrt(noise));
    CF_NEAR(edit, 0.2 * 4095.0, 0.002 * 4095.0); // Whole, not less by the floor.
    CF_LESS(std::sqrt(noise), 0.4 * 0.002 * 4095.0);
}

/// Mean size of what is left of a thin line above its surroundings, in stored units.
double ghost(const StoredImage &image, int lineX)
{
    double sum = 0.0;
    for (int y = 236; y < 276; ++y)
        sum += image.at(lineX, y) - 0.5 * (image.at(lineX - 8, y) + image.at(lineX + 8, y));
    return std::abs(sum / 40.0);
}

void aRemovedWireLeavesNoGhost()
{
    Radiograph source = makeRadiograph(512, 512, 7);
    const Radiograph clean = source;
    for (int y = 0; y < 512; ++y)
        for (int x = 255; x <= 257; ++x)
            source.stored.at(x, y) = std::min(4095, source.stored.at(x, y) + 1500);
    Scene scene = makeScene(std::move(source));
    // A model that removes the wire as its autoencoder shows it: blurred by its resolution.
    scene.pair.edited = blurred(toSquare(toDisplay(clean), scene.letterbox), 0.7);
    RecompositionSettings settings;
    settings.feather = 4.0;
    const auto residualOnly = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
    settings.detailGate = true;
    const auto gated = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
    const double before = ghost(residualOnly->counterfactual.stored, 256);
    const double after = ghost(gated->counterfactual.stored, 256);
    std::printf("ghost of a wire of 1500: residual %.0f, with detail gate %.0f\n", before, after);
    CF_CHECK(before > 300.0 && after < 100.0);
    // Away from the wire the source's own grain stays.
    CF_EQUAL(gated->counterfactual.stored.at(200, 256), residualOnly->counterfactual.stored.at(200, 256));
    const auto again = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
    CF_EQUAL(again->counterfactual, gated->counterfactual);
}

void aThinBrushStrokeLetsTheChangeThrough()
{
    Scene scene = makeScene(makeRadiograph(256, 256, 9));
    scene.mask = MaskImage(256, 256);
    for (int y = 40; y < 220; ++y)
        for (int x = 120; x < 136; ++x) // Half as wide as the fade of both its sides.
            scene.mask.at(x, y) = 1.0F;
    addToSquare(scene, 0.1F);
    RecompositionSettings settings = plain();
    settings.feather = 8.0;
    const auto result = recompose(scene.source, scene.pair, scene.letterbox, scene.mask, settings);
    CF_CHECK(result->region.at(128, 128) == 1.0F && result->region.at(120, 128) < 0.5F);
    CF_EQUAL(result->outsideChanged, 0);
}

void sizesThatDoNotFitAreErrors()
{
    Scene scene = makeScene(makeRadiograph(128, 128, 8));
    CF_EQUAL(recompose(scene.source, scene.pair, scene.letterbox, MaskImage(5, 5), plain()).error().code,
        ErrorCode::InvalidInput);
    scene.pair.edited = GreyImage(3, 3);
    CF_CHECK(!recompose(scene.source, scene.pair, scene.letterbox, scene.mask, plain()).has_value());
}

} // namespace

int main()
{
    noEditChangesNothingAnywhere();
    aLineThatTheModelCannotShowGoesWithItsDevice();
    whatIsLeftOfALineGoesWithItsDevice();
    outsideIsExactForAnyChange();
    aConstantChangeKeepsEveryDetailOfTheSource();
    sixteenBitRampsStayMonotonic();
    monochrome1IsTheComplement();
    paddingNeverChangesAndNeverAppears();
    theNoiseFloorTakesNoiseAwayAndLeavesTheEdit();
    aRemovedWireLeavesNoGhost();
    aThinBrushStrokeLetsTheChangeThrough();
    sizesThatDoNotFitAreErrors();
}
