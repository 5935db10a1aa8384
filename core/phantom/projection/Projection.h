#pragma once

#include "core/base/Image.h"
#include "core/phantom/thorax/ThoraxMaps.h"

namespace cf {

/// The detector and its processing: what turns a patient into one image.
struct ProjectionParameters {
    double scatterFraction = 0.45; ///< Of the mean primary radiation, in the whole field.
    double noise = 0.01; ///< Deviation of log exposure at the mean of the lungs.
    double noiseCorrelation = 0.6; ///< Gaussian sigma in pixels.
    double sharpness = 0.5; ///< Gaussian sigma of the detector in pixels (of a 512 pixel image).
    double compression = 0.0; ///< 0…0.5: share of the broad differences that the processing takes away.
    double edgeEnhancement = 1.0; ///< 1 none … 1.8
    double lungGrey = 0.38; ///< Display grey of lung and of heart, which fix window and curve.
    double heartGrey = 0.82;
    double collimation[4]{}; ///< Share of the image that the shutters cover: left, top, right, bottom.
    double shutterGrey = 0.0; ///< 0 black; some workstations leave it bright.
};

ProjectionParameters drawProjection(const RandomStream &patient, int size);

/// One patient before one detector, with everything that all switches share.
struct ProjectionBase {
    ThoraxMaps maps;
    ProjectionParameters parameters;
    GreyImage exposure; ///< Negative log exposure of the patient without any switch; high is white.
    GreyImage filled; ///< The same if the lungs were solid; never below `exposure`. What findings pull towards.
    GreyImage compressed; ///< What the processing subtracts; the same whatever is switched.
    GreyImage noise; ///< Unit deviation, with the detector's correlation.
    GreyImage overlay; ///< Grey of the marker; negative where there is none.
    float lungExposure = 0.0F; ///< Medians of `exposure`.
    float heartExposure = 0.0F;
    /// Change of log exposure per change of primary attenuation over broad areas: scatter takes the rest.
    float broadContrast = 0.55F;
};

ProjectionBase projectBase(
    const ThoraxShape &shape, const ProjectionParameters &parameters, const RandomStream &patient);

/// Develops a negative log exposure of the same patient to 12-bit stored values, black low.
StoredImage develop(const ProjectionBase &base, GreyImage exposure);

} // namespace cf
