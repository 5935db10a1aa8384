#include "core/editing/engine/region/RegionAnatomy.h"

#include "core/imaging/MaskMorphology.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

using Outline = std::vector<Point>;

// Margins in atlas units (about 3.1 mm): what a finding may take beyond the outline of a lung that it hides in part.
constexpr double aroundLung = 8.0;
constexpr double aroundRibs = 14.0;
constexpr double aroundHeart = 18.0;
constexpr double overMidline = 4.0;
constexpr double zoneOverlap = 0.17; // Of the lung's height: the borders of zones are a convention.
constexpr double minConfidence = 0.6; // Below it nothing should rely on the landmarks (core/anatomy/Landmarks.h).

enum class Part { Everywhere, Lung, Pleura, Ribs, Heart, Mediastinum };

Part partOf(Target target)
{
    switch (target) {
    case Target::Cardiomegaly:
        return Part::Heart;
    case Target::EnlargedCardiomediastinum:
        return Part::Mediastinum;
    case Target::LungOpacity:
    case Target::LungLesion:
    case Target::Edema:
    case Target::Consolidation:
    case Target::Pneumonia:
    case Target::Atelectasis:
        return Part::Lung;
    case Target::Pneumothorax:
    case Target::PleuralEffusion:
    case Target::PleuralOther:
        return Part::Pleura;
    case Target::Fracture:
        return Part::Ribs;
    default:
        return Part::Everywhere;
    }
}

double cross(const Point &origin, const Point &a, const Point &b)
{
    return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}

/// Andrew's monotone chain.
Outline convexHull(Outline points)
{
    std::sort(points.begin(), points.end(),
        [](const Point &a, const Point &b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    Outline hull;
    for (int pass = 0; pass < 2; ++pass) {
        const std::size_t begin = hull.size();
        for (const Point &point : points) {
            while (hull.size() >= begin + 2 && cross(hull[hull.size() - 2], hull.back(), point) <= 0.0)
                hull.pop_back();
            hull.push_back(point);
        }
        hull.pop_back(); // The next pass begins with it.
        std::reverse(points.begin(), points.end());
    }
    return hull;
}

/// 1 on the pixels whose centre lies inside the closed outline.
MaskImage filled(const Outline &outline, int width, int height)
{
    MaskImage mask(width, height);
    std::vector<double> crossings;
    for (int y = 0; y < height; ++y) {
        crossings.clear();
        for (std::size_t index = 0; index < outline.size(); ++index) {
            const Point &a = outline[index];
            const Point &b = outline[(index + 1) % outline.size()];
            if ((a.y <= y) != (b.y <= y))
                crossings.push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t pair = 0; pair + 1 < crossings.size(); pair += 2) {
            const int last = std::min(width - 1, static_cast<int>(std::floor(crossings[pair + 1])));
            for (int x = std::max(0, static_cast<int>(std::ceil(crossings[pair]))); x <= last; ++x)
                mask.at(x, y) = 1.0F;
        }
    }
    return mask;
}

double midlineAt(const ThoraxGeometry &geometry, double y)
{
    const Outline &line = geometry.midline;
    const auto below = std::find_if(line.begin(), line.end(), [&](const Point &point) { return point.y >= y; });
    if (below == line.begin())
        return line.front().x;
    if (below == line.end())
        return line.back().x;
    const Point &a = *std::prev(below);
    return a.x + (below->x - a.x) * (y - a.y) / std::max(below->y - a.y, 1e-6);
}

/// The lung of a side as it would be free of findings: what is hidden on one side is taken from the other.
Outline wholeLung(const ThoraxGeometry &geometry, bool right)
{
    Outline points = right ? geometry.lungRight : geometry.lungLeft;
    for (const Point &point : right ? geometry.lungLeft : geometry.lungRight)
        points.push_back({ 2.0 * midlineAt(geometry, point.y) - point.x, point.y });
    return convexHull(points);
}

/// Draws parts of one film.
class AnatomyPainter
{
public:
    AnatomyPainter(const ThoraxGeometry &geometry, int width, int height)
        : m_geometry(geometry)
        , m_mask(width, height)
    {
    }

    void add(const EditInstruction &edit)
    {
        const Part part = partOf(edit.target);
        if (part == Part::Heart || part == Part::Mediastinum) {
            addHeart(part == Part::Mediastinum);
            return;
        }
        const double around = part == Part::Ribs ? aroundRibs : aroundLung;
        for (const bool right : { true, false }) {
            if (edit.side == (right ? Side::Left : Side::Right))
                continue;
            addLung(right, part == Part::Pleura ? Zone::None : edit.zone, around);
        }
    }

    MaskImage take() { return std::move(m_mask); }

private:
    void unite(const MaskImage &part)
    {
        for (std::size_t index = 0; index < part.pixels.size(); ++index)
            m_mask.pixels[index] = std::max(m_mask.pixels[index], part.pixels[index]);
    }

    void addLung(bool right, Zone zone, double around)
    {
        const Outline lung = wholeLung(m_geometry, right);
        MaskImage part = dilated(filled(lung, m_mask.width, m_mask.height), around * m_geometry.pixelsPerUnit);
        const auto [top, bottom] =
            std::minmax_element(lung.begin(), lung.end(), [](const Point &a, const Point &b) { return a.y < b.y; });
        const double height = bottom->y - top->y;
        const double slack = overMidline * m_geometry.pixelsPerUnit;
        for (int y = 0; y < part.height; ++y) {
            const double middle = midlineAt(m_geometry, y);
            const double depth = (y - top->y) / std::max(height, 1.0);
            const bool outsideZone = (zone == Zone::Upper && depth > 1.0 / 3.0 + zoneOverlap)
                || (zone == Zone::Middle && std::abs(depth - 0.5) > 1.0 / 6.0 + zoneOverlap)
                || (zone == Zone::Lower && depth < 2.0 / 3.0 - zoneOverlap);
            for (int x = 0; x < part.width; ++x) {
                // The patient's right is at the image's left.
                if (outsideZone || (right ? x > middle + slack : x < middle - slack))
                    part.at(x, y) = 0.0F;
            }
        }
        unite(part);
    }

    void addHeart(bool withMediastinum)
    {
        Outline points = m_geometry.heartRight;
        points.insert(points.end(), m_geometry.heartLeft.begin(), m_geometry.heartLeft.end());
        if (withMediastinum)
            points.insert(points.end(), m_geometry.midline.begin(), m_geometry.midline.end());
        unite(dilated(filled(convexHull(points), m_mask.width, m_mask.height), aroundHeart * m_geometry.pixelsPerUnit));
    }

    const ThoraxGeometry &m_geometry;
    MaskImage m_mask;
};

} // namespace

bool isLimitedByAnatomy(const std::vector<EditInstruction> &edits)
{
    return !edits.empty() && std::none_of(edits.begin(), edits.end(), [](const EditInstruction &edit) {
        return partOf(edit.target) == Part::Everywhere;
    });
}

RegionAnatomy anatomyOf(
    const ThoraxGeometry &geometry, int width, int height, const std::vector<EditInstruction> &edits)
{
    if (!isLimitedByAnatomy(edits))
        return {};
    const bool complete = geometry.lungRight.size() > 2 && geometry.lungLeft.size() > 2 && geometry.midline.size() > 1
        && geometry.heartRight.size() + geometry.heartLeft.size() > 2;
    if (!complete || !(geometry.confidence >= minConfidence))
        return { {}, true };
    AnatomyPainter painter(geometry, width, height);
    for (const EditInstruction &edit : edits)
        painter.add(edit);
    return { painter.take(), false };
}

RegionAnatomy anatomyOf(const GreyImage &frontal, const std::vector<EditInstruction> &edits, PixelSpacing spacing)
{
    if (!isLimitedByAnatomy(edits))
        return {};
    const auto found = findThoraxLandmarks(frontal, spacing);
    return found ? anatomyOf(found->geometry, frontal.width, frontal.height, edits) : RegionAnatomy{ {}, true };
}

} // namespace cf
