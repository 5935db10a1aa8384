#pragma once

// For .cpp files that use OpenCV: our images seen by it, without a copy.

#include "core/base/Image.h"

#include <opencv2/core.hpp>

namespace cf {

/// A view of the image's own memory; OpenCV writes through it.
inline cv::Mat asMat(Image<float> &image)
{
    return { image.height, image.width, CV_32FC1, image.pixels.data() };
}
/// A view to read from. OpenCV has no read-only matrices.
inline cv::Mat asMat(const Image<float> &image)
{
    return { image.height, image.width, CV_32FC1, const_cast<float *>(image.pixels.data()) };
}
/// 255 where the image is greater than 0, else 0.
inline cv::Mat support(const Image<float> &image)
{
    return asMat(image) > 0.0F;
}

} // namespace cf
