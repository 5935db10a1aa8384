#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// How ribs run: from the neck at the spine to the wall, and from there to the cartilage.
struct RibCourseNumbers {
    int count = numbers::count("ribs.count");
    NumberRange spacing = numbers::range("ribs.spacing");
    NumberRange slope = numbers::range("ribs.slope");
    double firstRow = numbers::number("ribs.first_row");
    double rowDeviation = numbers::number("ribs.row_deviation");
    double neckAside = numbers::number("ribs.neck_aside");
    double dropFirst = numbers::number("ribs.drop_first");
    double drop = numbers::number("ribs.drop");
    double dropEach = numbers::number("ribs.drop_each");
    int dropUntil = numbers::count("ribs.drop_until");
    double wallFirst = numbers::number("ribs.wall_first");
    double beyondWall = numbers::number("ribs.beyond_wall");
    int posteriorSteps = numbers::count("ribs.posterior_steps");
    double posteriorPower = numbers::number("ribs.posterior_power");
    double humpFirst = numbers::number("ribs.hump_first");
    double hump = numbers::number("ribs.hump");
    double fallFirst = numbers::number("ribs.fall_first");
    double fall = numbers::number("ribs.fall");
    double fallEach = numbers::number("ribs.fall_each");
    double endFirst = numbers::number("ribs.end_first");
    double end = numbers::number("ribs.end");
    double endEach = numbers::number("ribs.end_each");
    int endFrom = numbers::count("ribs.end_from");
    int anteriorSteps = numbers::count("ribs.anterior_steps");
    int anteriorLast = numbers::count("ribs.anterior_last");
    double anteriorPower = numbers::number("ribs.anterior_power");
};

/// How thick and dense ribs are.
struct RibBoneNumbers {
    NumberRange density = numbers::range("rib_bone.density");
    double radiusFirst = numbers::number("rib_bone.radius_first");
    double radius = numbers::number("rib_bone.radius");
    NumberRange radiusSpread = numbers::range("rib_bone.radius_spread");
    double posteriorPeak = numbers::number("rib_bone.posterior_peak");
    double posteriorThin = numbers::number("rib_bone.posterior_thin");
    double posteriorSwell = numbers::number("rib_bone.posterior_swell");
    double posteriorFirst = numbers::number("rib_bone.posterior_first");
    NumberRange posteriorFade = numbers::range("rib_bone.posterior_fade");
    double posteriorWall = numbers::number("rib_bone.posterior_wall");
    double posteriorMarrow = numbers::number("rib_bone.posterior_marrow");
    double anteriorPeak = numbers::number("rib_bone.anterior_peak");
    double anteriorStart = numbers::number("rib_bone.anterior_start");
    double anteriorSwell = numbers::number("rib_bone.anterior_swell");
    double anteriorLow = numbers::number("rib_bone.anterior_low");
    int anteriorLowFrom = numbers::count("rib_bone.anterior_low_from");
    double anteriorFirst = numbers::number("rib_bone.anterior_first");
    NumberRange anteriorFade = numbers::range("rib_bone.anterior_fade");
    double anteriorWall = numbers::number("rib_bone.anterior_wall");
    double anteriorMarrow = numbers::number("rib_bone.anterior_marrow");
};

/// One vertebra, as shares of its own size where the unit says so.
struct VertebraNumbers {
    double aside = numbers::number("vertebra.aside");
    double half = numbers::number("vertebra.half");
    int slabs = numbers::count("vertebra.slabs");
    double waist = numbers::number("vertebra.waist");
    double flare = numbers::number("vertebra.flare");
    double slabRadius = numbers::number("vertebra.slab_radius");
    double slabPeak = numbers::number("vertebra.slab_peak");
    double endPlateSag = numbers::number("vertebra.end_plate_sag");
    double endPlateRadius = numbers::number("vertebra.end_plate_radius");
    double endPlatePeak = numbers::number("vertebra.end_plate_peak");
    double pedicleAside = numbers::number("vertebra.pedicle_aside");
    double pedicleUp = numbers::number("vertebra.pedicle_up");
    double pedicleWide = numbers::number("vertebra.pedicle_wide");
    double pedicleHigh = numbers::number("vertebra.pedicle_high");
    double pediclePeak = numbers::number("vertebra.pedicle_peak");
    double processFrom = numbers::number("vertebra.process_from");
    double processReach = numbers::number("vertebra.process_reach");
    double processUp = numbers::number("vertebra.process_up");
    double processRadius = numbers::number("vertebra.process_radius");
    double processPeak = numbers::number("vertebra.process_peak");
    double processWall = numbers::number("vertebra.process_wall");
    double processMarrow = numbers::number("vertebra.process_marrow");
    double spinousFrom = numbers::number("vertebra.spinous_from");
    double spinousTo = numbers::number("vertebra.spinous_to");
    double spinousAside = numbers::number("vertebra.spinous_aside");
    double spinousRadius = numbers::number("vertebra.spinous_radius");
    double spinousPeak = numbers::number("vertebra.spinous_peak");
    double spinousWall = numbers::number("vertebra.spinous_wall");
    double spinousMarrow = numbers::number("vertebra.spinous_marrow");
};

/// The column of vertebrae from the neck to the loins.
struct SpineNumbers {
    double firstRow = numbers::number("spine.first_row");
    double lastRow = numbers::number("spine.last_row");
    int levels = numbers::count("spine.levels");
    NumberRange density = numbers::range("spine.density");
    double cervicalUntil = numbers::number("spine.cervical_until");
    double cervicalHeight = numbers::number("spine.cervical_height");
    double height = numbers::number("spine.height");
    double heightGrowth = numbers::number("spine.height_growth");
    double heightMax = numbers::number("spine.height_max");
    double cervicalRadius = numbers::number("spine.cervical_radius");
    double radius = numbers::number("spine.radius");
    double radiusGrowth = numbers::number("spine.radius_growth");
    double radiusMax = numbers::number("spine.radius_max");
    double bodyShare = numbers::number("spine.body_share");
    double cervicalPeak = numbers::number("spine.cervical_peak");
    double peak = numbers::number("spine.peak");
    NumberRange levelSpread = numbers::range("spine.level_spread");
    double blur = numbers::number("spine.blur");
};

/// Courses from the sternal to the acromial end.
struct ClavicleNumbers {
    std::vector<Point> right = numbers::points("clavicle.right");
    std::vector<Point> left = numbers::points("clavicle.left");
    double slopeSpan = numbers::number("clavicle.slope_span");
    double lift = numbers::number("clavicle.lift");
    NumberRange liftFrom = numbers::range("clavicle.lift_from");
    double peak = numbers::number("clavicle.peak");
    double radius = numbers::number("clavicle.radius");
    double waist = numbers::number("clavicle.waist");
    double waistAt = numbers::number("clavicle.waist_at");
    double flare = numbers::number("clavicle.flare");
    NumberRange fade = numbers::range("clavicle.fade");
    double wall = numbers::number("clavicle.wall");
    double marrow = numbers::number("clavicle.marrow");
};

/// Scapula and upper arm of the right side; the left is the mirror image.
struct ShoulderNumbers {
    NumberRange out = numbers::range("shoulder.out");
    double slopeShare = numbers::number("shoulder.slope_share");
    NumberRange down = numbers::range("shoulder.down");
    NumberRange density = numbers::range("shoulder.density");
    std::vector<Point> blade = numbers::points("shoulder.blade");
    double bladeThickness = numbers::number("shoulder.blade_thickness");
    double bladeRim = numbers::number("shoulder.blade_rim");
    double bladeRimRadius = numbers::number("shoulder.blade_rim_radius");
    std::vector<Point> edge = numbers::points("shoulder.edge");
    double edgeRadius = numbers::number("shoulder.edge_radius");
    double edgePeak = numbers::number("shoulder.edge_peak");
    std::vector<Point> spine = numbers::points("shoulder.spine");
    double spineRadius = numbers::number("shoulder.spine_radius");
    double spinePeak = numbers::number("shoulder.spine_peak");
    double spineWall = numbers::number("shoulder.spine_wall");
    double spineMarrow = numbers::number("shoulder.spine_marrow");
    std::vector<Point> coracoid = numbers::points("shoulder.coracoid");
    double coracoidRadius = numbers::number("shoulder.coracoid_radius");
    double coracoidPeak = numbers::number("shoulder.coracoid_peak");
    double coracoidWall = numbers::number("shoulder.coracoid_wall");
    double coracoidMarrow = numbers::number("shoulder.coracoid_marrow");
    Point glenoid = numbers::point("shoulder.glenoid");
    double glenoidWide = numbers::number("shoulder.glenoid_wide");
    double glenoidHigh = numbers::number("shoulder.glenoid_high");
    double glenoidPeak = numbers::number("shoulder.glenoid_peak");
    NumberRange spread = numbers::range("shoulder.spread");
    Point head = numbers::point("shoulder.head");
    double headWide = numbers::number("shoulder.head_wide");
    double headHigh = numbers::number("shoulder.head_high");
    double headPeak = numbers::number("shoulder.head_peak");
    std::vector<std::array<double, 3>> humerus = numbers::records<3>("shoulder.humerus");
    double humerusRadius = numbers::number("shoulder.humerus_radius");
    double humerusPeak = numbers::number("shoulder.humerus_peak");
    double humerusWall = numbers::number("shoulder.humerus_wall");
    double humerusMarrow = numbers::number("shoulder.humerus_marrow");
};

/// Manubrium and sternum, hardly seen in a frontal view.
struct SternumNumbers {
    std::vector<Point> outline = numbers::points("sternum.outline");
    double thickness = numbers::number("sternum.thickness");
    double rim = numbers::number("sternum.rim");
    double rimRadius = numbers::number("sternum.rim_radius");
    double plateEdge = numbers::number("sternum.plate_edge");
};

} // namespace cf
