#include "core/imaging/filling/SpotFilling.h"

#include "core/imaging/MaskAreas.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/OpenCvImage.h"
#include "core/imaging/Resample.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

// Pixels of a film of 512.
constexpr int discRadius = 9; ///< Wider than a clip's parts and an electrode's knob, narrower than a rib.
constexpr double nearSeed =
    12.0; ///< As far a spot may reach beyond what marks it: half of the longest pad, beyond a knob.
constexpr double spotBlur = 2.0; ///< Of a spot's edge.
constexpr double largestSpot = 60.0; ///< An electrode's pad has up to 45 mm; wider seeds hold more than one thing.
constexpr double padRadius = 11.0; ///< Of a disc that fits into a pad as it is seen, and into no lead …
constexpr double largestPad = 110.0; ///< … but into bundles of leads, which are larger.
constexpr double padMargin = 4.0; ///< A map's pad may be smaller than the electrode.
constexpr double largestPart = 40.0; ///< Of what stands out within a seed: a knob or a clip; a wire is longer.

/// Display grey: fainter things are the film's own.
constexpr double minBright = 5.0 / 255.0;
/// Share of a spot's brightest point that still belongs to it.
constexpr double brightShare = 0.3;

// Of a knob, pixels of a film of 512 and display grey.
constexpr double knobBegins = 8.0 / 255.0;
constexpr double knobReaches = 14.0 / 255.0;
constexpr double leadRadius = 2.5; ///< A disc into which a lead is too thin to fit.
constexpr int smallestKnob = 6;
constexpr int largestKnob = 24;
constexpr double roundness = 0.6; ///< Of its box that a disc fills (π / 4), less what grain takes.
constexpr float notSilent = 0.25F;

// Of a wire's twist, pixels of a film of 512 and display grey.
constexpr int twistRadius = 4; ///< Of a disc into which it does not fit, but what is wider than a wire does.
constexpr double twistBegins = 5.0 / 255.0;
constexpr double twistReaches = 10.0 / 255.0;
constexpr int largestTwist = 14;
constexpr double twistBlur = 1.0;

/// Longer side of the copy in which a spot is filled: what is put in is smooth, and finer pixels cost much.
constexpr int workingSide = 72;
/// Of what surrounds a spot: it is seen through grain.
constexpr double surroundBlur = 1.2;
/// Display grey by which two sides of a spot may differ and still be one thing.
constexpr double agreement = 4.0 / 255.0;
/// Display grey: a clip's holes may be filled, but what was bright does not become brighter.
constexpr float maxBrightening = 6.0F / 255.0F;
constexpr int rayPairs = 24; ///< Directions over half a turn.
/// How much more is taken along what runs past a spot than across it: beside a rib both ends of a ray agree, too.
constexpr double alongCourse = 12.0;

/// Known values and how far they are known, blurred together: what is masked does not reach them.
struct Surroundings {
    cv::Mat values;
    cv::Mat known; ///< 1 or 0.
};

Surroundings surroundingsOf(const GreyImage &picture, const MaskImage &spots, const PixelBox &box)
{
    const GreyImage seen = cropped(picture, box);
    const MaskImage hidden = cropped(spots, box);
    cv::Mat weight(seen.height, seen.width, CV_32F);
    for (std::size_t i = 0; i < hidden.pixels.size(); ++i)
        weight.at<float>(static_cast<int>(i) / seen.width, static_cast<int>(i) % seen.width) =
            hidden.pixels[i] > 0.0F ? 0.0F : 1.0F;
    const double shrink = std::min(1.0, static_cast<double>(workingSide) / std::max(seen.width, seen.height));
    const cv::Size size(std::max(1, cvRound(seen.width * shrink)), std::max(1, cvRound(seen.height * shrink)));
    cv::Mat values = asMat(seen).mul(weight);
    cv::Mat smallValues;
    cv::Mat smallWeight;
    cv::resize(values, smallValues, size, 0.0, 0.0, cv::INTER_AREA);
    cv::resize(weight, smallWeight, size, 0.0, 0.0, cv::INTER_AREA);
    Surroundings around;
    around.known = smallWeight > 0.6F;
    smallWeight.setTo(0.0F, ~around.known);
    smallValues.setTo(0.0F, ~around.known);
    cv::GaussianBlur(smallValues, smallValues, {}, surroundBlur);
    cv::GaussianBlur(smallWeight, smallWeight, {}, surroundBlur);
    around.values = smallValues / cv::max(smallWeight, 1e-4F);
    return around;
}

/// Which way what surrounds a spot runs.
struct Course {
    double direction = 0.0; ///< Radians, along the structures.
    double coherence = 0.0; ///< 0 in all directions … 1 in one.
};

/// By the structure tensor of what is known (Bigün and Granlund 1987).
Course courseOf(const Surroundings &around)
{
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (int y = 1; y + 1 < around.known.rows; ++y)
        for (int x = 1; x + 1 < around.known.cols; ++x) {
            const auto known = [&](int dx, int dy) { return around.known.at<std::uint8_t>(y + dy, x + dx) != 0; };
            if (!known(-1, 0) || !known(1, 0) || !known(0, -1) || !known(0, 1))
                continue;
            const double gx = around.values.at<float>(y, x + 1) - around.values.at<float>(y, x - 1);
            const double gy = around.values.at<float>(y + 1, x) - around.values.at<float>(y - 1, x);
            xx += gx * gx;
            xy += gx * gy;
            yy += gy * gy;
        }
    Course course;
    course.direction = 0.5 * std::atan2(2.0 * xy, xx - yy) + 0.5 * CV_PI; // Across the strongest gradient.
    course.coherence = std::hypot(xx - yy, 2.0 * xy) / std::max(1e-12, xx + yy);
    return course;
}

struct Ray {
    double length = 0.0;
    float value = 0.0F;
    bool ends = false; ///< In something known, not at the border.
};

Ray rayFrom(const Surroundings &around, cv::Point from, double across, double down)
{
    for (double length = 1.0;; length += 1.0) {
        const cv::Point at(cvRound(from.x + length * across), cvRound(from.y + length * down));
        if (at.x < 0 || at.y < 0 || at.x >= around.known.cols || at.y >= around.known.rows)
            return { length, 0.0F, false };
        if (around.known.at<std::uint8_t>(at))
            return { length, around.values.at<float>(at), true };
    }
}

float interpolated(const Surroundings &around, const Course &course, cv::Point at)
{
    double sum = 0.0;
    double weights = 0.0;
    const auto add = [&](double value, double weight) {
        sum += weight * value;
        weights += weight;
    };
    for (int pair = 0; pair < rayPairs; ++pair) {
        const double angle = CV_PI * pair / rayPairs;
        const Ray one = rayFrom(around, at, std::cos(angle), std::sin(angle));
        const Ray other = rayFrom(around, at, -std::cos(angle), -std::sin(angle));
        const double length = one.length + other.length;
        const double across = std::sin(angle - course.direction);
        const double along = std::exp(-alongCourse * course.coherence * across * across);
        constexpr double oneSided = 0.02; // Little: a border of the film says nothing.
        if (one.ends && other.ends) {
            const double apart = (one.value - other.value) / agreement;
            add((one.value * other.length + other.value * one.length) / length,
                along * (std::exp(-0.5 * apart * apart) + 0.03) / (length * std::sqrt(length)));
        } else if (one.ends || other.ends) {
            add(one.ends ? one.value : other.value, along * oneSided / (length * std::sqrt(length)));
        }
    }
    return weights > 0.0 ? static_cast<float>(sum / weights) : 0.0F;
}

bool isWithin(const PixelBox &box, double side)
{
    return std::max(box.width, box.height) <= side;
}

void mark(MaskImage &mask, const MaskArea &area)
{
    forEachPixel(area, [&mask](int x, int y) { mask.at(x, y) = 1.0F; });
}

/// A seed that may be an electrode as a whole; of a larger one the round parts, for leads begin at their electrodes.
MaskImage padsOf(const MaskImage &seed)
{
    MaskImage pads(seed.width, seed.height);
    for (std::size_t i = 0; i < pads.pixels.size(); ++i)
        pads.pixels[i] = seed.pixels[i] > 0.5F ? 1.0F : 0.0F;
    if (const auto box = boundingBox(pads); !box || isWithin(*box, largestSpot))
        return pads;
    pads = opened(pads, padRadius);
    MaskImage kept(seed.width, seed.height);
    for (const MaskArea &pad : connectedAreas(pads))
        if (isWithin(pad.box, largestPad))
            mark(kept, pad);
    return kept;
}

/// What of a seed is a spot, at the size of a film of 512; empty where nothing is.
MaskImage spotOf(const GreyImage &picture, const MaskImage &seed)
{
    const GreyImage standing = standingOut(picture);
    float peak = 0.0F;
    for (std::size_t i = 0; i < seed.pixels.size(); ++i)
        peak = seed.pixels[i] > 0.5F ? std::max(peak, standing.pixels[i]) : peak;
    if (peak < minBright)
        return {};
    const MaskImage near = dilated(seed, nearSeed);
    GreyImage bright = standing;
    for (std::size_t i = 0; i < bright.pixels.size(); ++i) {
        bright.pixels[i] = near.pixels[i] > 0.0F ? bright.pixels[i] : 0.0F;
        bright.pixels[i] += seed.pixels[i] > 0.5F && bright.pixels[i] >= minBright ? 1.0F : 0.0F; // Begins there.
    }
    const double minimum = std::max(minBright, brightShare * peak);
    MaskImage spot = dilated(padsOf(seed), padMargin);
    for (std::size_t i = 0; i < spot.pixels.size(); ++i)
        spot.pixels[i] = standing.pixels[i] >= minimum ? spot.pixels[i] : 0.0F;
    for (const MaskArea &part : connectedAreas(hysteresis(bright, minimum, 1.0 + minimum))) {
        if (isWithin(part.box, largestPart))
            mark(spot, part);
    }
    return dilated(spot, spotBlur);
}

bool isRound(const MaskArea &area)
{
    const auto [shorter, longer] = std::minmax(area.box.width, area.box.height);
    return shorter >= smallestKnob && longer <= largestKnob && 5 * shorter >= 3 * longer
        && static_cast<double>(area.size) >= roundness * area.box.width * area.box.height;
}

/// Of what stands out together the round parts that reach the half of its height: a knob may lie on a rib.
void addKnobs(MaskImage &knobs, const MaskArea &area, const GreyImage &standing, const GreyImage &told)
{
    MaskImage part(area.box.width, area.box.height);
    float peak = 0.0F;
    forEachPixel(area, [&](int x, int y) { peak = std::max(peak, standing.at(x, y)); });
    forEachPixel(area, [&](int x, int y) {
        part.at(x - area.box.x, y - area.box.y) = standing.at(x, y) >= 0.5F * peak ? 1.0F : 0.0F;
    });
    for (const MaskArea &knob : connectedAreas(opened(part, leadRadius))) {
        float maximum = 0.0F;
        for (int y = knob.box.y; y < knob.box.y + knob.box.height; ++y)
            for (int x = knob.box.x; x < knob.box.x + knob.box.width; ++x)
                maximum = std::max(maximum, told.at(area.box.x + x, area.box.y + y));
        if (maximum < notSilent || !isRound(knob))
            continue;
        forEachPixel(knob, [&](int x, int y) { knobs.at(area.box.x + x, area.box.y + y) = 1.0F; });
    }
}

} // namespace

namespace {

/// What stands out of the opening by a disc.
GreyImage standingOutOf(const GreyImage &picture, int radius)
{
    const int side = 2 * radius + 1;
    cv::Mat opened;
    cv::morphologyEx(
        asMat(picture), opened, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, { side, side }));
    GreyImage out(picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            out.at(x, y) = picture.at(x, y) - opened.at<float>(y, x);
    return out;
}

/// A mask of a film of 512, 0 or 1, at the film's size.
MaskImage atFilmSize(const MaskImage &small, const GreyImage &film)
{
    MaskImage mask = resized(small, film.width, film.height);
    for (float &value : mask.pixels)
        value = value > 0.5F ? 1.0F : 0.0F;
    return mask;
}

} // namespace

GreyImage standingOut(const GreyImage &picture)
{
    return standingOutOf(picture, discRadius);
}

MaskImage wholeSpots(const GreyImage &picture, const MaskImage &seeds, double scale)
{
    MaskImage spots(picture.width, picture.height);
    for (const MaskArea &seed : connectedAreas(seeds)) {
        const auto margin = static_cast<int>(std::ceil((2.0 * discRadius + nearSeed) * scale));
        const PixelBox box = grownBy(seed.box, margin, picture.width, picture.height);
        const int width = std::max(1, cvRound(box.width / scale));
        const int height = std::max(1, cvRound(box.height / scale));
        MaskImage own(box.width, box.height);
        forEachPixel(seed, [&](int x, int y) { own.at(x - box.x, y - box.y) = 1.0F; });
        const MaskImage spot = spotOf(resized(cropped(picture, box), width, height), resized(own, width, height));
        if (spot.empty())
            continue;
        const MaskImage large = resized(spot, box.width, box.height);
        for (int y = 0; y < box.height; ++y)
            for (int x = 0; x < box.width; ++x)
                if (large.at(x, y) > 0.5F)
                    spots.at(box.x + x, box.y + y) = 1.0F;
    }
    return spots;
}

MaskImage roundSpots(const GreyImage &picture, const GreyImage &likely, double scale)
{
    const int width = std::max(1, cvRound(picture.width / scale));
    const int height = std::max(1, cvRound(picture.height / scale));
    const GreyImage told = resized(likely, width, height);
    const GreyImage standing = standingOut(resized(picture, width, height));
    MaskImage knobs(width, height);
    for (const MaskArea &area : connectedAreas(hysteresis(standing, knobBegins, knobReaches)))
        addKnobs(knobs, area, standing, told);
    return atFilmSize(knobs, picture);
}

MaskImage knotsLeft(const GreyImage &without, const MaskImage &corridors, double scale)
{
    const int width = std::max(1, cvRound(without.width / scale));
    const int height = std::max(1, cvRound(without.height / scale));
    GreyImage standing = standingOutOf(resized(without, width, height), twistRadius);
    const MaskImage ran = resized(corridors, width, height);
    for (std::size_t i = 0; i < standing.pixels.size(); ++i)
        standing.pixels[i] = ran.pixels[i] > 0.5F ? standing.pixels[i] : 0.0F;
    MaskImage knots(width, height);
    for (const MaskArea &area : connectedAreas(hysteresis(standing, twistBegins, twistReaches)))
        if (isWithin(area.box, largestTwist))
            mark(knots, area);
    return atFilmSize(dilated(knots, twistBlur), without);
}

GreyImage spotChange(const GreyImage &picture, const MaskImage &spots)
{
    GreyImage change(picture.width, picture.height);
    for (const MaskArea &area : connectedAreas(spots)) {
        const int margin = 4 + std::max(area.box.width, area.box.height) / 8;
        const PixelBox box = grownBy(area.box, margin, picture.width, picture.height);
        const Surroundings around = surroundingsOf(picture, spots, box);
        const Course course = courseOf(around);
        cv::Mat filled = around.values.clone();
        for (int y = 0; y < filled.rows; ++y)
            for (int x = 0; x < filled.cols; ++x)
                if (!around.known.at<std::uint8_t>(y, x))
                    filled.at<float>(y, x) = interpolated(around, course, { x, y });
        cv::Mat large;
        cv::GaussianBlur(filled, filled, {}, 0.8);
        cv::resize(filled, large, { box.width, box.height }, 0.0, 0.0, cv::INTER_LINEAR);
        forEachPixel(area, [&](int x, int y) {
            change.at(x, y) = std::min(maxBrightening, large.at<float>(y - box.y, x - box.x) - picture.at(x, y));
        });
    }
    return change;
}

} // namespace cf
