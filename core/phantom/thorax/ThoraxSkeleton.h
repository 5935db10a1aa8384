#pragma once

#include "core/base/RandomStream.h"
#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxShape.h"

namespace cf {

/// The course of one rib in image pixels.
struct RibCourse {
    bool right = true;
    int number = 1; ///< 1 (top) … 11
    std::vector<Point> posterior; ///< From the spine to the lateral wall.
    std::vector<Point> anterior; ///< From the lateral wall to the cartilage.
};

std::vector<RibCourse> ribCourses(const ThoraxShape &shape, RandomStream stream);

/// Attenuation of spine, ribs, clavicles, scapulae and upper arms.
GreyImage drawSkeleton(const ThoraxShape &shape, const std::vector<RibCourse> &ribs, const RandomStream &patient);

} // namespace cf
