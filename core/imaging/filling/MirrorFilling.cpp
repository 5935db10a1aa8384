#include "core/imaging/filling/MirrorFilling.h"

#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskAreas.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/OpenCvImage.h"
#include "core/imaging/Resample.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/filling/RemovalBands.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace cf {

namespace {

// Pixels of a film of 512.
constexpr double ringBegins = 3.0; ///< Beside what is hidden its blur is still seen.
constexpr double ringReaches = 48.0; ///< Two ribs.
constexpr double nearness = 24.0; ///< What is farther away counts less, by a factor e.
constexpr double fineBlur = 1.5; ///< Structures between these widths are compared: ribs, vessels, edges.
constexpr double coarseBlur = 12.0;
constexpr double levelBlur = 3.0; ///< Of the level that is carried over: grain is none.
constexpr double seam = 5.0; ///< Over which the other side's view fades out at the rim.

constexpr double borderBlur = 4.0; ///< Of a film's border.

/// Share of the film by which the other side may lie elsewhere than mirrored at the film's middle.
constexpr double maxShiftAcross = 0.16;
constexpr double maxShiftDown = 0.10;
constexpr double maxTurn = 12.0 * CV_PI / 180.0;
constexpr double maxScale = 0.1;
constexpr double maxShear = 0.2;
/// Share of the ring that the other side has to show.
constexpr double minSeen = 0.6;
/// Correlation that a place a film's eighth away has to gain before it is believed instead of one that is not.
constexpr double costOfShift = 0.06;
constexpr std::size_t kept = 6; ///< Of the coarse search, which go on to the finer one.

/// Where on the other side a pixel is looked for: mirrored about the place's middle, turned, scaled, shifted.
struct Pose {
    double right = 0.0; ///< Pixels of a film of 512 beside the place mirrored at the film's middle.
    double down = 0.0;
    double turn = 0.0; ///< Radians.
    double scale = 1.0;
    double stretch = 0.0; ///< Share by which it is higher and narrower.
    double shear = 0.0;
    double score = -2.0;
};

/// A pose as numbers of a picture.
struct PoseMap {
    double a, b, c, d, e, f;
    cv::Point2d of(double x, double y) const { return { a * x + b * y + c, d * x + e * y + f }; }
};

/// `middle` is the place's, in pixels of the picture; `unit` its pixels to one of a film of 512.
PoseMap poseMap(const Pose &pose, cv::Point2d middle, int width, double unit)
{
    const double across = pose.scale * (1.0 - pose.stretch);
    const double along = pose.scale * (1.0 + pose.stretch);
    const double cosine = std::cos(pose.turn);
    const double sine = std::sin(pose.turn);
    const double toX = static_cast<double>(width - 1) - middle.x + pose.right * unit;
    const double toY = middle.y + pose.down * unit;
    // (x, y) − middle, sheared and stretched, mirrored in x, turned, put at its new middle.
    const double a = -cosine * across;
    const double b = -cosine * across * pose.shear - sine * along;
    const double d = -sine * across;
    const double e = -sine * across * pose.shear + cosine * along;
    return { a, b, toX - a * middle.x - b * middle.y, d, e, toY - d * middle.x - e * middle.y };
}

/// A film at one size, as it is compared.
struct MirrorLevel {
    double unit = 1.0; ///< Its pixels to one of a film of 512.
    cv::Mat fine; ///< Structures, CV_32F.
    cv::Mat usable; ///< 0 … 1: not hidden, not unusable.
    std::vector<cv::Point> ring;
    std::vector<float> weights; ///< Of the ring's pixels.
    cv::Point2d middle;
};

cv::Mat softened(const cv::Mat &picture, double sigma)
{
    cv::Mat result;
    cv::GaussianBlur(picture, result, {}, sigma, sigma, cv::BORDER_REPLICATE);
    return result;
}

MirrorLevel mirrorLevel(const GreyImage &picture, const MaskImage &hidden, const MaskImage &unusable, double shrink)
{
    const double scale = filmScale(picture.width, picture.height) * shrink;
    const int width = std::max(8, cvRound(picture.width / scale));
    const int height = std::max(8, cvRound(picture.height / scale));
    MirrorLevel level;
    level.unit = 1.0 / shrink;
    const GreyImage small = resized(picture, width, height);
    const MaskImage place = resized(hidden, width, height);
    const MaskImage barred = resized(unusable, width, height);
    cv::Mat known(height, width, CV_32F);
    cv::Mat distance(height, width, CV_8U);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool isHidden = place.at(x, y) > 0.2F;
            known.at<float>(y, x) = isHidden || barred.at(x, y) > 0.2F ? 0.0F : 1.0F;
            distance.at<std::uint8_t>(y, x) = isHidden ? 0 : 1;
        }
    // What is hidden or barred takes no part in the blurs.
    const cv::Mat values = asMat(small).mul(known);
    const auto mean = [&](double sigma) {
        return cv::Mat(softened(values, sigma * level.unit) / cv::max(softened(known, sigma * level.unit), 1e-3F));
    };
    level.fine = (mean(fineBlur) - mean(coarseBlur)).mul(known);
    level.usable = known;
    cv::Mat away;
    cv::distanceTransform(distance, away, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::Point2d sum;
    double count = 0.0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double far = away.at<float>(y, x) / level.unit;
            if (far == 0.0) {
                sum += cv::Point2d(x, y);
                count += 1.0;
            } else if (far > ringBegins && far < ringReaches && known.at<float>(y, x) > 0.0F) {
                level.ring.emplace_back(x, y);
                level.weights.push_back(static_cast<float>(std::exp(-far / nearness)));
            }
        }
    level.middle = count > 0.0 ? sum / count : cv::Point2d();
    return level;
}

/// Weighted correlation of the ring with what the other side shows there; below −1 where that shows too little.
double agreementAt(const MirrorLevel &level, const Pose &pose)
{
    const PoseMap map = poseMap(pose, level.middle, level.fine.cols, level.unit);
    double weights = 0.0, all = 0.0;
    double here = 0.0, there = 0.0, here2 = 0.0, there2 = 0.0, both = 0.0;
    for (std::size_t i = 0; i < level.ring.size(); ++i) {
        const cv::Point from = level.ring[i];
        const double weight = level.weights[i];
        all += weight;
        const cv::Point2d to = map.of(from.x, from.y);
        const int x = cvFloor(to.x);
        const int y = cvFloor(to.y);
        if (x < 0 || y < 0 || x + 1 >= level.fine.cols || y + 1 >= level.fine.rows
            || level.usable.at<float>(cvRound(to.y), cvRound(to.x)) == 0.0F)
            continue;
        const double fx = to.x - x;
        const double fy = to.y - y;
        const double seen = (1.0 - fy) * ((1.0 - fx) * level.fine.at<float>(y, x) + fx * level.fine.at<float>(y, x + 1))
            + fy * ((1.0 - fx) * level.fine.at<float>(y + 1, x) + fx * level.fine.at<float>(y + 1, x + 1));
        const double own = level.fine.at<float>(from);
        weights += weight;
        here += weight * own;
        there += weight * seen;
        here2 += weight * own * own;
        there2 += weight * seen * seen;
        both += weight * own * seen;
    }
    if (weights < minSeen * all || weights == 0.0)
        return -2.0;
    here /= weights;
    there /= weights;
    const double spread = (here2 / weights - here * here) * (there2 / weights - there * there);
    return spread > 1e-14 ? (both / weights - here * there) / std::sqrt(spread) : -2.0;
}

void rate(const MirrorLevel &level, double side, Pose &pose)
{
    const double away = std::hypot(pose.right, pose.down) / (side / 8.0);
    pose.score = agreementAt(level, pose) - costOfShift * away * away;
}

void keepBest(std::vector<Pose> &poses, std::size_t count)
{
    std::ranges::stable_sort(poses, std::greater<>(), &Pose::score);
    if (poses.size() > count)
        poses.resize(count);
}

/// Where the film is black from its border on: collimation, padding, air. Its edge is no anatomy. Looked for at the
/// size of a film of 512: grain makes areas without number of a large one.
MaskImage blackBorder(const GreyImage &picture, double scale)
{
    const int width = std::max(1, cvRound(picture.width / scale));
    const int height = std::max(1, cvRound(picture.height / scale));
    MaskImage black = resized(picture, width, height);
    for (float &value : black.pixels)
        value = value < blackestGrey ? 1.0F : 0.0F;
    MaskImage border(width, height);
    for (const MaskArea &area : connectedAreas(black)) {
        const PixelBox &box = area.box;
        if (box.x == 0 || box.y == 0 || box.x + box.width == width || box.y + box.height == height)
            forEachPixel(area, [&border](int x, int y) { border.at(x, y) = 1.0F; });
    }
    MaskImage whole = resized(dilated(border, borderBlur), picture.width, picture.height);
    for (float &value : whole.pixels)
        value = value > 0.0F ? 1.0F : 0.0F;
    return whole;
}

/// Poses around those given, each number changed by a step up and down, until none is better.
Pose climbed(const MirrorLevel &level, double side, Pose best, double step, double turn, double scale)
{
    rate(level, side, best);
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        const Pose from = best;
        for (const auto &[number, by] : { std::pair{ &Pose::right, step }, std::pair{ &Pose::down, step },
                 std::pair{ &Pose::turn, turn }, std::pair{ &Pose::scale, scale }, std::pair{ &Pose::stretch, scale },
                 std::pair{ &Pose::shear, scale } })
            for (const double sign : { -1.0, 1.0 }) {
                Pose next = from;
                next.*number += sign * by;
                if (std::abs(next.turn) > maxTurn || std::abs(next.scale - 1.0) > maxScale
                    || std::abs(next.stretch) > maxScale || std::abs(next.shear) > maxShear)
                    continue;
                rate(level, side, next);
                if (next.score > best.score)
                    best = next;
            }
        if (best.score <= from.score)
            break;
    }
    return best;
}

Pose bestPose(const GreyImage &picture, const MaskImage &hidden, const MaskImage &unusable, const std::stop_token &stop)
{
    constexpr double side = 512.0;
    const MirrorLevel coarse = mirrorLevel(picture, hidden, unusable, 4.0);
    std::vector<Pose> poses;
    constexpr double step = 4.0;
    constexpr double turnStep = 4.0 * CV_PI / 180.0;
    for (double turn = -maxTurn; turn <= maxTurn + 1e-9 && !stop.stop_requested(); turn += turnStep)
        for (double right = -maxShiftAcross * side; right <= maxShiftAcross * side; right += step)
            for (double down = -maxShiftDown * side; down <= maxShiftDown * side; down += step) {
                Pose pose{ right, down, turn };
                rate(coarse, side, pose);
                poses.push_back(pose);
            }
    // Neighbours of the best are no other choice.
    std::ranges::stable_sort(poses, std::greater<>(), &Pose::score);
    std::vector<Pose> apart;
    for (const Pose &pose : poses) {
        if (apart.size() == kept)
            break;
        if (std::ranges::none_of(apart, [&](const Pose &other) {
                return std::hypot(pose.right - other.right, pose.down - other.down) < 2.5 * step;
            }))
            apart.push_back(pose);
    }
    const MirrorLevel middle = mirrorLevel(picture, hidden, unusable, 2.0);
    for (Pose &pose : apart) {
        if (stop.stop_requested())
            return {};
        pose = climbed(middle, side, pose, 2.0, 0.5 * turnStep, 0.03);
    }
    keepBest(apart, 2);
    const MirrorLevel fine = mirrorLevel(picture, hidden, unusable, 1.0);
    for (Pose &pose : apart) {
        if (stop.stop_requested())
            return {};
        pose = climbed(fine, side, pose, 1.0, 0.25 * turnStep, 0.015);
    }
    keepBest(apart, 1);
    if (apart.empty())
        return {};
    Pose best = apart.front();
    best.score = agreementAt(fine, best);
    return best;
}

} // namespace

MirrorSight seenInMirror(
    const GreyImage &picture, const MaskImage &hidden, const MaskImage &unusable, const std::stop_token &stop)
{
    MirrorSight sight{ GreyImage(picture.width, picture.height), MaskImage(picture.width, picture.height) };
    const auto area = areaOf(hidden);
    if (area == 0 || 2 * area > static_cast<std::int64_t>(hidden.pixels.size()))
        return sight;
    const double scale = filmScale(picture.width, picture.height);
    MaskImage barred = blackBorder(picture, scale);
    takeGreater(barred, unusable);
    const Pose pose = bestPose(picture, hidden, barred, stop);
    if (stop.stop_requested() || pose.score < -1.0)
        return sight;
    sight.agreement = pose.score;
    cv::Point2d sum;
    for (int y = 0; y < hidden.height; ++y)
        for (int x = 0; x < hidden.width; ++x)
            if (hidden.at(x, y) > 0.0F)
                sum += cv::Point2d(x, y);
    const PoseMap map = poseMap(pose, sum / static_cast<double>(area), picture.width, scale);
    // As far as the level is compared around the place.
    const MaskImage wide = dilated(hidden, 3.0 * levelBlur * scale);
    const auto bounds = boundingBox(wide);
    cv::Mat mapX(bounds->height, bounds->width, CV_32F);
    cv::Mat mapY(bounds->height, bounds->width, CV_32F);
    for (int y = 0; y < bounds->height; ++y)
        for (int x = 0; x < bounds->width; ++x) {
            const cv::Point2d to = map.of(bounds->x + x, bounds->y + y);
            mapX.at<float>(y, x) = static_cast<float>(to.x);
            mapY.at<float>(y, x) = static_cast<float>(to.y);
        }
    cv::Mat seen; // Cubic: a film's grain keeps its strength.
    cv::remap(asMat(picture), seen, mapX, mapY, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    for (int y = 0; y < bounds->height; ++y)
        for (int x = 0; x < bounds->width; ++x) {
            const int toX = cvRound(mapX.at<float>(y, x));
            const int toY = cvRound(mapY.at<float>(y, x));
            const int atX = bounds->x + x;
            const int atY = bounds->y + y;
            if (!(wide.at(atX, atY) > 0.0F) || toX < 1 || toY < 1 || toX + 2 >= picture.width
                || toY + 2 >= picture.height || barred.at(toX, toY) > 0.0F || hidden.at(toX, toY) > 0.0F
                || (barred.at(atX, atY) > 0.0F && !(hidden.at(atX, atY) > 0.0F)))
                continue;
            sight.known.at(atX, atY) = 1.0F;
            sight.picture.at(atX, atY) = seen.at<float>(y, x);
        }
    return sight;
}

GreyImage mirrorChange(const GreyImage &picture, const MaskImage &hidden, const MirrorSight &sight)
{
    GreyImage change(picture.width, picture.height);
    const double scale = filmScale(picture.width, picture.height);
    const auto area = boundingBox(hidden);
    if (!area)
        return change;
    const PixelBox box =
        grownBy(*area, static_cast<int>(std::ceil(4.0 * levelBlur * scale)), picture.width, picture.height);
    // How much lighter this side is than the other, where both are seen.
    cv::Mat lighter(box.height, box.width, CV_32F);
    cv::Mat seen(box.height, box.width, CV_32F);
    for (int y = 0; y < box.height; ++y)
        for (int x = 0; x < box.width; ++x) {
            const int atX = box.x + x;
            const int atY = box.y + y;
            const bool both = sight.known.at(atX, atY) > 0.0F && !(hidden.at(atX, atY) > 0.0F);
            seen.at<float>(y, x) = both ? 1.0F : 0.0F;
            lighter.at<float>(y, x) = both ? picture.at(atX, atY) - sight.picture.at(atX, atY) : 0.0F;
        }
    const cv::Mat weight = softened(seen, levelBlur * scale);
    const cv::Mat mean = softened(lighter, levelBlur * scale) / cv::max(weight, 1e-4F);
    GreyImage level(box.width, box.height);
    MaskImage open(box.width, box.height);
    mean.copyTo(asMat(level));
    for (int y = 0; y < box.height; ++y)
        for (int x = 0; x < box.width; ++x)
            open.at(x, y) = seen.at<float>(y, x) > 0.0F ? 0.0F : 1.0F;
    level = filledFromAround(level, open);
    MaskImage place(picture.width, picture.height);
    for (std::size_t i = 0; i < place.pixels.size(); ++i)
        place.pixels[i] = hidden.pixels[i] > 0.0F && sight.known.pixels[i] > 0.0F ? 1.0F : 0.0F;
    const MaskImage share = featheredInward(place, seam * scale);
    for (int y = 0; y < box.height; ++y)
        for (int x = 0; x < box.width; ++x) {
            const int atX = box.x + x;
            const int atY = box.y + y;
            if (place.at(atX, atY) > 0.0F)
                change.at(atX, atY) = share.at(atX, atY)
                    * (std::clamp(sight.picture.at(atX, atY) + level.at(x, y), 0.0F, 1.0F) - picture.at(atX, atY));
        }
    return change;
}

} // namespace cf
