#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// How films differ.
struct DetectorNumbers {
    NumberRange scatter = numbers::range("detector.scatter");
    NumberRange noise = numbers::range("detector.noise");
    NumberRange noiseCorrelation = numbers::range("detector.noise_correlation");
    NumberRange sharpness = numbers::range("detector.sharpness");
    double sharpnessSize = numbers::number("detector.sharpness_size");
    double compressed = numbers::number("detector.compressed");
    NumberRange compression = numbers::range("detector.compression");
    NumberRange compressionSlight = numbers::range("detector.compression_slight");
    double plainEdges = numbers::number("detector.plain_edges");
    NumberRange edgePlain = numbers::range("detector.edge_plain");
    NumberRange edgeStrong = numbers::range("detector.edge_strong");
    NumberRange lungGrey = numbers::range("detector.lung_grey");
    NumberRange heartGrey = numbers::range("detector.heart_grey");
    double heartMax = numbers::number("detector.heart_max");
    double shuttered = numbers::number("detector.shuttered");
    double shutterEdge = numbers::number("detector.shutter_edge");
    NumberRange shutter = numbers::range("detector.shutter");
    double shutterBlack = numbers::number("detector.shutter_black");
    NumberRange shutterGrey = numbers::range("detector.shutter_grey");
};

/// From attenuation to log exposure.
struct ProjectionNumbers {
    float lungShare = numbers::single("projection.lung_share");
    float airDepth = numbers::single("projection.air_depth");
    int sampling = numbers::count("projection.sampling");
    NumberRange heartX = numbers::range("projection.heart_x");
    NumberRange heartRows = numbers::range("projection.heart_rows");
    float heartLung = numbers::single("projection.heart_lung");
    NumberRange deepLung = numbers::range("projection.deep_lung");
    double scatterBlur = numbers::number("projection.scatter_blur");
    float scatterMax = numbers::single("projection.scatter_max");
    float scatterMeanMax = numbers::single("projection.scatter_mean_max");
    float scatterNear = numbers::single("projection.scatter_near");
    float scatterMean = numbers::single("projection.scatter_mean");
    float minExposure = numbers::single("projection.min_exposure");
    float filledRange = numbers::single("projection.filled_range");
    float filledLoss = numbers::single("projection.filled_loss");
    float minRange = numbers::single("projection.min_range");
    float broadMin = numbers::single("projection.broad_min");
    double compressionBlur = numbers::number("projection.compression_blur");
    float airBelow = numbers::single("projection.air_below");
};

/// From log exposure to grey.
struct DevelopmentNumbers {
    double minEnhancement = numbers::number("development.min_enhancement");
    double enhancementBlur = numbers::number("development.enhancement_blur");
    float enhancementMax = numbers::single("development.enhancement_max");
    double compressionShrink = numbers::number("development.compression_shrink");
    float grainGrowth = numbers::single("development.grain_growth");
    float grainMax = numbers::single("development.grain_max");
};

/// The lead letter beside the patient: L at the image's right, R at its left.
struct MarkerNumbers {
    double left = numbers::number("marker.left");
    NumberRange inset = numbers::range("marker.inset");
    NumberRange down = numbers::range("marker.down");
    NumberRange size = numbers::range("marker.size");
    double sizeFor = numbers::number("marker.size_for");
    NumberRange grey = numbers::range("marker.grey");
    double plate = numbers::number("marker.plate");
    double rightInset = numbers::number("marker.right_inset");
    double stroke = numbers::number("marker.stroke");
    int plateSize = numbers::count("marker.plate_size");
    int plateAside = numbers::count("marker.plate_aside");
    double plateHigh = numbers::number("marker.plate_high");
    double letter = numbers::number("marker.letter");
    double letterMin = numbers::number("marker.letter_min");
    double cut = numbers::number("marker.cut");
};

/// Devices are thin: primary radiation behind them is lost, scattered radiation still arrives.
struct DeviceExposureNumbers {
    float minimum = numbers::single("device_exposure.min");
    float scatter = numbers::single("device_exposure.scatter");
    float scatterRise = numbers::single("device_exposure.scatter_rise");
    float scatterMin = numbers::single("device_exposure.scatter_min");
    float scatterMax = numbers::single("device_exposure.scatter_max");
};

/// What counts as seen, for whoever learns to see.
struct TruthNumbers {
    float device = numbers::single("truth.device");
    float finding = numbers::single("truth.finding");
    double strongest = numbers::number("truth.strongest");
    double findingBlur = numbers::number("truth.finding_blur");
    double visibleBlur = numbers::number("truth.visible_blur");
    double markDifference = numbers::number("truth.mark_difference");
};

} // namespace cf
