#pragma once

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

} // namespace cf
