#pragma once

#include "core/anatomy/LandmarksRefinement.h"
#include "core/anatomy/SeenLungs.h"

#include <vector>

// Landmarks by the lungs that a segmenter sees, for films whose grey values do not show the atlas where the chest is.
namespace cf::landmarks {

/// The lungs in the frames of the registration and of the edges.
struct LungSight {
    cv::Mat thumbnail; ///< 128 × 128, CV_32F: bright where a lung is, as atlasLungs().
    cv::Mat right; ///< At Thumbnail::grey's size, CV_32F, 0…1.
    cv::Mat left;
};

LungSight lungSight(const SeenLungs &seen, const Thumbnail &thumbnail);

/// The atlas's lungs as a picture to be registered: 128 × 128, CV_32F.
cv::Mat atlasLungs(const ThoraxAtlas &atlas);

/// One seen lung as an image of edges: dark inside, as a lung is on a film.
EdgeImage lungEdges(const cv::Mat &lung, const Thumbnail &thumbnail, double unit);

/// Dice of an outline with the seen lung.
double overlap(const std::vector<Point> &outline, const cv::Mat &lung);

} // namespace cf::landmarks
