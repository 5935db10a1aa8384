#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// How electrodes are held: what all makers share. x along the wire.
struct FastenerNumbers {
    double snapRadius = numbers::number("fastener.snap_radius");
    double snap = numbers::number("fastener.snap");
    double snapRing = numbers::number("fastener.snap_ring");
    double snapRingAt = numbers::number("fastener.snap_ring_at");
    double snapRingWidth = numbers::number("fastener.snap_ring_width");
    double snapStudRadius = numbers::number("fastener.snap_stud_radius");
    double snapStud = numbers::number("fastener.snap_stud");
    double bailLong = numbers::number("fastener.bail_long");
    double bailHigh = numbers::number("fastener.bail_high");
    double bailBend = numbers::number("fastener.bail_bend");
    double bail = numbers::number("fastener.bail");
    double bailFrom = numbers::number("fastener.bail_from");
    double bailRingAt = numbers::number("fastener.bail_ring_at");
    double bailRingRadius = numbers::number("fastener.bail_ring_radius");
    double bailRing = numbers::number("fastener.bail_ring");
    double bailStudRadius = numbers::number("fastener.bail_stud_radius");
    double bailStud = numbers::number("fastener.bail_stud");
    double jawGap = numbers::number("fastener.jaw_gap");
    double jawOpening = numbers::number("fastener.jaw_opening");
    double jawHalf = numbers::number("fastener.jaw_half");
    double jawLong = numbers::number("fastener.jaw_long");
    double jaw = numbers::number("fastener.jaw");
    double clipSpringAt = numbers::number("fastener.clip_spring_at");
    double clipSpringHalf = numbers::number("fastener.clip_spring_half");
    double clipSpringHigh = numbers::number("fastener.clip_spring_high");
    double clipSpringPitch = numbers::number("fastener.clip_spring_pitch");
    double clipSpringWire = numbers::number("fastener.clip_spring_wire");
    double clipSpring = numbers::number("fastener.clip_spring");
    double clipStudRadius = numbers::number("fastener.clip_stud_radius");
    double clipStud = numbers::number("fastener.clip_stud");
    double clampGripLong = numbers::number("fastener.clamp_grip_long");
    double clampGripHigh = numbers::number("fastener.clamp_grip_high");
    double clampGripCorner = numbers::number("fastener.clamp_grip_corner");
    double clampGrip = numbers::number("fastener.clamp_grip");
    double clampFrameTo = numbers::number("fastener.clamp_frame_to");
    double clampFrameAt = numbers::number("fastener.clamp_frame_at");
    double clampFrameLong = numbers::number("fastener.clamp_frame_long");
    double clampFrameHigh = numbers::number("fastener.clamp_frame_high");
    double clampFrameCorner = numbers::number("fastener.clamp_frame_corner");
    double clampFrameHalf = numbers::number("fastener.clamp_frame_half");
    double clampFrame = numbers::number("fastener.clamp_frame");
    NumberRange clampSpringFrom = numbers::range("fastener.clamp_spring_from");
    double clampSpringHigh = numbers::number("fastener.clamp_spring_high");
    double clampSpringPitch = numbers::number("fastener.clamp_spring_pitch");
    double clampSpringWire = numbers::number("fastener.clamp_spring_wire");
    double clampSpring = numbers::number("fastener.clamp_spring");
    double clampStudAt = numbers::number("fastener.clamp_stud_at");
    double clampStudRadius = numbers::number("fastener.clamp_stud_radius");
    double clampStud = numbers::number("fastener.clamp_stud");
    double buttonRadius = numbers::number("fastener.button_radius");
    double button = numbers::number("fastener.button");
    double buttonStudRadius = numbers::number("fastener.button_stud_radius");
    double buttonStud = numbers::number("fastener.button_stud");
};

/// Electrodes and wires on the chest; plain drawings, and what wide ones share.
struct EcgNumbers {
    std::vector<Point> spots = numbers::points("ecg_set.spots");
    double strainRelief = numbers::number("ecg_set.strain_relief");
    double strainFactor = numbers::number("ecg_set.strain_factor");
    double coreRadius = numbers::number("ecg_set.core_radius");
    double wireMax = numbers::number("ecg_set.wire_max");
    NumberRange padTurn = numbers::range("ecg_set.pad_turn");
    NumberRange padRadius = numbers::range("ecg_set.pad_radius");
    double pad = numbers::number("ecg_set.pad");
    double padGelRadius = numbers::number("ecg_set.pad_gel_radius");
    double padGel = numbers::number("ecg_set.pad_gel");
    double fastenerAcross = numbers::number("ecg_set.fastener_across");
    double fastenerDown = numbers::number("ecg_set.fastener_down");
    double edgeBelow = numbers::number("ecg_set.edge_below");
    NumberRange edgeBelowAt = numbers::range("ecg_set.edge_below_at");
    double edgeBeyond = numbers::number("ecg_set.edge_beyond");
    NumberRange edgeRows = numbers::range("ecg_set.edge_rows");
    NumberRange radius = numbers::range("ecg_set.radius");
    NumberRange wire = numbers::range("ecg_set.wire");
    NumberRange core = numbers::range("ecg_set.core");
    int countMin = numbers::count("ecg_set.count_min");
    int countMore = numbers::count("ecg_set.count_more");
    double countMax = numbers::number("ecg_set.count_max");
    NumberRange spotSpread = numbers::range("ecg_set.spot_spread");
    Point spotFrom = numbers::point("ecg_set.spot_from");
    Point spotTo = numbers::point("ecg_set.spot_to");
    double withPad = numbers::number("ecg_set.with_pad");
    NumberRange angleSpread = numbers::range("ecg_set.angle_spread");
    double firstReach = numbers::number("ecg_set.first_reach");
    double firstStart = numbers::number("ecg_set.first_start");
    NumberRange sag = numbers::range("ecg_set.sag");
    std::vector<double> between = numbers::list("ecg_set.between");
    NumberRange wobble = numbers::range("ecg_set.wobble");
    NumberRange edgeSpread = numbers::range("ecg_set.edge_spread");
    double smoothing = numbers::number("ecg_set.smoothing");
};

/// What wide drawings of electrodes and wires vary beside device_styles.tsv.
struct WideEcgNumbers {
    double squarePad = numbers::number("ecg_wide.square_pad");
    double padGelShare = numbers::number("ecg_wide.pad_gel_share");
    double padGelFactor = numbers::number("ecg_wide.pad_gel_factor");
    double fastenerAcross = numbers::number("ecg_wide.fastener_across");
    double fastenerDown = numbers::number("ecg_wide.fastener_down");
    int edgeSides = numbers::count("ecg_wide.edge_sides");
    NumberRange edgeAt = numbers::range("ecg_wide.edge_at");
    NumberRange yokeAt = numbers::range("ecg_wide.yoke_at");
    double smoothing = numbers::number("ecg_wide.smoothing");
    NumberRange firstReach = numbers::range("ecg_wide.first_reach");
    std::vector<double> between = numbers::list("ecg_wide.between");
    double sagFall = numbers::number("ecg_wide.sag_fall");
    NumberRange wobble = numbers::range("ecg_wide.wobble");
    double loopTurn = numbers::number("ecg_wide.loop_turn");
    NumberRange loopFlat = numbers::range("ecg_wide.loop_flat");
    int loopSteps = numbers::count("ecg_wide.loop_steps");
    double loopDrift = numbers::number("ecg_wide.loop_drift");
    NumberRange anywhere = numbers::range("ecg_wide.anywhere");
    NumberRange anywhereRow = numbers::range("ecg_wide.anywhere_row");
    NumberRange spotSpread = numbers::range("ecg_wide.spot_spread");
    NumberRange edgeSpread = numbers::range("ecg_wide.edge_spread");
    NumberRange angleSpread = numbers::range("ecg_wide.angle_spread");
    double withPad = numbers::number("ecg_wide.with_pad");
    Point yokeReach = numbers::point("ecg_wide.yoke_reach");
    Point yokeHalf = numbers::point("ecg_wide.yoke_half");
    double yokeCorner = numbers::number("ecg_wide.yoke_corner");
    double yoke = numbers::number("ecg_wide.yoke");
    NumberRange yokeTurn = numbers::range("ecg_wide.yoke_turn");
    double bundle = numbers::number("ecg_wide.bundle");
};

/// Steel wires that close the sternum, and clips beside it.
struct SternalWireNumbers {
    int loopsMin = numbers::count("sternal_wire.loops_min");
    int loopsMore = numbers::count("sternal_wire.loops_more");
    NumberRange loopsLimits = numbers::range("sternal_wire.loops_limits");
    NumberRange shift = numbers::range("sternal_wire.shift");
    NumberRange across = numbers::range("sternal_wire.across");
    double shiftLimit = numbers::number("sternal_wire.shift_limit");
    double x = numbers::number("sternal_wire.x");
    double handleRow = numbers::number("sternal_wire.handle_row");
    NumberRange rows = numbers::range("sternal_wire.rows");
    NumberRange rowSpread = numbers::range("sternal_wire.row_spread");
    NumberRange tilt = numbers::range("sternal_wire.tilt");
    NumberRange gap = numbers::range("sternal_wire.gap");
    int steps = numbers::count("sternal_wire.steps");
    double wobble = numbers::number("sternal_wire.wobble");
    double wobbleLimit = numbers::number("sternal_wire.wobble_limit");
    double eightHeight = numbers::number("sternal_wire.eight_height");
    NumberRange twistLength = numbers::range("sternal_wire.twist_length");
    NumberRange twistAngle = numbers::range("sternal_wire.twist_angle");
    int twistSteps = numbers::count("sternal_wire.twist_steps");
    double twistSway = numbers::number("sternal_wire.twist_sway");
    double twistRadius = numbers::number("sternal_wire.twist_radius");
    double twist = numbers::number("sternal_wire.twist");
    int clipsMore = numbers::count("sternal_wire.clips_more");
    int clipsHidden = numbers::count("sternal_wire.clips_hidden");
    NumberRange clipX = numbers::range("sternal_wire.clip_x");
    NumberRange clipRow = numbers::range("sternal_wire.clip_row");
    NumberRange clipTurn = numbers::range("sternal_wire.clip_turn");
    double clipLong = numbers::number("sternal_wire.clip_long");
    double clipHalf = numbers::number("sternal_wire.clip_half");
    double clip = numbers::number("sternal_wire.clip");
};

} // namespace cf
