// What the renderer drew keeps its numbers: drawn again it is the same to the byte, and a changed number changes that.

#include "core/insertion/InsertionFilm.h"
#include "core/phantom/devices/Devices.h"
#include "tests/support/Check.h"
#include "tests/support/SyntheticChest.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

using namespace cf;

namespace {

const std::vector<Abnormality> everything{ { Target::Pacemaker, Side::Left }, { Target::Pacemaker, Side::Right },
    { Target::CentralVenousCatheter, Side::Right }, { Target::CentralVenousCatheter, Side::Both },
    { Target::EndotrachealTube }, { Target::NasogastricTube }, { Target::ChestTube, Side::Left }, { Target::EcgLeads },
    { Target::SternalWires }, { Target::PleuralEffusion, Side::Left, Zone::None, Severity::Moderate },
    { Target::PleuralEffusion, Side::Both, Zone::None, Severity::Large },
    { Target::PleuralEffusion, Side::None, Zone::None, Severity::Small },
    { Target::Cardiomegaly, Side::None, Zone::None, Severity::Large },
    { Target::Consolidation, Side::Right, Zone::Lower, Severity::Large },
    { Target::Edema, Side::None, Zone::None, Severity::Large },
    { Target::Pneumothorax, Side::Left, Zone::None, Severity::Large },
    { Target::LungLesion, Side::Right, Zone::Middle, Severity::Large } };

constexpr std::uint64_t seed = 11;

const InsertionFilm &film()
{
    static const auto made = InsertionFilm::make(syntheticRadiograph(), syntheticGeometry());
    CF_CHECK(made.has_value());
    return *made;
}

struct Drawn {
    RenderedAddition addition;
    CounterfactualPair pair;
    std::vector<RenderedHandle> handles;
};

Drawn drawn(RenderedAddition addition, const InsertionAmounts &amounts = {})
{
    Drawn made{ std::move(addition), {}, {} };
    auto pair = drawRendered(film(), made.addition, seed, amounts, 1.0, &made.handles);
    if (!pair)
        std::fprintf(stderr, "%s\n", pair.error().message.c_str());
    CF_CHECK(pair.has_value());
    made.pair = *std::move(pair);
    return made;
}

Drawn fresh(const Abnormality &wanted, const InsertionAmounts &amounts = {})
{
    return drawn(
        RenderedAddition{ wanted.target, wanted.side, wanted.zone, wanted.severity, 0, "insertion", {} }, amounts);
}

RenderedAddition with(const RenderedAddition &addition, const std::string &name, double value)
{
    CF_CHECK(addition.find(name) != nullptr);
    return withNumber(addition, name, value, syntheticGeometry());
}

double valueOf(const RenderedAddition &addition, const std::string &name)
{
    CF_CHECK(addition.find(name) != nullptr);
    return addition.find(name)->value;
}

std::string refusal(RenderedAddition addition)
{
    const auto pair = drawRendered(film(), addition, seed);
    CF_CHECK(!pair && pair.error().code == ErrorCode::InvalidInput);
    return pair.error().message;
}

/// Middle of what has changed, weighed by the change.
Point middleOf(const CounterfactualPair &pair)
{
    double sum = 0.0;
    Point middle;
    for (int y = 0; y < pair.with.height; ++y)
        for (int x = 0; x < pair.with.width; ++x) {
            const double change = std::abs(pair.with.at(x, y) - pair.without.at(x, y));
            sum += change;
            middle.x += change * x;
            middle.y += change * y;
        }
    return { middle.x / sum, middle.y / sum };
}

int lowestRow(const MaskImage &region, int left, int right)
{
    int lowest = 0;
    for (int y = 0; y < region.height; ++y)
        for (int x = left; x < right; ++x)
            if (region.at(x, y) > 0.0F)
                lowest = y;
    return lowest;
}

int highestRow(const MaskImage &region, int left, int right)
{
    for (int y = 0; y < region.height; ++y)
        for (int x = left; x < right; ++x)
            if (region.at(x, y) > 0.0F)
                return y;
    return region.height;
}

void everythingIsDrawnAgainToTheByte()
{
    for (const Abnormality &wanted : everything) {
        const Drawn first = fresh(wanted);
        CF_CHECK(!first.addition.numbers.empty());
        CF_CHECK(first.addition.side != Side::None || wanted.target != Target::PleuralEffusion);
        const Drawn again = drawn(first.addition);
        CF_CHECK(again.pair.with == first.pair.with && again.pair.region == first.pair.region);
        CF_CHECK(again.addition == first.addition && again.handles == first.handles);
        for (const RenderedNumber &number : first.addition.numbers)
            CF_CHECK(number.min <= number.value && number.value <= number.max && !number.unit.empty());
        for (std::size_t i = 0; i < first.pair.with.pixels.size(); ++i)
            CF_CHECK(first.pair.region.pixels[i] > 0.0F || first.pair.with.pixels[i] == film().radiograph().pixels[i]);
    }
    // What was asked for in numbers, too, where the words are not heard a second time.
    const std::vector<std::pair<Abnormality, InsertionAmounts>> asked{ { { Target::LungLesion, Side::Right },
                                                                           { 25.0, {}, {} } },
        { { Target::Consolidation, Side::Left }, { 60.0, {}, {} } },
        { { Target::PleuralEffusion, Side::Left }, { 90.0, {}, {} } },
        { { Target::Pneumothorax, Side::Right }, { 25.0, {}, {} } }, { { Target::Cardiomegaly }, { {}, 0.57, {} } },
        { { Target::EndotrachealTube }, { {}, {}, 40.0 } },
        { { Target::CentralVenousCatheter, Side::Right }, { {}, {}, -10.0 } } };
    for (const auto &[wanted, amounts] : asked) {
        const Drawn first = fresh(wanted, amounts);
        CF_EQUAL(drawn(first.addition).pair.with, first.pair.with);
    }
}

void aNoduleMovesAndGrows()
{
    const Drawn first = fresh({ Target::LungLesion, Side::Right, Zone::Middle, Severity::Moderate });
    const RenderedAddition moved = with(with(first.addition, "centre.x", valueOf(first.addition, "centre.x") - 12.0),
        "centre.y", valueOf(first.addition, "centre.y") + 25.0);
    const Drawn second = drawn(moved);
    const Point before = middleOf(first.pair);
    const Point after = middleOf(second.pair);
    CF_CHECK(std::abs(after.x - before.x + 12.0) < 0.5 && std::abs(after.y - before.y - 25.0) < 0.5);
    CF_EQUAL(moved.severity, Severity::Moderate);
    const auto across = [](const Drawn &nodule) {
        double area = 0.0;
        for (const float inside : nodule.pair.region.pixels)
            area += inside;
        return 2.0 * std::sqrt(area / 3.14159265) * syntheticGeometry().millimetresPerPixel;
    };
    const RenderedAddition grown = with(first.addition, "diameter", 34.0);
    CF_EQUAL(grown.severity, Severity::Large);
    CF_NEAR(across(drawn(grown)), 34.0, 3.4);
    CF_CHECK(refusal(with(first.addition, "centre.x", 264.0)).find("centre") != std::string::npos);
    CF_CHECK(refusal(with(first.addition, "diameter", 200.0)).find("can be 4 to 80 mm") != std::string::npos);
    RenderedAddition strange = first.addition;
    strange.numbers.push_back({ "colour", 1.0, "share", 0.0, 2.0 });
    CF_CHECK(refusal(strange).find("colour") != std::string::npos);
}

void anOpacityKeepsItsPatternWhereItGoes()
{
    const Drawn first = fresh({ Target::Consolidation, Side::Right, Zone::Middle, Severity::Small });
    const Drawn moved = drawn(with(first.addition, "centre.y", valueOf(first.addition, "centre.y") + 30.0));
    const Point before = middleOf(first.pair);
    const Point after = middleOf(moved.pair);
    std::printf("opacity moved by %.1f, %.1f\n", after.x - before.x, after.y - before.y);
    CF_CHECK(std::abs(after.y - before.y - 30.0) < 6.0 && std::abs(after.x - before.x) < 6.0);
    double greatest = 0.0;
    for (const double diameter : { 40.0, 60.0, 80.0 }) {
        double sum = 0.0;
        for (const float inside : drawn(with(first.addition, "diameter", diameter)).pair.region.pixels)
            sum += inside;
        CF_LESS(1.2 * greatest, sum);
        greatest = sum;
    }
}

void fluidRisesByMillimetres()
{
    const double millimetres = syntheticGeometry().millimetresPerPixel;
    const Drawn first = fresh({ Target::PleuralEffusion, Side::Left, Zone::None, Severity::Moderate });
    const double height = valueOf(first.addition, "height");
    const Drawn higher = drawn(with(first.addition, "height", height + 30.0));
    const int before = highestRow(first.pair.region, 4 * 85, 4 * 112);
    const int after = highestRow(higher.pair.region, 4 * 85, 4 * 112);
    CF_NEAR((before - after) * millimetres, 30.0, 3.0);
    for (int y = 0; y < syntheticSize; ++y) // The other lung has no part in it.
        for (int x = 0; x < 4 * 55; ++x)
            CF_EQUAL(higher.pair.with.at(x, y), film().radiograph().at(x, y));
    const Drawn both = fresh({ Target::PleuralEffusion, Side::Both, Zone::None, Severity::Moderate });
    const Drawn one = drawn(with(both.addition, "left.height", valueOf(both.addition, "left.height") + 20.0));
    for (int y = 0; y < syntheticSize; ++y)
        for (int x = 0; x < 4 * 50; ++x)
            CF_EQUAL(one.pair.with.at(x, y), both.pair.with.at(x, y));
}

void theGeneratorMovesAndItsLeadsFollow()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    const auto draw = [&](RenderedSheet &sheet) {
        RandomStream stream(5, "pacemaker");
        DeviceStyle style;
        style.sheet = &sheet;
        const auto drawing =
            drawDevice({ Target::Pacemaker, Side::Left }, geometry, syntheticSize, syntheticSize, stream, style);
        CF_CHECK(drawing.has_value() && sheet.problem().empty());
        return *drawing;
    };
    RenderedSheet first;
    const DeviceDrawing before = draw(first);
    constexpr int across = -20;
    constexpr int down = 60;
    std::vector<RenderedNumber> asked = first.numbers();
    for (RenderedNumber &number : asked)
        number.value += number.name == "generator.x" ? across : number.name == "generator.y" ? down : 0;
    RenderedSheet second(asked);
    const DeviceDrawing after = draw(second);
    for (int y = 0; y + down < syntheticSize; ++y)
        for (int x = -across; x < syntheticSize; ++x)
            CF_EQUAL(before.body.at(x, y), after.body.at(x + across, y + down));
    // Every number but the two is what it was, and every grip but the generator's lies where it lay.
    for (std::size_t i = 0; i < asked.size(); ++i)
        CF_EQUAL(second.numbers()[i].value, asked[i].value);
    for (std::size_t i = 0; i < first.handles().size(); ++i)
        CF_CHECK(first.handles()[i].name == "generator" || first.handles()[i] == second.handles()[i]);
    // One piece: the leads still start in the header.
    MaskImage reached(syntheticSize, syntheticSize);
    std::vector<std::pair<int, int>> open;
    for (int y = 0; y < syntheticSize && open.empty(); ++y)
        for (int x = 0; x < syntheticSize && open.empty(); ++x)
            if (after.body.at(x, y) > 0.0F)
                open.emplace_back(x, y);
    std::size_t count = 0;
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        if (x < 0 || y < 0 || x >= syntheticSize || y >= syntheticSize || reached.at(x, y) > 0.0F
            || after.mask.at(x, y) == 0.0F)
            continue;
        reached.at(x, y) = 1.0F;
        ++count;
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx)
                open.emplace_back(x + dx, y + dy);
    }
    std::size_t all = 0;
    for (const float inside : after.mask.pixels)
        all += inside > 0.0F ? 1 : 0;
    CF_EQUAL(count, all);
}

void tipsAndTheHeartGoWhereTheirNumbersSay()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    for (const auto &[wanted, height] : { std::pair{ Abnormality{ Target::EndotrachealTube }, 70.0 },
             std::pair{ Abnormality{ Target::CentralVenousCatheter, Side::Right }, -25.0 } }) {
        const Drawn placed = drawn(with(fresh(wanted).addition, "tip", height));
        const int lowest = lowestRow(placed.pair.region, 4 * 52, 4 * 72);
        CF_NEAR((geometry.trachea.back().y - lowest) * geometry.millimetresPerPixel, height, 5.0);
    }
    const Drawn heart = fresh({ Target::Cardiomegaly, Side::None, Zone::None, Severity::Moderate });
    const Drawn wider = drawn(with(heart.addition, "ratio", valueOf(heart.addition, "ratio") + 0.05));
    const auto across = [](const Drawn &made) { return made.handles[0].x - made.handles[1].x; };
    const double chest = 4.0 * (109.8 - 18.5);
    CF_LESS(std::abs(across(wider) - across(heart) - 0.05 * chest), 0.01 * chest);
    CF_CHECK(refusal(with(heart.addition, "ratio", 0.9)).find("ratio") != std::string::npos);
}

/// A grip that is dragged goes with the pointer: the numbers that it changes do just that.
void gripsFollowThePointer()
{
    constexpr double way = 10.0;
    for (const Abnormality &wanted : everything) {
        const Drawn first = fresh(wanted);
        CF_CHECK(!first.handles.empty() || wanted.target == Target::Edema);
        for (std::size_t at = 0; at < first.handles.size(); ++at) {
            const RenderedHandle &grip = first.handles[at];
            CF_CHECK(!grip.drives.empty());
            const bool heart = wanted.target == Target::Cardiomegaly; // Two borders share its growth.
            const bool across = grip.drives.front().perColumn != 0.0;
            // Towards the side on which there is room.
            const RenderedNumber &driven = *first.addition.find(grip.drives.front().number);
            const double step = (across ? grip.drives.front().perColumn : grip.drives.front().perRow) * way;
            const double sign = driven.value + step <= driven.max && driven.value + step >= driven.min ? 1.0 : -1.0;
            if (driven.value + sign * step > driven.max || driven.value + sign * step < driven.min)
                continue;
            const Drawn moved = drawn(with(first.addition, driven.name, driven.value + sign * step));
            const double gone = across ? moved.handles[at].x - grip.x : moved.handles[at].y - grip.y;
            if (heart)
                CF_CHECK(gone * sign >= 0.0 && std::abs(gone) < 2.0 * way);
            else if (std::abs(gone - sign * way) > 3.0)
                std::fprintf(stderr, "%s %s went %.1f for %.1f\n", std::string(keyOf(wanted.target)).c_str(),
                    grip.name.c_str(), gone, sign * way);
            CF_CHECK(heart || std::abs(gone - sign * way) <= 3.0);
        }
    }
}

/// Drawn into a smaller copy, the record still speaks of the film.
void aSmallerCopySpeaksOfTheFilm()
{
    RenderedAddition addition{ Target::LungLesion, Side::Right, Zone::Middle, Severity::Moderate, 0, "insertion", {} };
    RenderedSheet sheet({}, 0.5);
    const Point at = sheet.place("centre", { 100.0, 80.0 }, { 0.0, 0.0 }, { 200.0, 200.0 });
    CF_CHECK(at == (Point{ 100.0, 80.0 }) && sheet.numbers()[0].value == 200.5 && sheet.handles()[0].x == 200.5);
    sheet.number("diameter", 20.0, "mm", 4.0, 80.0);
    sheet.addHandle("edge", at, { { "diameter", 1.6 } });
    CF_CHECK(sheet.handles()[1].drives[0].perColumn == 0.8 && sheet.handles()[0].drives[0].perColumn == 1.0);
    RenderedSheet again(sheet.numbers(), 0.5);
    CF_EQUAL(again.place("centre", { 7.0, 7.0 }, { 0.0, 0.0 }, { 200.0, 200.0 }), at);
}

} // namespace

int main()
{
    everythingIsDrawnAgainToTheByte();
    aNoduleMovesAndGrows();
    anOpacityKeepsItsPatternWhereItGoes();
    fluidRisesByMillimetres();
    theGeneratorMovesAndItsLeadsFollow();
    tipsAndTheHeartGoWhereTheirNumbersSay();
    gripsFollowThePointer();
    aSmallerCopySpeaksOfTheFilm();
    std::puts("rendered numbers: all passed");
    return 0;
}
