#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/phantom/values/Abnormality.h"

#include <opencv2/core.hpp>

#include <array>
#include <memory>
#include <mutex>
#include <vector>

// Inside core/insertion only; everything here knows OpenCV.
namespace cf::insertion {

/// One radiograph in the domain of log exposure, with what decides how an object in it would look: scale, scatter,
/// edge enhancement, sharpness, grain, and the pixels that are no patient. Grey is 0…255; "bright" is large.
struct Exposure {
    cv::Mat grey; ///< CV_32F.
    cv::Mat log; ///< T: grey made linear in log exposure, still in grey levels at mid-range.
    double toe = -120.0; ///< Grey at no exposure and at full saturation of the display curve.
    double range = 400.0;
    double scale = 60.0; ///< b: grey levels of T per unit of log attenuation.
    double heartLevel = 0.0; ///< Medians of T.
    double lungLevel = 0.0;
    double edgeEnhancement = 1.0; ///< 1 none … 2 strong (multi-frequency processing).
    double sharpness = 0.5; ///< Sigma of the detector's blur, pixels.
    std::array<double, 8> grain{}; ///< Deviation of T's grain by grey, 32 levels a bin.
    cv::Mat weight; ///< 0 where nothing may change (borders, padding, markers) … 1.
    cv::Mat lungRight; ///< Masks, CV_8U 0 or 255.
    cv::Mat lungLeft;
    cv::Mat heart;
    double unit = 5.0; ///< Pixels per atlas unit.
    double millimetresPerPixel = 0.7;
    /// What changeOfAttenuation needs of the film, whatever is drawn.
    struct Scatter {
        cv::Mat signal; ///< Exposure, 1 at the film's mean.
        cv::Mat spread; ///< What of it is scattered about.
        cv::Mat level; ///< 0 in the lung … 1 in the heart.
    };
    const Scatter &scatter() const; ///< Made when first asked for.
    bool eightBit = false; ///< The source holds whole grey levels; so shall the result.

    double contrast() const { return heartLevel - lungLevel; }
    cv::Mat toLog(const cv::Mat &greyLevels) const;
    float toGrey(float logLevel) const;

private:
    struct Once {
        std::once_flag flag;
        Scatter scatter;
    };
    std::shared_ptr<Once> m_once = std::make_shared<Once>();
};

/// `radiograph` is not empty and the geometry holds two lungs.
Exposure makeExposure(const GreyImage &radiograph, const ThoraxGeometry &geometry);

/// ΔT of an object of primary log attenuation `attenuation` (already averaged to pixels): scatter fills it, the
/// image's own processing sharpens it, and grain is added where fewer quanta arrive.
cv::Mat changeOfAttenuation(const Exposure &exposure, const cv::Mat &attenuation, RandomStream &stream);

/// The pair: the source, bit for bit, and the source with `change` (ΔT) where it exceeds half a grey level.
CounterfactualPair pairFromChange(const Exposure &exposure, const GreyImage &source, const cv::Mat &change);

cv::Mat maskOf(const std::vector<Point> &outline, cv::Size size);
/// Noise of zero mean and unit deviation with structures of about `size` pixels and finer.
cv::Mat fractalNoise(cv::Size extent, double size, RandomStream &stream);
double medianWithin(const cv::Mat &values, const cv::Mat &mask, double otherwise);

} // namespace cf::insertion
