#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// Of the typical adult; apex, lateral wall, costophrenic angle, dome, medial edge.
struct LungOutlineNumbers {
    std::vector<Point> right = numbers::points("lung_outline.right");
    std::vector<Point> left = numbers::points("lung_outline.left");
    int lateralPoints = numbers::count("lung_outline.lateral_points");
    NumberRange domeRows = numbers::range("lung_outline.dome_rows");
};

/// What runs along the middle.
struct MidlineNumbers {
    std::vector<Point> spine = numbers::points("midline.spine");
    std::vector<Point> trachea = numbers::points("midline.trachea");
    Point hilumRight = numbers::point("midline.hilum_right");
    Point hilumLeft = numbers::point("midline.hilum_left");
    Point knob = numbers::point("midline.knob");
};

/// Silhouette of heart and great vessels of an average adult, and how it grows.
struct HeartNumbers {
    std::vector<Point> outline = numbers::points("heart.outline");
    double bordersPart = numbers::number("heart.borders_part");
    NumberRange growthRows = numbers::range("heart.growth_rows");
    double leftSpan = numbers::number("heart.left_span");
    double leftSag = numbers::number("heart.left_sag");
    double rightSpan = numbers::number("heart.right_span");
    double lowestWallRow = numbers::number("heart.lowest_wall_row");
    double minLung = numbers::number("heart.min_lung");
    double borderTop = numbers::number("heart.border_top");
    double borderBottom = numbers::number("heart.border_bottom");
};

/// How patients and their position differ.
struct ThoraxVariationNumbers {
    double female = numbers::number("variation.female");
    NumberLimitedNormal girth = numbers::limitedNormal("variation.girth");
    NumberRange breastFemale = numbers::range("variation.breast_female");
    double breastGirth = numbers::number("variation.breast_girth");
    NumberNormal breastMale = numbers::normal("variation.breast_male");
    NumberLimitedNormal width = numbers::limitedNormal("variation.width");
    NumberNormal height = numbers::normal("variation.height");
    double heightGirth = numbers::number("variation.height_girth");
    NumberRange heightLimits = numbers::range("variation.height_limits");
    NumberLimitedNormal domeRight = numbers::limitedNormal("variation.dome_right");
    NumberLimitedNormal domeDifference = numbers::limitedNormal("variation.dome_difference");
    NumberLimitedNormal heartLeft = numbers::limitedNormal("variation.heart_left");
    NumberLimitedNormal heartRight = numbers::limitedNormal("variation.heart_right");
    NumberNormal clavicleSlope = numbers::normal("variation.clavicle_slope");
    NumberNormal scoliosis = numbers::normal("variation.scoliosis");
    NumberLimitedNormal rotation = numbers::limitedNormal("variation.rotation");
    NumberLimitedNormal tilt = numbers::limitedNormal("variation.tilt");
    NumberRange field = numbers::range("variation.field");
    NumberLimitedNormal offsetX = numbers::limitedNormal("variation.offset_x");
    NumberLimitedNormal offsetY = numbers::limitedNormal("variation.offset_y");
    NumberRange wave = numbers::range("variation.wave");
    NumberRange waveLength = numbers::range("variation.wave_length");
};

/// From the atlas to one patient's film.
struct ThoraxBendNumbers {
    double scoliosisLength = numbers::number("bend.scoliosis_length");
    double rotationShare = numbers::number("bend.rotation_share");
    double rotationReach = numbers::number("bend.rotation_reach");
    double aside = numbers::number("bend.aside");
    double centreRow = numbers::number("bend.centre_row");
};

/// How much lung a ray meets.
struct LungDepthNumbers {
    float front = numbers::single("lung_depth.front");
    float rear = numbers::single("lung_depth.rear");
    double frontRise = numbers::number("lung_depth.front_rise");
    double rearRise = numbers::number("lung_depth.rear_rise");
    double sulcus = numbers::number("lung_depth.sulcus");
    NumberRange sulcusRows = numbers::range("lung_depth.sulcus_rows");
    float apexShare = numbers::single("lung_depth.apex_share");
    float apexGain = numbers::single("lung_depth.apex_gain");
    NumberRange apexRows = numbers::range("lung_depth.apex_rows");
    double blur = numbers::number("lung_depth.blur");
    double rearBlur = numbers::number("lung_depth.rear_blur");
    float rearMin = numbers::single("lung_depth.rear_min");
};

/// The great vessels above the heart.
struct MediastinumNumbers {
    std::vector<std::array<double, 4>> outline = numbers::records<4>("mediastinum.outline");
    double aorta = numbers::number("mediastinum.aorta");
    double knobAside = numbers::number("mediastinum.knob_aside");
    double knobRadius = numbers::number("mediastinum.knob_radius");
    double knobGrowth = numbers::number("mediastinum.knob_growth");
};

/// What a centimetre takes from the beam.
struct TissueNumbers {
    float perCentimetre = numbers::single("tissue.per_centimetre");
    float lungLack = numbers::single("tissue.lung_lack");
    float vesselDepth = numbers::single("tissue.vessel_depth");
    double centimetresPerUnit = numbers::number("tissue.centimetres_per_unit");
};

/// Unevenness of muscle, fat and parenchyma.
struct TissueTextureNumbers {
    double broadCell = numbers::number("tissue_texture.broad_cell");
    double fineCell = numbers::number("tissue_texture.fine_cell");
    int octaves = numbers::count("tissue_texture.octaves");
    float lungDepth = numbers::single("tissue_texture.lung_depth");
    float bodyDepth = numbers::single("tissue_texture.body_depth");
    float broad = numbers::single("tissue_texture.broad");
    float fine = numbers::single("tissue_texture.fine");
    float fineLung = numbers::single("tissue_texture.fine_lung");
};

/// Outline and thickness of the trunk.
struct TrunkNumbers {
    NumberRange axilla = numbers::range("trunk.axilla");
    NumberRange wide = numbers::range("trunk.wide");
    double slopeShare = numbers::number("trunk.slope_share");
    std::vector<std::array<double, 6>> outline = numbers::records<6>("trunk.outline");
    double chest = numbers::number("trunk.chest");
    double chestGirth = numbers::number("trunk.chest_girth");
    NumberRange chestSpread = numbers::range("trunk.chest_spread");
    double abdomen = numbers::number("trunk.abdomen");
    double abdomenGirth = numbers::number("trunk.abdomen_girth");
    double rise = numbers::number("trunk.rise");
    double riseGirth = numbers::number("trunk.rise_girth");
    double middle = numbers::number("trunk.middle");
    double neck = numbers::number("trunk.neck");
    NumberRange neckRows = numbers::range("trunk.neck_rows");
    NumberRange abdomenRows = numbers::range("trunk.abdomen_rows");
    double sideLoss = numbers::number("trunk.side_loss");
    double sideLossGirth = numbers::number("trunk.side_loss_girth");
    NumberRange sideFrom = numbers::range("trunk.side_from");
    double blur = numbers::number("trunk.blur");
};

/// Upper arms beside the trunk.
struct ArmNumbers {
    NumberRange spread = numbers::range("arm.spread");
    double radius = numbers::number("arm.radius");
    double radiusGirth = numbers::number("arm.radius_girth");
    double depth = numbers::number("arm.depth");
    double depthGirth = numbers::number("arm.depth_girth");
    std::vector<std::array<double, 5>> course = numbers::records<5>("arm.course");
};

/// Two bodies each: the lower gives the fold its crescent, the upper lets it fade upwards.
struct BreastNumbers {
    double minimum = numbers::number("breast.min");
    NumberRange radius = numbers::range("breast.radius");
    double radiusGirth = numbers::number("breast.radius_girth");
    NumberRange row = numbers::range("breast.row");
    double rowGirth = numbers::number("breast.row_girth");
    double aside = numbers::number("breast.aside");
    double asideGirth = numbers::number("breast.aside_girth");
    NumberRange asideSpread = numbers::range("breast.aside_spread");
    NumberRange rowSpread = numbers::range("breast.row_spread");
    double lowerDown = numbers::number("breast.lower_down");
    double lowerHigh = numbers::number("breast.lower_high");
    double lowerShare = numbers::number("breast.lower_share");
    double upperUp = numbers::number("breast.upper_up");
    double upperWide = numbers::number("breast.upper_wide");
    double upperHigh = numbers::number("breast.upper_high");
    double upperShare = numbers::number("breast.upper_share");
};

/// Gas in stomach and colon.
struct BowelNumbers {
    double dome = numbers::number("bowel.dome");
    double stomach = numbers::number("bowel.stomach");
    NumberRange stomachX = numbers::range("bowel.stomach_x");
    NumberRange stomachBelow = numbers::range("bowel.stomach_below");
    NumberRange stomachWide = numbers::range("bowel.stomach_wide");
    NumberRange stomachHigh = numbers::range("bowel.stomach_high");
    NumberRange stomachTurn = numbers::range("bowel.stomach_turn");
    NumberRange stomachDepth = numbers::range("bowel.stomach_depth");
    int loops = numbers::count("bowel.loops");
    double splenic = numbers::number("bowel.splenic");
    NumberRange splenicX = numbers::range("bowel.splenic_x");
    NumberRange hepaticX = numbers::range("bowel.hepatic_x");
    NumberRange loopRow = numbers::range("bowel.loop_row");
    int haustraMin = numbers::count("bowel.haustra_min");
    int haustraMore = numbers::count("bowel.haustra_more");
    NumberRange haustrumWide = numbers::range("bowel.haustrum_wide");
    NumberRange haustrumHigh = numbers::range("bowel.haustrum_high");
    NumberRange haustrumTurn = numbers::range("bowel.haustrum_turn");
    NumberRange haustrumDepth = numbers::range("bowel.haustrum_depth");
    NumberRange stepAcross = numbers::range("bowel.step_across");
    NumberRange stepDown = numbers::range("bowel.step_down");
};

/// Trachea and main bronchi.
struct AirwayNumbers {
    NumberRange radius = numbers::range("airway.radius");
    double tracheaAir = numbers::number("airway.trachea_air");
    double bronchusEnd = numbers::number("airway.bronchus_end");
    double bronchusAir = numbers::number("airway.bronchus_air");
    std::vector<Point> rightCourse = numbers::points("airway.right_course");
    double rightRadius = numbers::number("airway.right_radius");
    std::vector<Point> leftCourse = numbers::points("airway.left_course");
    double leftRadius = numbers::number("airway.left_radius");
    double blur = numbers::number("airway.blur");
};

/// Branching trees of pulmonary arteries and veins.
struct VesselNumbers {
    double thinnest = numbers::number("vessel.thinnest");
    int generations = numbers::count("vessel.generations");
    double length = numbers::number("vessel.length");
    double lengthRoot = numbers::number("vessel.length_root");
    NumberRange lengthSpread = numbers::range("vessel.length_spread");
    NumberNormal bend = numbers::normal("vessel.bend");
    double taper = numbers::number("vessel.taper");
    double density = numbers::number("vessel.density");
    NumberRange turn = numbers::range("vessel.turn");
    double mainTurn = numbers::number("vessel.main_turn");
    NumberRange mainRadius = numbers::range("vessel.main_radius");
    NumberRange sideRadius = numbers::range("vessel.side_radius");
    NumberRange full = numbers::range("vessel.full");
    std::vector<std::array<double, 4>> stems = numbers::records<4>("vessel.stems");
    NumberNormal stemTurn = numbers::normal("vessel.stem_turn");
    NumberRange stemSpread = numbers::range("vessel.stem_spread");
    double interlobarIn = numbers::number("vessel.interlobar_in");
    double interlobarUp = numbers::number("vessel.interlobar_up");
    double interlobarRight = numbers::number("vessel.interlobar_right");
    double interlobarLeft = numbers::number("vessel.interlobar_left");
    NumberRange interlobarRadius = numbers::range("vessel.interlobar_radius");
    int interlobarGeneration = numbers::count("vessel.interlobar_generation");
    double veinIn = numbers::number("vessel.vein_in");
    double veinUp = numbers::number("vessel.vein_up");
    double veinRight = numbers::number("vessel.vein_right");
    double veinLeft = numbers::number("vessel.vein_left");
    NumberRange veinRadius = numbers::range("vessel.vein_radius");
    int veinGeneration = numbers::count("vessel.vein_generation");
    double blur = numbers::number("vessel.blur");
};

} // namespace cf
