#include "core/phantom/devices/DeviceStyles.h"
#include "core/phantom/devices/Devices.h"
#include "tests/support/Check.h"
#include "tests/support/SyntheticChest.h"

#include <cstdio>
#include <numbers>
#include <stdexcept>
#include <string>

using namespace cf;

namespace {

double sum(const GreyImage &image)
{
    double total = 0.0;
    for (const float value : image.pixels)
        total += value;
    return total;
}

void aDiscCoversItsArea()
{
    DeviceCanvas canvas(200, 200, 0.5);
    canvas.paint(
        { 100.0, 100.0 }, 0.7, 12.0, 12.0, [](double x, double y) { return std::hypot(x, y) < 10.0 ? 0.8 : 0.0; });
    const DeviceDrawing drawing = canvas.finish();
    CF_NEAR(drawing.attenuation.at(100, 100), 0.8F, 1e-5F);
    // Millimetres to pixels: a radius of 10 mm is 20 pixels.
    const double expected = 0.8 * std::numbers::pi * 20.0 * 20.0;
    CF_NEAR(sum(drawing.attenuation) / expected, 1.0, 0.01);
    CF_CHECK(drawing.attenuation.at(100, 122) == 0.0F && drawing.mask.at(100, 122) == 0.0F);
}

void aTubeHasItsWidthAndIsCutAtItsEnds()
{
    DeviceCanvas canvas(200, 200, 0.5);
    const Path path{ { 50.0, 80.0 }, { 150.0, 80.0 } };
    canvas.tube(path, 5.0, [](double, double) { return 0.5; });
    const DeviceDrawing drawing = canvas.finish();
    for (const int x : { 55, 100, 145 }) {
        double width = 0.0;
        for (int y = 0; y < 200; ++y)
            width += drawing.attenuation.at(x, y) / 0.5;
        CF_NEAR(width, 20.0, 0.3);
    }
    CF_CHECK(drawing.attenuation.at(48, 80) == 0.0F && drawing.attenuation.at(152, 80) == 0.0F);
}

void arcLengthRunsInMillimetres()
{
    DeviceCanvas canvas(200, 60, 0.5);
    const Path path{ { 10.0, 30.0 }, { 190.0, 30.0 } }; // 180 pixels are 90 mm.
    canvas.tube(path, 2.0, [](double, double s) { return s < 45.0 ? 1.0 : 0.0; });
    const DeviceDrawing drawing = canvas.finish();
    CF_CHECK(drawing.attenuation.at(98, 30) > 0.99F && drawing.attenuation.at(102, 30) == 0.0F);
}

/// Averaging e^{−a}, not a: half a pixel of lead is half transparent.
void thinMetalIsNotTooStrong()
{
    DeviceCanvas canvas(64, 64, 1.0);
    canvas.paint({ 20.25, 20.0 }, 0.0, 0.25, 5.0, [](double, double) { return 20.0; });
    const DeviceDrawing drawing = canvas.finish();
    CF_NEAR(drawing.attenuation.at(20, 20), std::log(2.0), 0.02);
}

/// On a small image a wire is thinner than the step between the points along it.
void aWireThinnerThanAPixelIsDrawnWhole()
{
    for (const double x : { 10.0, 10.3, 10.7 })
        for (const double radius : { 0.02, 0.1, 0.4 }) {
            DeviceCanvas canvas(24, 48, 4.0);
            canvas.tube({ { x, 8.0 }, { x, 40.0 } }, radius * 4.0, [](double, double) { return 1.0; });
            const DeviceDrawing drawing = canvas.finish();
            for (int y = 0; y < 48; ++y)
                for (int column = 0; column < 24; ++column)
                    if (std::abs(column - x) > radius + 1.0 || y < 7 || y > 41)
                        CF_EQUAL(drawing.mask.at(column, y), 0.0F);
            if (radius >= 0.4) // At least one of the four sub-pixels is hit in each row.
                for (int y = 9; y < 40; ++y)
                    CF_EQUAL(drawing.mask.at(static_cast<int>(x + 0.5), y), 1.0F);
        }
}

void everyDeviceIsDrawnTheSameForTheSameSeed()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    int drawn = 0;
    for (const Target target : allTargets) {
        if (!canDrawDevice(target))
            continue;
        ++drawn;
        for (const std::uint64_t seed : { 1, 2, 3, 4, 5 }) {
            RandomStream first(seed, "test");
            RandomStream second(seed, "test");
            const auto a = drawDevice({ target }, geometry, syntheticSize, syntheticSize, first);
            const auto b = drawDevice({ target }, geometry, syntheticSize, syntheticSize, second);
            CF_CHECK(a && b && a->attenuation == b->attenuation);
            CF_LESS(5.0, sum(a->attenuation));
            for (std::size_t i = 0; i < a->mask.pixels.size(); ++i) {
                CF_CHECK(a->attenuation.pixels[i] >= 0.0F && a->attenuation.pixels[i] < 20.0F);
                CF_CHECK((a->mask.pixels[i] == 1.0F) == (a->attenuation.pixels[i] > 0.0F)
                    || a->attenuation.pixels[i] < 1e-6F);
            }
        }
    }
    CF_EQUAL(drawn, 7);
}

/// The patient's left is at the right of the image.
void sidesAreThePatients()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    for (const Target target : { Target::Pacemaker, Target::ChestTube })
        for (const Side side : { Side::Left, Side::Right })
            for (const std::uint64_t seed : { 1, 2, 3 }) {
                RandomStream stream(seed, "sides");
                const auto drawing = drawDevice({ target, side }, geometry, syntheticSize, syntheticSize, stream);
                CF_CHECK(drawing);
                double left = 0.0;
                double right = 0.0;
                for (int y = 0; y < syntheticSize; ++y)
                    for (int x = 0; x < syntheticSize; ++x)
                        (x < 4 * 66 ? right : left) += drawing->attenuation.at(x, y);
                CF_CHECK(side == Side::Left ? left > 2.0 * right : right > 2.0 * left);
            }
}

void theEndotrachealTubeEndsAboveTheCarina()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    for (const std::uint64_t seed : { 1, 2, 3, 4 }) {
        RandomStream stream(seed, "tube");
        const auto drawing = drawDevice({ Target::EndotrachealTube }, geometry, syntheticSize, syntheticSize, stream);
        CF_CHECK(drawing);
        int lowest = 0;
        for (int y = 0; y < syntheticSize; ++y)
            for (int x = 0; x < syntheticSize; ++x)
                if (drawing->mask.at(x, y) > 0.0F)
                    lowest = y;
        const double above = (geometry.trachea.back().y - lowest) * geometry.millimetresPerPixel;
        CF_CHECK(above > 18.0 && above < 66.0);
    }
}

void impossibleOrdersAreAnswered()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    RandomStream stream(1);
    CF_EQUAL(drawDevice({ Target::SupportDevices }, geometry, 512, 512, stream).error().code, ErrorCode::Unsupported);
    CF_EQUAL(drawDevice({ Target::Cardiomegaly }, geometry, 512, 512, stream).error().code, ErrorCode::Unsupported);
    CF_EQUAL(drawDevice({ Target::Pacemaker }, geometry, 1, 1, stream).error().code, ErrorCode::InvalidInput);
    CF_EQUAL(drawDevice({ Target::Pacemaker }, geometry, 100000, 100000, stream).error().code, ErrorCode::InvalidInput);
    CF_EQUAL(
        drawDevice({ Target::Pacemaker }, ThoraxGeometry{}, 512, 512, stream).error().code, ErrorCode::InvalidInput);
}

/// A chest that lies outside the image, as a wrong landmark may say: nothing to see, and no crash.
void farPlacesAreClipped()
{
    ThoraxGeometry geometry = syntheticGeometry();
    geometry.fromAtlas = [](Point p) { return Point{ 1e7 + p.x, -1e7 + p.y }; };
    geometry.trachea.clear();
    for (const Target target : { Target::CentralVenousCatheter, Target::NasogastricTube, Target::SternalWires }) {
        RandomStream stream(3);
        const auto drawing = drawDevice({ target, Side::Right }, geometry, 128, 96, stream);
        CF_CHECK(drawing && drawing->attenuation.width == 128 && sum(drawing->attenuation) == 0.0);
    }
}

double coveredOf(const Abnormality &device, std::uint64_t seed, bool wide)
{
    RandomStream stream(seed, "styles");
    DeviceStyle style;
    style.wide = wide;
    const auto drawing = drawDevice(device, syntheticGeometry(), syntheticSize, syntheticSize, stream, style);
    CF_CHECK(drawing.has_value());
    return sum(drawing->mask);
}

/// Makes of devices differ more than one renderer's defaults do, and each seed still means one drawing.
void wideStylesVaryMoreThanPlainOnes()
{
    for (const Target target : { Target::Pacemaker, Target::CentralVenousCatheter, Target::EndotrachealTube,
             Target::NasogastricTube, Target::ChestTube, Target::EcgLeads, Target::SternalWires }) {
        double spread[2] = {};
        for (const bool wide : { false, true }) {
            double total = 0.0;
            double squares = 0.0;
            constexpr int count = 40;
            for (std::uint64_t seed = 1; seed <= count; ++seed) {
                const Abnormality device{ target, seed % 2 == 0 ? Side::Left : Side::Right, Zone::None,
                    Severity::None };
                const double covered = coveredOf(device, seed, wide);
                CF_CHECK(seed > 3 || covered == coveredOf(device, seed, wide));
                total += covered;
                squares += covered * covered;
            }
            const double mean = total / count;
            CF_LESS(20.0, mean);
            spread[wide ? 1 : 0] = std::sqrt(std::max(0.0, squares / count - mean * mean)) / mean;
        }
        std::printf("%s: spread %.2f plain, %.2f wide\n", std::string(keyOf(target)).c_str(), spread[0], spread[1]);
        CF_LESS(spread[0], spread[1]);
    }
}

void rangesAreThoseOfTheTable()
{
    const StyleRange &plain = plainDeviceStyle("tracheal.radius");
    CF_CHECK(plain.low == 5.0 && plain.high == 5.6);
    CF_CHECK(deviceStyle("tracheal.radius").low == 3.2 && plainDeviceStyle("wires.radius").low == 0.48);
    const auto isNone = [](auto ask) {
        try {
            ask();
        } catch (const std::out_of_range &) {
            return true;
        }
        return false;
    };
    CF_CHECK(isNone([] { deviceStyle("no.such.style"); }));
    CF_CHECK(isNone([] { plainDeviceStyle("ecg.loop"); })); // Of wide drawings alone.
}

} // namespace

int main()
{
    aDiscCoversItsArea();
    aTubeHasItsWidthAndIsCutAtItsEnds();
    arcLengthRunsInMillimetres();
    thinMetalIsNotTooStrong();
    aWireThinnerThanAPixelIsDrawnWhole();
    everyDeviceIsDrawnTheSameForTheSameSeed();
    sidesAreThePatients();
    theEndotrachealTubeEndsAboveTheCarina();
    impossibleOrdersAreAnswered();
    farPlacesAreClipped();
    wideStylesVaryMoreThanPlainOnes();
    rangesAreThoseOfTheTable();
    std::puts("devices: all passed");
    return 0;
}
