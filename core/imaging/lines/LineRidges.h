#pragma once

// Inside core/imaging only: how much each pixel looks like the middle of a bright line.

#include <opencv2/core.hpp>

#include <array>
#include <numbers>
#include <stop_token>
#include <vector>

namespace cf {

namespace ridge {
constexpr int directions = 16; ///< Over half a turn.
/// Sigmas of the Gaussians whose second derivatives are taken, in pixels: wires to drains.
constexpr std::array scales{ 0.9F, 1.5F, 2.4F, 3.8F };

/// Angle of a direction, of the line itself, 0 … π.
inline double angleOf(int direction)
{
    return std::numbers::pi * direction / directions;
}
} // namespace ridge

/// Of a picture, all of its size.
struct Ridges {
    cv::Mat strength; ///< CV_32F, of the best direction and scale, over grain's.
    cv::Mat direction; ///< CV_8U, index
    cv::Mat scale; ///< CV_8U, index
    std::vector<cv::Mat> byDirection; ///< CV_32F, best scale
};

/// Of a picture in CV_32F; directions are worked on side by side. After a stop request the answer is not whole.
Ridges ridgesOf(const cv::Mat &picture, const std::stop_token &stop);

} // namespace cf
