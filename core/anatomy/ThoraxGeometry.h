#pragma once

#include <array>
#include <functional>
#include <vector>

namespace cf {

/// A point in image pixels (x right, y down, centre of the first pixel at 0,0) or, where said, in atlas units.
struct Point {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Point &) const = default;
};

/// Where the anatomy of one frontal chest image lies. "Right" and "left" are the patient's: right is at the image's
/// left. Made by the phantom from its own shape, or found in a real radiograph by `findLandmarks`. The atlas is a 128 ×
/// 128 frame in which one unit is about 3.1 mm in an adult; its landmark lists are in ThoraxAtlas.h.
struct ThoraxGeometry {
    std::vector<Point> lungRight; ///< Closed outline: apex → lateral → costophrenic angle → dome → medial.
    std::vector<Point> lungLeft;
    std::vector<Point> midline; ///< From top to bottom.
    std::vector<Point> trachea; ///< Top of the image to the carina (last point).
    std::vector<Point> heartRight; ///< Right heart border, from top to bottom.
    std::vector<Point> heartLeft;
    Point hilumRight;
    Point hilumLeft;
    std::function<Point(Point)> fromAtlas; ///< Any point of the atlas to image pixels.
    double pixelsPerUnit = 1.0; ///< Image pixels per atlas unit.
    double millimetresPerPixel = 0.7;
    double confidence = 1.0; ///< 0…1; 1 for phantoms. Insertion asks for at least 0.6.
};

} // namespace cf
