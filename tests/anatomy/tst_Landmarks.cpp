#include "core/anatomy/Landmarks.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"
#include "tests/support/SharedRadiographs.h"
#include "tests/support/Skip.h"
#include "tests/support/SyntheticChest.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

using namespace cf;

namespace {

double confidenceOf(const GreyImage &image)
{
    const auto found = findLandmarks(image);
    return found ? found->confidence : 0.0;
}

/// Centre of the area within.
Point centreOf(const std::vector<Point> &outline)
{
    Point sum;
    double area = 0.0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point &a = outline[i];
        const Point &b = outline[(i + 1) % outline.size()];
        const double cross = a.x * b.y - b.x * a.y;
        sum.x += (a.x + b.x) * cross / 3.0;
        sum.y += (a.y + b.y) * cross / 3.0;
        area += cross;
    }
    return { sum.x / area, sum.y / area };
}

/// Mean distance of an outline's points from the nearest of another.
double distance(const std::vector<Point> &from, const std::vector<Point> &to)
{
    double sum = 0.0;
    for (const Point &a : from) {
        double minimum = 1e9;
        for (const Point &b : to)
            minimum = std::min(minimum, std::hypot(a.x - b.x, a.y - b.y));
        sum += minimum / static_cast<double>(from.size());
    }
    return sum;
}

GreyImage inside(const std::vector<Point> &outline, int side)
{
    GreyImage map(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            map.at(x, y) = insidePolygon(outline, x, y) ? 1.0F : 0.0F;
    return map;
}

LungSeer seer(const SeenLungs &lungs)
{
    return [&lungs] { return std::optional(lungs); };
}

GreyImage mirrored(const GreyImage &image)
{
    GreyImage result = image;
    for (int y = 0; y < image.height; ++y)
        std::reverse_copy(&image.at(0, y), &image.at(0, y) + image.width, &result.at(0, y));
    return result;
}

GreyImage turned(const GreyImage &image)
{
    GreyImage result(image.height, image.width);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            result.at(image.height - 1 - y, x) = image.at(x, y);
    return result;
}

GreyImage negative(GreyImage image)
{
    for (float &value : image.pixels)
        value = 1.0F - value;
    return image;
}

void nothingIsFoundWhereNothingIs()
{
    CF_CHECK(!findLandmarks(GreyImage()));
    CF_CHECK(!findLandmarks(GreyImage(1, 1, 0.5F)));
    CF_CHECK(!findLandmarks(GreyImage(512, 512, 0.5F)));
    CF_CHECK(!findLandmarks(GreyImage(4000, 33, 0.0F)));
    GreyImage noise(512, 512);
    RandomStream stream(5);
    for (float &value : noise.pixels)
        value = static_cast<float>(stream.uniform());
    CF_LESS(confidenceOf(noise), 0.3);
    GreyImage broken(256, 256, std::numeric_limits<float>::quiet_NaN());
    CF_LESS(confidenceOf(broken), 0.3);
}

/// Known anatomy: flat dark lungs of the atlas' own shape.
void aSyntheticChestIsFoundWithinTwoUnits()
{
    const ThoraxGeometry truth = syntheticGeometry();
    const auto found = findThoraxLandmarks(syntheticRadiograph());
    CF_CHECK(found);
    const double unit = truth.pixelsPerUnit;
    const double right = distance(truth.lungRight, found->geometry.lungRight) / unit;
    const double left = distance(truth.lungLeft, found->geometry.lungLeft) / unit;
    std::printf("synthetic chest: outlines off by %.2f and %.2f units, confidence %.2f\n", right, left,
        found->geometry.confidence);
    CF_CHECK(right < 2.0 && left < 2.0);
    CF_CHECK(found->contrastRight > 0.3 && found->contrastLeft > 0.3);
}

/// Nothing but grain to the grey values: the lungs that a segmenter sees say where the chest is, wherever it lies.
void lungsThatAreSeenHelpWhereGreyValuesDoNot()
{
    ThoraxGeometry truth = syntheticGeometry();
    GreyImage grain(syntheticSize, syntheticSize);
    RandomStream stream(5);
    for (float &value : grain.pixels)
        value = static_cast<float>(stream.uniform());
    for (const double scale : { 1.0, 0.75 }) {
        const auto moved = [&](std::vector<Point> points) {
            for (Point &point : points)
                point = { scale * point.x + 40.0, scale * point.y + 20.0 };
            return points;
        };
        const std::vector<Point> right = moved(truth.lungRight);
        const std::vector<Point> left = moved(truth.lungLeft);
        const SeenLungs seen{ inside(right, syntheticSize), inside(left, syntheticSize) };
        CF_LESS(confidenceOf(grain), 0.3);
        const auto found = findThoraxLandmarks(grain, {}, seer(seen));
        CF_CHECK(found && found->geometry.confidence >= 0.6);
        const double unit = scale * truth.pixelsPerUnit;
        CF_LESS(distance(right, found->geometry.lungRight), 2.0 * unit);
        CF_LESS(distance(left, found->geometry.lungLeft), 2.0 * unit);
    }
    // What looks like no pair of lungs is not believed: one of them missing.
    const GreyImage none(syntheticSize, syntheticSize);
    const SeenLungs oneAlone{ inside(truth.lungRight, syntheticSize), none };
    const auto half = findThoraxLandmarks(grain, {}, seer(oneAlone));
    CF_CHECK(!half || half->geometry.confidence < 0.3);
    // Where grey values are sure, lungs that fit no chest change nothing.
    const SeenLungs wrong{ inside(truth.lungLeft, syntheticSize), inside(truth.lungRight, syntheticSize) };
    const auto sure = findThoraxLandmarks(syntheticRadiograph());
    const auto stillSure = findThoraxLandmarks(syntheticRadiograph(), {}, seer(wrong));
    CF_CHECK(sure && stillSure && sure->geometry.confidence >= 0.6);
    CF_EQUAL(distance(sure->geometry.lungRight, stillSure->geometry.lungRight), 0.0);
}

/// A shade beside the chest draws an outline to it; the lungs that are seen bring it back, though both are sure.
void seenLungsCorrectAnOutline()
{
    const ThoraxGeometry truth = syntheticGeometry();
    GreyImage image = syntheticRadiograph();
    const int wall = static_cast<int>(std::ranges::max(truth.lungLeft, {}, &Point::x).x);
    for (int y = syntheticSize / 3; y < 2 * syntheticSize / 3; ++y) // As dark as a lung.
        for (int x = wall - 6; x < wall + 36; ++x)
            image.at(x, y) = image.at(static_cast<int>(truth.lungLeft.front().x), syntheticSize / 2);
    const auto byGrey = findThoraxLandmarks(image);
    const SeenLungs seen{ inside(truth.lungRight, syntheticSize), inside(truth.lungLeft, syntheticSize) };
    const auto found = findThoraxLandmarks(image, {}, seer(seen));
    CF_CHECK(byGrey && found && found->geometry.confidence >= 0.6);
    const auto off = [&](const ThoraxGeometry &geometry) {
        return std::max(distance(truth.lungRight, geometry.lungRight), distance(truth.lungLeft, geometry.lungLeft));
    };
    std::printf("outlines off by %.2f pixels by grey values, %.2f with seen lungs\n", off(byGrey->geometry),
        off(found->geometry));
    CF_LESS(off(found->geometry), off(byGrey->geometry));
}

/// Of the films at least seven of ten are found, the right lung at the image's left and in a person's size; a mirrored
/// one with its sides exchanged. Negatives, and films that lie on their side, stay below the confidence `wrongMost`.
void checkChests(
    const char *kind, std::size_t films, double wrongMost, const std::function<GreyImage(std::size_t)> &film)
{
    std::size_t confident = 0;
    double negativeMost = 0.0;
    double turnedMost = 0.0;
    int mirrors = 0;
    for (std::size_t i = 0; i < films; ++i) {
        const GreyImage image = film(i);
        const auto found = findThoraxLandmarks(image);
        CF_CHECK(found);
        const bool sure = found->geometry.confidence >= 0.6;
        confident += sure;
        if (!sure)
            continue;
        CF_LESS(centreOf(found->geometry.lungRight).x, centreOf(found->geometry.lungLeft).x);
        CF_LESS(0.3, found->geometry.millimetresPerPixel * image.width / 512.0);
        CF_LESS(found->geometry.millimetresPerPixel * image.width / 512.0, 1.6);
        if (mirrors < 4) {
            ++mirrors;
            const auto other = findThoraxLandmarks(mirrored(image));
            CF_CHECK(other);
            const Point here = centreOf(found->geometry.lungRight);
            const Point there = centreOf(other->geometry.lungLeft);
            const double off =
                std::hypot(image.width - 1 - here.x - there.x, here.y - there.y) / found->geometry.pixelsPerUnit;
            std::printf("%s %zu mirrored: lungs off by %.1f units\n", kind, i, off);
            // The heart points to the wrong side there; the lungs must be found all the same.
            CF_LESS(off, 8.0);
            negativeMost = std::max(negativeMost, confidenceOf(negative(image)));
            turnedMost = std::max(turnedMost, confidenceOf(turned(image)));
        }
    }
    std::printf("%s: %zu of %zu confident; negative at most %.2f, turned at most %.2f\n", kind, confident, films,
        negativeMost, turnedMost);
    CF_CHECK(confident * 10 >= films * 7);
    CF_LESS(negativeMost, wrongMost);
    CF_LESS(turnedMost, wrongMost);
}

constexpr std::size_t phantoms = 10;

Phantom phantomOf(std::size_t number)
{
    const auto phantom = renderPhantom({ 900 + number, 256, {} });
    CF_CHECK(phantom.has_value());
    return *phantom;
}

/// Imaginary patients, no two alike, of whom it is known where the lungs lie. Their negatives look a little more like
/// chests than those of real films; what counts as found begins at 0.6.
void mostPhantomChestsAreFound()
{
    checkChests("phantom", phantoms, 0.45, [](std::size_t number) { return phantomOf(number).display; });
    double offMost = 0.0;
    for (std::size_t number = 0; number < phantoms; ++number) {
        const Phantom phantom = phantomOf(number);
        const auto found = findThoraxLandmarks(phantom.display);
        CF_CHECK(found);
        if (found->geometry.confidence < 0.6)
            continue;
        const double off = std::max(distance(phantom.geometry.lungRight, found->geometry.lungRight),
                               distance(phantom.geometry.lungLeft, found->geometry.lungLeft))
            / phantom.geometry.pixelsPerUnit;
        std::printf("phantom %zu: outlines off by %.2f units\n", number, off);
        offMost = std::max(offMost, off);
    }
    CF_LESS(offMost, 9.0); // Measured: 5.4 to 7.1. A lung is some 35 units wide; the wrong one is further off.
}

void mostRealChestsAreFound()
{
    const auto files = sharedRadiographs("nih_cxr14_512", 37);
    if (files.empty())
        return test::skipped("real chests", "the shared radiographs are not here");
    checkChests("real chest", files.size(), 0.3, [&](std::size_t number) { return readGrey(files[number]); });
}

/// Landmarks of a larger copy lie at the larger places.
void sizeDoesNotMatter()
{
    const GreyImage small = syntheticRadiograph();
    GreyImage large(small.width * 2, small.height * 2);
    for (int y = 0; y < large.height; ++y)
        for (int x = 0; x < large.width; ++x)
            large.at(x, y) = small.at(x / 2, y / 2);
    const auto a = findLandmarks(small);
    const auto b = findLandmarks(large);
    CF_CHECK(a && b);
    const Point first = centreOf(a->lungLeft);
    const Point second = centreOf(b->lungLeft);
    CF_LESS(std::hypot(2.0 * first.x + 0.5 - second.x, 2.0 * first.y + 0.5 - second.y), 2.0);
    CF_NEAR(b->pixelsPerUnit / a->pixelsPerUnit, 2.0, 0.02);
    const Point here = a->fromAtlas({ 97.0, 35.0 });
    const Point there = b->fromAtlas({ 97.0, 35.0 });
    CF_LESS(std::hypot(2.0 * here.x + 0.5 - there.x, 2.0 * here.y + 0.5 - there.y), 2.0);
}

/// A stated spacing counts unless it would make the chest a doll's.
void impossibleSpacingIsNotBelieved()
{
    const GreyImage image = syntheticRadiograph();
    const auto stated = findLandmarks(image, { 0.8, 0.8 });
    const auto halved = findLandmarks(image, { 0.14, 0.14 });
    CF_CHECK(stated && halved);
    CF_EQUAL(stated->millimetresPerPixel, 0.8);
    CF_NEAR(halved->millimetresPerPixel * halved->pixelsPerUnit, 3.1, 1e-9);
}

} // namespace

int main()
{
    nothingIsFoundWhereNothingIs();
    aSyntheticChestIsFoundWithinTwoUnits();
    lungsThatAreSeenHelpWhereGreyValuesDoNot();
    seenLungsCorrectAnOutline();
    sizeDoesNotMatter();
    impossibleSpacingIsNotBelieved();
    mostPhantomChestsAreFound();
    mostRealChestsAreFound();
    std::puts("landmarks: all passed");
    return 0;
}
