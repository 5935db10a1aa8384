#include "core/phantom/projection/ProjectionMarker.h"

#include "core/phantom/projection/ProjectionParameters.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace cf {

GreyImage drawMarker(int size, const ProjectionParameters &parameters, RandomStream stream)
{
    GreyImage overlay(size, size, -1.0F);
    const auto &shutter = parameters.collimation;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            if (x < shutter[0] * size || y < shutter[1] * size || x >= size - shutter[2] * size
                || y >= size - shutter[3] * size)
                overlay.at(x, y) = static_cast<float>(parameters.shutterGrey);
    // A lead letter lies beside the patient: L at the image's right, R at its left.
    const bool left = stream.chance(0.7);
    const double inset = stream.uniform(0.06, 0.10);
    const double down = stream.uniform(0.06, 0.16);
    const double scale = size / 512.0 * stream.uniform(0.7, 1.05);
    const float grey = static_cast<float>(stream.uniform(0.93, 1.0));
    const bool plate = stream.chance(0.3);
    cv::Mat target(size, size, CV_32F, overlay.pixels.data());
    const cv::Point origin(static_cast<int>((left ? 1.0 - inset : inset - 0.03) * size), static_cast<int>(down * size));
    const int thickness = std::max(1, static_cast<int>(3.0 * scale));
    if (plate) {
        const int w = static_cast<int>(26 * scale);
        cv::rectangle(target, cv::Rect(origin.x - w / 5, origin.y - w, w, static_cast<int>(1.25 * w)), cv::Scalar(grey),
            cv::FILLED);
    }
    cv::putText(target, left ? "L" : "R", origin, cv::FONT_HERSHEY_SIMPLEX, std::max(0.3, 0.9 * scale),
        cv::Scalar(plate ? 0.15 : grey), thickness);
    return overlay;
}

} // namespace cf
