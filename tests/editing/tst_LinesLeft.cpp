// Whether a line is gone, by the film itself: a whole line passes, one that is faded, blurred or cut does not.

#include "core/editing/engine/removal/LinesLeft.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/support/Check.h"

#include <cmath>
#include <cstdio>
#include <string>

using namespace cf;

namespace {

constexpr int side = 512;
constexpr int cells = 256;

float ribsAt(int x, int y)
{
    return 0.45F + 0.04F * std::sin(0.12F * static_cast<float>(y) + 0.01F * static_cast<float>(x))
        + 0.004F * std::sin(12.9F * static_cast<float>(x) + 78.2F * static_cast<float>(y));
}

/// A wire from the film's upper left to its lower right, in grey.
float wireAt(int x, int y)
{
    const double across = (0.7 * x - y + 60.0) / std::hypot(0.7, 1.0);
    return x > 60 && x < 420 ? static_cast<float>(0.15 * std::exp(-0.5 * across * across / 1.2)) : 0.0F;
}

GreyImage film()
{
    GreyImage image(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            image.at(x, y) = ribsAt(x, y) + wireAt(x, y);
    return image;
}

FilmReading reading()
{
    FilmReading reading;
    Radiograph radiograph;
    radiograph.stored = StoredImage(side, side);
    reading.letterbox = fitIntoSquare(radiograph, cells).value();
    reading.maps.push_back({ "ECG Leads", GreyImage(cells, cells), true });
    for (int y = 0; y < cells; ++y)
        for (int x = 0; x < cells; ++x)
            reading.maps.back().probability.at(x, y) = wireAt(2 * x, 2 * y) > 0.02F ? 0.95F : 0.0F;
    return reading;
}

const std::vector<EditInstruction> removal{ { EditAction::Remove, Target::EcgLeads, Side::None, Zone::None,
    Severity::None } };

std::optional<Gate> judged(const GreyImage &after, const MaskImage &region = MaskImage(side, side, 1.0F))
{
    return judgeLinesLeft(linesToGo(reading(), film(), removal), film(), after, region);
}

/// The film with what `left` says of the wire.
template <typename Left> GreyImage answer(const Left &left)
{
    GreyImage image(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            image.at(x, y) = ribsAt(x, y) + left(x, y);
    return image;
}

void aWireThatIsGonePasses()
{
    const auto gate = judged(answer([](int, int) { return 0.0F; }));
    CF_CHECK(gate.has_value());
    std::printf("gone: %.3f left\n", gate ? gate->value : -1.0);
    CF_CHECK(gate && gate->name == "lines_gone" && gate->passed && gate->value < 0.1);
}

void aGhostDoesNot()
{
    const auto faded = judged(answer([](int x, int y) { return 0.6F * wireAt(x, y); }));
    const auto cut = judged(answer([](int x, int y) { return x > 220 ? wireAt(x, y) : 0.0F; }));
    GreyImage change(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            change.at(x, y) = wireAt(x, y);
    const GreyImage soft = blurred(change, 6.0);
    const auto blurredGhost = judged(answer([&](int x, int y) { return wireAt(x, y) - soft.at(x, y); }));
    for (const auto &gate : { faded, cut, blurredGhost }) {
        CF_CHECK(gate.has_value());
        std::printf("a ghost: %.3f left\n", gate ? gate->value : -1.0);
        CF_CHECK(gate && !gate->passed && gate->value > 0.4 && !gate->reason.empty());
    }
    CF_CHECK(faded && std::abs(faded->value - 0.6) < 0.08);
}

void whatWasNotMeantDoesNotCount()
{
    MaskImage region(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < 230; ++x)
            region.at(x, y) = 1.0F;
    const GreyImage half = answer([](int x, int y) { return x >= 230 ? wireAt(x, y) : 0.0F; });
    CF_CHECK(judged(half) && !judged(half)->passed);
    CF_CHECK(judged(half, region) && judged(half, region)->passed);
    CF_CHECK(!judgeLinesLeft({}, film(), film(), MaskImage(side, side, 1.0F)).has_value());
    // Nothing of it lies there.
    CF_CHECK(!judged(half, MaskImage(side, side)).has_value());
    auto adding = removal;
    adding.front().action = EditAction::Add;
    CF_CHECK(linesToGo(reading(), film(), adding).empty());
}

} // namespace

int main()
{
    aWireThatIsGonePasses();
    aGhostDoesNot();
    whatWasNotMeantDoesNotCount();
}
