#pragma once

#include "core/anatomy/ThoraxAtlas.h"
#include "core/base/Image.h"

#include <opencv2/core.hpp>

#include <optional>
#include <vector>

// Everything here knows OpenCV.
namespace cf::landmarks {

/// A frontal radiograph as the registration sees it.
struct Thumbnail {
    cv::Mat grey; ///< The image at a longer side of at most 512 pixels, 0…255, CV_32F.
    cv::Rect field; ///< Without dead borders, in pixels of `grey`.
    cv::Mat contrast; ///< 128 × 128 local contrast, CV_32F.
    double scale = 1.0; ///< Thumbnail pixels per pixel of `grey`.
    cv::Point2d offset; ///< thumbnail = scale · (grey − field corner) + offset

    Point toGrey(Point thumbnail) const
    {
        return { (thumbnail.x - offset.x) / scale + field.x, (thumbnail.y - offset.y) / scale + field.y };
    }
};

/// Nothing when the image is too small or flat to hold a chest.
std::optional<Thumbnail> makeThumbnail(const GreyImage &image);

/// Atlas to thumbnail: affine ∘ (identity + displacement).
struct Registration {
    cv::Matx23d affine;
    cv::Mat displacement; ///< 128 × 128, CV_32FC2, in atlas units.
    cv::Mat warped; ///< The thumbnail's contrast in the atlas frame.
    double affineCorrelation = 0.0;
    double correlation = 0.0; ///< After the deformation.

    Point applyAffine(Point p) const
    {
        return { affine(0, 0) * p.x + affine(0, 1) * p.y + affine(0, 2),
            affine(1, 0) * p.x + affine(1, 1) * p.y + affine(1, 2) };
    }
    double affineScale() const
    {
        return std::sqrt(std::abs(affine(0, 0) * affine(1, 1) - affine(0, 1) * affine(1, 0)));
    }
    Point deformed(Point atlas) const; ///< In the affine frame: atlas + displacement.
};

/// Nothing when no plausible affine map was found.
std::optional<Registration> registerAtlas(const cv::Mat &atlasPicture, const cv::Mat &contrast);

cv::Mat atlasPicture(const ThoraxAtlas &atlas);
double percentile(const cv::Mat &values, double share);
cv::Mat blurred(const cv::Mat &image, double sigma);
float bilinear(const cv::Mat &image, double x, double y); ///< Clamped at the borders.

} // namespace cf::landmarks
