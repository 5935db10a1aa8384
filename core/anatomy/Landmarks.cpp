#include "core/anatomy/Landmarks.h"

#include "core/anatomy/LandmarksRefinement.h"
#include "core/anatomy/LandmarksSight.h"
#include "core/anatomy/ThoraxAtlas.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace cf {

using namespace landmarks;

namespace {

/// From here on nothing but the grey values is asked: what relies on landmarks needs no more.
constexpr double sureConfidence = 0.6;
/// Dice of each lung with what a segmenter sees of it. Of 15 NIH films that the grey values left unsure 12 reached it,
/// rightly so by eye; chests with a lung that is opaque as a whole did not.
constexpr double minAgreement = 0.84;

double logistic(double value)
{
    return 1.0 / (1.0 + std::exp(-std::clamp(value, -60.0, 60.0)));
}

/// Landmarks in the affine frame, held to the shapes that real chests have.
struct Shape {
    std::vector<Point> points;
    double deviation = 0.0; ///< RMS of the mode coefficients in standard deviations.
};

Shape clampedShape(const ThoraxAtlas &atlas, const Registration &registration)
{
    Shape shape;
    for (const Point &point : atlas.points)
        shape.points.push_back(registration.deformed(point));
    if (atlas.meanShape.empty())
        return shape;
    const std::size_t values = atlas.meanShape.size();
    std::vector<double> difference(values);
    for (std::size_t i = 0; i < shape.points.size(); ++i) {
        difference[2 * i] = shape.points[i].x - atlas.meanShape[2 * i];
        difference[2 * i + 1] = shape.points[i].y - atlas.meanShape[2 * i + 1];
    }
    std::vector<double> model(values);
    double squares = 0.0;
    for (std::size_t mode = 0; mode < ThoraxAtlas::modes; ++mode) {
        const float *vector = atlas.shapeModes.data() + mode * values;
        double coefficient = 0.0;
        for (std::size_t i = 0; i < values; ++i)
            coefficient += vector[i] * difference[i];
        const double sigma = std::max(1e-6F, atlas.shapeDeviations[mode]);
        squares += (coefficient / sigma) * (coefficient / sigma) / ThoraxAtlas::modes;
        coefficient = std::clamp(coefficient, -2.2 * sigma, 2.2 * sigma);
        for (std::size_t i = 0; i < values; ++i)
            model[i] += vector[i] * coefficient;
    }
    shape.deviation = std::sqrt(squares);
    // Half of what the modes cannot say is kept: a dome of its own is no kink.
    const auto kept = [&](std::size_t i) {
        return atlas.meanShape[i] + model[i] + std::clamp(0.5 * (difference[i] - model[i]), -2.0, 2.0);
    };
    for (std::size_t i = 0; i < shape.points.size(); ++i)
        shape.points[i] = { kept(2 * i), kept(2 * i + 1) };
    return shape;
}

double area(const std::vector<Point> &points)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point &next = points[(i + 1) % points.size()];
        sum += 0.5 * (points[i].x * next.y - next.x * points[i].y);
    }
    return std::abs(sum);
}

/// Atlas to image for any point: the affine map and the displacements of the landmarks around it.
struct AtlasMap {
    std::vector<Point> atlas;
    std::vector<Point> displacement; ///< Image pixels, beyond the affine map.
    cv::Matx23d affine; ///< Atlas to image pixels.

    Point linear(Point p) const
    {
        return { affine(0, 0) * p.x + affine(0, 1) * p.y + affine(0, 2),
            affine(1, 0) * p.x + affine(1, 1) * p.y + affine(1, 2) };
    }
    Point operator()(Point p) const
    {
        constexpr double sigma = 9.0;
        double minimum = 1e300;
        for (const Point &point : atlas)
            minimum = std::min(minimum, (point.x - p.x) * (point.x - p.x) + (point.y - p.y) * (point.y - p.y));
        Point sum;
        double weights = 0.0;
        for (std::size_t i = 0; i < atlas.size(); ++i) {
            const double squared = (atlas[i].x - p.x) * (atlas[i].x - p.x) + (atlas[i].y - p.y) * (atlas[i].y - p.y);
            const double weight = std::exp(-(squared - minimum) / (2.0 * sigma * sigma));
            sum.x += weight * displacement[i].x;
            sum.y += weight * displacement[i].y;
            weights += weight;
        }
        const Point base = linear(p);
        return { base.x + sum.x / weights, base.y + sum.y / weights };
    }
};

std::vector<Point> straightened(const std::vector<Point> &points)
{
    double n = 0.0, x = 0.0, y = 0.0, yy = 0.0, xy = 0.0;
    for (const Point &point : points) {
        n += 1.0;
        x += point.x;
        y += point.y;
        yy += point.y * point.y;
        xy += point.x * point.y;
    }
    const double spread = n * yy - y * y;
    const double slope = spread > 1e-9 ? (n * xy - x * y) / spread : 0.0;
    std::vector<Point> result;
    for (const Point &point : points)
        result.push_back({ x / n + slope * (point.y - y / n), point.y });
    return result;
}

/// The part of a lung's medial edge that borders the heart, from top to bottom.
std::vector<Point> heartBorder(const Outline &outline, double top, double bottom)
{
    std::vector<Point> border;
    for (std::size_t i = outline.domeLast; i < outline.points.size(); ++i)
        if (outline.atlas[i].y >= top && outline.atlas[i].y <= bottom)
            border.push_back(outline.points[i]);
    std::ranges::reverse(border); // The outline runs upwards here.
    return border;
}

struct Found {
    Outline right;
    Outline left;
    std::vector<Point> points; ///< All landmarks, registered.
    std::vector<Point> trachea;
    Shape shape;
};

void fillGeometry(ThoraxLandmarks &result, const Found &found, const ThoraxAtlas &atlas, const AtlasMap &map)
{
    ThoraxGeometry &geometry = result.geometry;
    const auto part = [&](const ThoraxAtlas::Part &which) {
        const auto begin = found.points.begin() + static_cast<std::ptrdiff_t>(which.first);
        return std::vector<Point>(begin, begin + static_cast<std::ptrdiff_t>(which.count));
    };
    geometry.lungRight = found.right.points;
    geometry.lungLeft = found.left.points;
    geometry.midline = straightened(part(atlas.midline));
    geometry.trachea = found.trachea;
    geometry.heartRight = heartBorder(found.right, 58.0, 87.0);
    geometry.heartLeft = heartBorder(found.left, 54.0, 86.0);
    geometry.hilumRight = part(atlas.hilumRight).front();
    geometry.hilumLeft = part(atlas.hilumLeft).front();
    geometry.fromAtlas = map;
}

/// From the working image (at most 512 pixels) to the image that was given.
void enlarge(ThoraxLandmarks &result, double factor)
{
    const double shift = 0.5 * (factor - 1.0);
    const auto grow = [&](Point &point) { point = { factor * point.x + shift, factor * point.y + shift }; };
    ThoraxGeometry &geometry = result.geometry;
    for (auto *list : { &geometry.lungRight, &geometry.lungLeft, &geometry.midline, &geometry.trachea,
             &geometry.heartRight, &geometry.heartLeft })
        std::ranges::for_each(*list, grow);
    grow(geometry.hilumRight);
    grow(geometry.hilumLeft);
    geometry.pixelsPerUnit *= factor;
    geometry.fromAtlas = [map = std::move(geometry.fromAtlas), factor, shift](Point point) {
        const Point small = map(point);
        return Point{ factor * small.x + shift, factor * small.y + shift };
    };
}

/// How far the outlines themselves are those of a chest: inside the field, of like size, of a shape that chests have.
double plausibilityOf(const Found &found, const ThoraxAtlas &atlas, const cv::Rect &field)
{
    std::size_t inside = 0;
    for (const Outline *outline : { &found.right, &found.left })
        for (const Point &point : outline->points)
            inside += field.contains(cv::Point(cvRound(point.x), cvRound(point.y)));
    const double share =
        static_cast<double>(inside) / static_cast<double>(found.right.points.size() + found.left.points.size());
    const double ratio =
        std::abs(std::log(std::max(1.0, area(found.right.points)) / std::max(1.0, area(found.left.points))));
    double product = logistic((share - 0.85) / 0.03) * logistic((0.55 - ratio) / 0.08);
    if (!atlas.meanShape.empty())
        product *= logistic((1.9 - found.shape.deviation) / 0.15);
    return product;
}

double confidenceOf(const ThoraxLandmarks &result, const Found &found, const ThoraxAtlas &atlas, const cv::Rect &field)
{
    const double contrast = std::min(result.contrastRight, result.contrastLeft);
    const double looks = logistic((result.affineCorrelation - 0.62) / 0.05)
        * logistic((result.correlation - 0.86) / 0.02) * logistic((contrast - 0.12) / 0.035);
    return std::cbrt(looks * plausibilityOf(found, atlas, field));
}

/// `image`: the edges of the film itself.
Found locate(const Thumbnail &thumbnail, const Registration &registration, const ThoraxAtlas &atlas,
    const EdgeImage &image, const LungSight *sight)
{
    Found found;
    found.shape = clampedShape(atlas, registration);
    for (const Point &point : found.shape.points)
        found.points.push_back(thumbnail.toGrey(registration.applyAffine(point)));
    const auto part = [&](const ThoraxAtlas::Part &which) {
        const auto begin = found.points.begin() + static_cast<std::ptrdiff_t>(which.first);
        return std::vector<Point>(begin, begin + static_cast<std::ptrdiff_t>(which.count));
    };
    found.right =
        densified(part(atlas.lungRight), atlas.of(atlas.lungRight), atlas.costophrenicRight, atlas.cardiophrenicRight);
    found.left = densified(part(atlas.lungLeft), atlas.of(atlas.lungLeft), atlas.costophrenicLeft, atlas.heartApexLeft);
    drawToEdges(found.right, sight != nullptr ? lungEdges(sight->right, thumbnail, image.unit) : image, true);
    drawToEdges(found.left, sight != nullptr ? lungEdges(sight->left, thumbnail, image.unit) : image, false);
    found.trachea = refinedTrachea(part(atlas.trachea), image);
    return found;
}

AtlasMap makeMap(
    const Thumbnail &thumbnail, const Registration &registration, const ThoraxAtlas &atlas, const Found &found)
{
    AtlasMap map;
    const cv::Matx23d &a = registration.affine;
    const double s = 1.0 / thumbnail.scale;
    map.affine = { a(0, 0) * s, a(0, 1) * s, (a(0, 2) - thumbnail.offset.x) * s + thumbnail.field.x, a(1, 0) * s,
        a(1, 1) * s, (a(1, 2) - thumbnail.offset.y) * s + thumbnail.field.y };
    const auto add = [&map](Point atlasPoint, Point image) {
        const Point base = map.linear(atlasPoint);
        map.atlas.push_back(atlasPoint);
        map.displacement.push_back({ image.x - base.x, image.y - base.y });
    };
    for (const Outline *outline : { &found.right, &found.left })
        for (std::size_t i = 0; i < outline->points.size(); i += 2)
            add(outline->atlas[i], outline->points[i]);
    for (std::size_t i = atlas.midline.first; i < atlas.points.size(); ++i)
        add(atlas.points[i], found.points[i]);
    return map;
}

double agreementWith(const LungSight &sight, const std::vector<Point> &right, const std::vector<Point> &left)
{
    return std::min(overlap(right, sight.right), overlap(left, sight.left));
}

/// In pixels of Thumbnail::grey. `sight`: what the registration was made with, or nullptr for grey values.
ThoraxLandmarks landmarksBy(
    const Registration &registration, const Thumbnail &thumbnail, const ThoraxAtlas &atlas, const LungSight *sight)
{
    const double unit = registration.affineScale() / thumbnail.scale;
    const EdgeImage image = makeEdgeImage(thumbnail, unit);
    const Found found = locate(thumbnail, registration, atlas, image, sight);
    ThoraxLandmarks result;
    result.affineCorrelation = registration.affineCorrelation;
    result.correlation = registration.correlation;
    result.contrastRight = lungContrast(found.right, image);
    result.contrastLeft = lungContrast(found.left, image);
    fillGeometry(result, found, atlas, makeMap(thumbnail, registration, atlas, found));
    result.geometry.pixelsPerUnit = unit;
    if (sight == nullptr) {
        result.geometry.confidence = confidenceOf(result, found, atlas, thumbnail.field);
    } else {
        const double agreement = agreementWith(*sight, found.right.points, found.left.points);
        result.geometry.confidence =
            std::cbrt(logistic((agreement - minAgreement) / 0.02) * plausibilityOf(found, atlas, thumbnail.field));
    }
    return result;
}

/// By the grey values, or by the lungs that are seen: whichever is surer; of two that may be relied on the one whose
/// outlines are the seen lungs', for a registration follows a breast, an arm or a fold of skin where its shade is a
/// lung's.
Result<std::optional<ThoraxLandmarks>> bestLandmarks(
    const Thumbnail &thumbnail, const ThoraxAtlas &atlas, const LungSeer &seen)
{
    std::optional<ThoraxLandmarks> best;
    if (const auto registration = registerAtlas(atlasPicture(atlas), thumbnail.contrast))
        best = landmarksBy(*registration, thumbnail, atlas, nullptr);
    if (!seen)
        return best;
    CF_ASSIGN(const std::optional<SeenLungs> lungs, seen());
    if (!lungs || lungs->right.empty() || lungs->left.empty())
        return best;
    const LungSight sight = lungSight(*lungs, thumbnail);
    const auto registration = registerAtlas(atlasLungs(atlas), sight.thumbnail);
    if (!registration)
        return best;
    ThoraxLandmarks byLungs = landmarksBy(*registration, thumbnail, atlas, &sight);
    const auto isSure = [](const ThoraxLandmarks &each) { return each.geometry.confidence >= sureConfidence; };
    const auto agreement = [&sight](const ThoraxLandmarks &each) {
        return agreementWith(sight, each.geometry.lungRight, each.geometry.lungLeft);
    };
    const bool better = !best
        || (isSure(*best) && isSure(byLungs) ? agreement(byLungs) > agreement(*best)
                                             : byLungs.geometry.confidence > best->geometry.confidence);
    return better ? std::optional(std::move(byLungs)) : best;
}

} // namespace

Result<ThoraxLandmarks> findThoraxLandmarks(const GreyImage &frontal, PixelSpacing spacing, const LungSeer &seen)
{
    try {
        const ThoraxAtlas &atlas = thoraxAtlas();
        if (atlas.picture.empty())
            return fail(ErrorCode::Internal, "This build has no thorax atlas; resources/phantom/atlas.bin is missing.");
        const std::optional<Thumbnail> thumbnail = makeThumbnail(frontal);
        if (!thumbnail)
            return fail(
                ErrorCode::InvalidInput, "The image is blank or smaller than 32 pixels; no chest can be found in it.");
        CF_ASSIGN(std::optional<ThoraxLandmarks> found, bestLandmarks(*thumbnail, atlas, seen));
        if (!found)
            return fail(ErrorCode::InvalidInput, "No upright frontal chest was found in the image.");
        ThoraxLandmarks result = *std::move(found);
        const double factor = static_cast<double>(frontal.width) / thumbnail->grey.cols;
        enlarge(result, factor);
        // Copies of reduced size often keep the spacing of their original. No chest, child or adult, is that small or
        // large.
        const double stated = 0.5 * (spacing.column + spacing.row);
        const double unitMillimetres = stated * result.geometry.pixelsPerUnit;
        const bool credible =
            spacing.column > 0.0 && spacing.row > 0.0 && unitMillimetres > 1.8 && unitMillimetres < 4.6;
        result.geometry.millimetresPerPixel = credible ? stated : 3.1 / std::max(0.1, result.geometry.pixelsPerUnit);
        const cv::Rect &field = thumbnail->field;
        result.fieldLeft = static_cast<int>(field.x * factor);
        result.fieldTop = static_cast<int>(field.y * factor);
        result.fieldRight = std::min(frontal.width - 1, static_cast<int>(field.br().x * factor) - 1);
        result.fieldBottom = std::min(frontal.height - 1, static_cast<int>(field.br().y * factor) - 1);
        return result;
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("Finding the landmarks failed: ") + error.what());
    }
}

Result<ThoraxGeometry> findLandmarks(const GreyImage &frontal, PixelSpacing spacing)
{
    CF_ASSIGN(ThoraxLandmarks found, findThoraxLandmarks(frontal, spacing));
    return std::move(found.geometry);
}

} // namespace cf
