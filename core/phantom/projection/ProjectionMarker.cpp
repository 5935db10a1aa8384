#include "core/phantom/projection/ProjectionMarker.h"

#include "core/phantom/projection/ProjectionNumbers.h"
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
    const auto &marker = numbersOf<MarkerNumbers>();
    const bool left = stream.chance(marker.left);
    const double inset = marker.inset.draw(stream);
    const double down = marker.down.draw(stream);
    const double scale = size / marker.sizeFor * marker.size.draw(stream);
    const float grey = static_cast<float>(marker.grey.draw(stream));
    const bool plate = stream.chance(marker.plate);
    cv::Mat target(size, size, CV_32F, overlay.pixels.data());
    const cv::Point origin(
        static_cast<int>((left ? 1.0 - inset : inset - marker.rightInset) * size), static_cast<int>(down * size));
    const int thickness = std::max(1, static_cast<int>(marker.stroke * scale));
    if (plate) {
        const int w = static_cast<int>(marker.plateSize * scale);
        cv::rectangle(target,
            cv::Rect(origin.x - w / marker.plateAside, origin.y - w, w, static_cast<int>(marker.plateHigh * w)),
            cv::Scalar(grey), cv::FILLED);
    }
    cv::putText(target, left ? "L" : "R", origin, cv::FONT_HERSHEY_SIMPLEX,
        std::max(marker.letterMin, marker.letter * scale), cv::Scalar(plate ? marker.cut : grey), thickness);
    return overlay;
}

} // namespace cf
