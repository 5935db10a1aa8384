// A port goes with its catheter: its chamber is wider than any line and is taken as a whole.

#include "core/editing/engine/removal/RemovalLook.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

constexpr int side = 512;
constexpr int cells = 256;
constexpr double chamberX = 380.0;
constexpr double chamberY = 200.0;
constexpr double chamberSize = 14.0; ///< Radius, pixels.

bool inChamber(int x, int y)
{
    return std::hypot(x - chamberX, y - chamberY) < chamberSize;
}

bool onCatheter(int x, int y)
{
    return x > 200 && x < 380 && std::abs(y - 200) < 3;
}

/// Ribs, a catheter, and a chamber of `bright` grey above what lies around it.
GreyImage film(float bright)
{
    GreyImage image(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            image.at(x, y) = 0.4F + 0.03F * std::sin(0.1F * static_cast<float>(y))
                + (onCatheter(x, y) || (bright > 0.0F && inChamber(x, y)) ? std::max(bright, 0.05F) : 0.0F);
    return image;
}

FilmReading reading()
{
    FilmReading reading;
    Radiograph radiograph;
    radiograph.stored = StoredImage(side, side);
    reading.letterbox = fitIntoSquare(radiograph, cells).value();
    reading.maps.push_back({ "Central Venous Catheter", GreyImage(cells, cells), true });
    for (int y = 0; y < cells; ++y)
        for (int x = 0; x < cells; ++x)
            reading.maps.back().probability.at(x, y) =
                inChamber(2 * x, 2 * y) || onCatheter(2 * x, 2 * y) ? 0.95F : 0.0F;
    return reading;
}

const std::vector<EditInstruction> removal{ { EditAction::Remove, Target::CentralVenousCatheter, Side::None, Zone::None,
    Severity::None } };

void aChamberIsTakenWhole()
{
    const RemovalLook look = lookForRemoval(reading(), film(0.25F), removal, closeReach);
    CF_CHECK(!look.electrodes.empty());
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (inChamber(x, y)) {
                CF_EQUAL(look.electrodes.at(x, y), 1.0F);
                CF_CHECK(look.region.at(x, y) > 0.0F);
            }
    CF_EQUAL(look.electrodes.at(260, 200), 0.0F); // The catheter is a line.
    CF_LESS(static_cast<double>(areaOf(look.electrodes)), 1.9 * 3.1416 * chamberSize * chamberSize);
}

void aWidePartThatIsNoBrighterIsNoChamber()
{
    const RemovalLook look = lookForRemoval(reading(), film(0.0F), removal, closeReach);
    CF_EQUAL(areaOf(look.electrodes), std::int64_t{ 0 });
    CF_CHECK(look.region.at(260, 200) > 0.0F);
}

} // namespace

int main()
{
    aChamberIsTakenWhole();
    aWidePartThatIsNoBrighterIsNoChamber();
}
