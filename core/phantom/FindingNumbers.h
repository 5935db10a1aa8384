#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// What findings share.
struct FindingCommonNumbers {
    double lungTop = numbers::number("finding.lung_top");
    double lungHeight = numbers::number("finding.lung_height");
    double angleRight = numbers::number("finding.angle_right");
    double angleLeft = numbers::number("finding.angle_left");
    NumberRange upper = numbers::range("finding.upper");
    NumberRange middle = numbers::range("finding.middle");
    NumberRange lower = numbers::range("finding.lower");
    double aboveAngle = numbers::number("finding.above_angle");
    double wallBottom = numbers::number("finding.wall_bottom");
    double beyondMidline = numbers::number("finding.beyond_midline");
    double aboveApex = numbers::number("finding.above_apex");
    float minLung = numbers::single("finding.min_lung");
    float unseen = numbers::single("finding.unseen");
    float bodyShare = numbers::single("finding.body_share");
    float overfull = numbers::single("finding.overfull");
};

/// How a large heart grows.
struct HeartGrowthNumbers {
    double thoraxWidth = numbers::number("heart_growth.thorax_width");
    std::array<NumberRange, 3> growth = numbers::gradedRanges("heart_growth.growth");
    NumberRange leftShare = numbers::range("heart_growth.left_share");
};

/// How a wide mediastinum grows.
struct WideningNumbers {
    double minimum = numbers::number("widening.min");
    double step = numbers::number("widening.step");
    NumberRange spread = numbers::range("widening.spread");
};

/// Fluid in the pleural space.
struct EffusionNumbers {
    std::array<NumberRange, 3> height = numbers::gradedRanges("effusion.height");
    std::array<double, 3> drop = numbers::graded("effusion.drop");
    NumberRange dropSpread = numbers::range("effusion.drop_spread");
    std::array<double, 3> density = numbers::graded("effusion.density");
    std::array<double, 3> fade = numbers::graded("effusion.fade");
    double fadePower = numbers::number("effusion.fade_power");
    double above = numbers::number("effusion.above");
    double medial = numbers::number("effusion.medial");
    double maxAside = numbers::number("effusion.max_aside");
    double riseFrom = numbers::number("effusion.rise_from");
    double fall = numbers::number("effusion.fall");
    double rise = numbers::number("effusion.rise");
    double riseHeight = numbers::number("effusion.rise_height");
    double riseDrop = numbers::number("effusion.rise_drop");
    double film = numbers::number("effusion.film");
    double filmAbove = numbers::number("effusion.film_above");
};

/// Air beside the lung.
struct PneumothoraxNumbers {
    std::array<NumberRange, 3> depth = numbers::gradedRanges("pneumothorax.depth");
    std::array<NumberRange, 3> reach = numbers::gradedRanges("pneumothorax.reach");
    double wallBlur = numbers::number("pneumothorax.wall_blur");
    double wobbleCell = numbers::number("pneumothorax.wobble_cell");
    int wobbleOctaves = numbers::count("pneumothorax.wobble_octaves");
    double wobble = numbers::number("pneumothorax.wobble");
    NumberRange power = numbers::range("pneumothorax.power");
    NumberRange line = numbers::range("pneumothorax.line");
    double lineGrade = numbers::number("pneumothorax.line_grade");
    double air = numbers::number("pneumothorax.air");
    double airGrade = numbers::number("pneumothorax.air_grade");
    double collapse = numbers::number("pneumothorax.collapse");
    double collapseGrade = numbers::number("pneumothorax.collapse_grade");
    float minLung = numbers::single("pneumothorax.min_lung");
    double end = numbers::number("pneumothorax.end");
    double edge = numbers::number("pneumothorax.edge");
    double lineWidth = numbers::number("pneumothorax.line_width");
    double collapseDown = numbers::number("pneumothorax.collapse_down");
    double collapseEnd = numbers::number("pneumothorax.collapse_end");
};

/// Consolidations and veils.
struct OpacityNumbers {
    std::array<double, 3> dense = numbers::graded("opacity.dense");
    std::array<double, 3> veil = numbers::graded("opacity.veil");
    std::array<double, 3> extent = numbers::graded("opacity.extent");
    NumberRange inwards = numbers::range("opacity.inwards");
    NumberRange wide = numbers::range("opacity.wide");
    double high = numbers::number("opacity.high");
    NumberRange highSpread = numbers::range("opacity.high_spread");
    NumberRange tilt = numbers::range("opacity.tilt");
    double outlineCell = numbers::number("opacity.outline_cell");
    int outlineOctaves = numbers::count("opacity.outline_octaves");
    double innerCell = numbers::number("opacity.inner_cell");
    int innerOctaves = numbers::count("opacity.inner_octaves");
    double roundness = numbers::number("opacity.roundness");
    double farthest = numbers::number("opacity.farthest");
    double fadeFrom = numbers::number("opacity.fade_from");
    double outline = numbers::number("opacity.outline");
    NumberRange denseEdge = numbers::range("opacity.dense_edge");
    NumberRange veilEdge = numbers::range("opacity.veil_edge");
    double mottle = numbers::number("opacity.mottle");
    double mottleMean = numbers::number("opacity.mottle_mean");
    NumberRange mottleLimits = numbers::range("opacity.mottle_limits");
    double maximum = numbers::number("opacity.max");
    int bronchi = numbers::count("opacity.bronchi");
    NumberRange bronchusSpread = numbers::range("opacity.bronchus_spread");
    double bronchusFrom = numbers::number("opacity.bronchus_from");
    NumberNormal bronchusBend = numbers::normal("opacity.bronchus_bend");
    NumberRange bronchusRadius = numbers::range("opacity.bronchus_radius");
    double bronchusAir = numbers::number("opacity.bronchus_air");
    double bronchusGrade = numbers::number("opacity.bronchus_grade");
    double bronchusBlur = numbers::number("opacity.bronchus_blur");
};

/// Fluid in both lungs.
struct EdemaNumbers {
    std::array<double, 3> strength = numbers::graded("edema.strength");
    NumberRange spread = numbers::range("edema.spread");
    double cloudCell = numbers::number("edema.cloud_cell");
    int cloudOctaves = numbers::count("edema.cloud_octaves");
    double wingWide = numbers::number("edema.wing_wide");
    double wingHigh = numbers::number("edema.wing_high");
    double wingDown = numbers::number("edema.wing_down");
    double wingClouds = numbers::number("edema.wing_clouds");
    double low = numbers::number("edema.low");
    NumberRange lowRows = numbers::range("edema.low_rows");
    double lowClouds = numbers::number("edema.low_clouds");
    double maximum = numbers::number("edema.max");
    int lines = numbers::count("edema.lines");
    int linesGrade = numbers::count("edema.lines_grade");
    NumberRange lineUp = numbers::range("edema.line_up");
    double lineIn = numbers::number("edema.line_in");
    NumberRange lineLength = numbers::range("edema.line_length");
    NumberRange lineSlant = numbers::range("edema.line_slant");
    double lineRadius = numbers::number("edema.line_radius");
    double line = numbers::number("edema.line");
    float lineLung = numbers::single("edema.line_lung");
};

/// Plates: linear, nearly level, crossing the zone.
struct AtelectasisNumbers {
    NumberRange apart = numbers::range("atelectasis.apart");
    double innerRight = numbers::number("atelectasis.inner_right");
    double innerLeft = numbers::number("atelectasis.inner_left");
    NumberRange from = numbers::range("atelectasis.from");
    NumberRange to = numbers::range("atelectasis.to");
    NumberRange slant = numbers::range("atelectasis.slant");
    double bendSlant = numbers::number("atelectasis.bend_slant");
    NumberRange bend = numbers::range("atelectasis.bend");
    int curveSteps = numbers::count("atelectasis.curve_steps");
    NumberRange thickness = numbers::range("atelectasis.thickness");
    double thicknessGrade = numbers::number("atelectasis.thickness_grade");
    double taper = numbers::number("atelectasis.taper");
    double swell = numbers::number("atelectasis.swell");
    double swellFrom = numbers::number("atelectasis.swell_from");
    double swellTurn = numbers::number("atelectasis.swell_turn");
    double plate = numbers::number("atelectasis.plate");
    double plateGrade = numbers::number("atelectasis.plate_grade");
    double blur = numbers::number("atelectasis.blur");
    double cloudCell = numbers::number("atelectasis.cloud_cell");
    int cloudOctaves = numbers::count("atelectasis.cloud_octaves");
    double veilDown = numbers::number("atelectasis.veil_down");
    double veilHigh = numbers::number("atelectasis.veil_high");
    double veilHighGrade = numbers::number("atelectasis.veil_high_grade");
    double veil = numbers::number("atelectasis.veil");
    double veilGrade = numbers::number("atelectasis.veil_grade");
    NumberRange veilFrom = numbers::range("atelectasis.veil_from");
    double veilClouds = numbers::number("atelectasis.veil_clouds");
    double veilMax = numbers::number("atelectasis.veil_max");
    float plateLung = numbers::single("atelectasis.plate_lung");
};

/// A round lesion.
struct NoduleNumbers {
    std::array<NumberRange, 3> diameter = numbers::gradedRanges("nodule.diameter");
    NumberRange inwards = numbers::range("nodule.inwards");
    double attenuation = numbers::number("nodule.attenuation");
    NumberRange spread = numbers::range("nodule.spread");
    NumberNormal lobes = numbers::normal("nodule.lobes");
    double edge = numbers::number("nodule.edge");
    double reach = numbers::number("nodule.reach");
};

/// Broken ribs.
struct FractureNumbers {
    int firstUpper = numbers::count("fracture.first_upper");
    int firstMiddle = numbers::count("fracture.first_middle");
    int firstLower = numbers::count("fracture.first_lower");
    NumberRange at = numbers::range("fracture.at");
    NumberRange shift = numbers::range("fracture.shift");
    double down = numbers::number("fracture.down");
    int piece = numbers::count("fracture.piece");
    double radius = numbers::number("fracture.radius");
    double wall = numbers::number("fracture.wall");
    double marrow = numbers::number("fracture.marrow");
    double gone = numbers::number("fracture.gone");
    double moved = numbers::number("fracture.moved");
    double callusWide = numbers::number("fracture.callus_wide");
    double callusHigh = numbers::number("fracture.callus_high");
    double callus = numbers::number("fracture.callus");
    double callusGrade = numbers::number("fracture.callus_grade");
    double lineHigh = numbers::number("fracture.line_high");
    double lineSlant = numbers::number("fracture.line_slant");
    double lineRadius = numbers::number("fracture.line_radius");
    double line = numbers::number("fracture.line");
    double blur = numbers::number("fracture.blur");
};

} // namespace cf
