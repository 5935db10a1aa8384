#pragma once

#include "core/anatomy/LandmarksRegistration.h"

#include <vector>

// Drawing registered landmarks to the edges of the image; all places in pixels of Thumbnail::grey.
namespace cf::landmarks {

/// A lung outline dense enough to be drawn to edges, with the atlas place of every point.
struct Outline {
    std::vector<Point> points;
    std::vector<Point> atlas;
    std::size_t domeFirst = 0; ///< Costophrenic angle.
    std::size_t domeLast = 0; ///< Medial end of the dome.
};

/// The image as the edge search sees it: clipped to its 2nd–98th percentile, 0…1, blurred by 0.8 units.
struct EdgeImage {
    cv::Mat grey;
    cv::Rect field;
    double unit = 1.0; ///< Pixels per atlas unit.
};

EdgeImage makeEdgeImage(const Thumbnail &thumbnail, double unit);
/// About 100 points, `registered` being the list's own points in the image.
Outline densified(const std::vector<Point> &registered, const std::vector<Point> &atlas, std::size_t costophrenic,
    std::size_t medial);
/// Moves the dome to the strongest dark-to-bright edge (dynamic programming), then the whole outline to its own edges.
void drawToEdges(Outline &outline, const EdgeImage &image, bool right);
/// The path of the dark air column near `registered`; the same points where it cannot be seen.
std::vector<Point> refinedTrachea(const std::vector<Point> &registered, const EdgeImage &image);
/// Median just outside minus median inside of a lung, as a share of the range.
double lungContrast(const Outline &outline, const EdgeImage &image);

} // namespace cf::landmarks
