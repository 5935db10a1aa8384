#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// A pacemaker's titanium can: shell, battery below, circuit board above, epoxy header on top.
struct GeneratorNumbers {
    double minSide = numbers::number("generator.min_side");
    double maxWidth = numbers::number("generator.max_width");
    double maxHeight = numbers::number("generator.max_height");
    double defibrillatorBattery = numbers::number("generator.defibrillator_battery");
    NumberRange batteryCut = numbers::range("generator.battery_cut");
    NumberRange batterySlope = numbers::range("generator.battery_slope");
    double lateralPort = numbers::number("generator.lateral_port");
    double portAt = numbers::number("generator.port_at");
    double rightX = numbers::number("generator.right_x");
    double leftX = numbers::number("generator.left_x");
    double row = numbers::number("generator.row");
    double margin = numbers::number("generator.margin");
    Point placeFrom = numbers::point("generator.place_from");
    Point placeTo = numbers::point("generator.place_to");
    double corner = numbers::number("generator.corner");
    double headerSingle = numbers::number("generator.header_single");
    double headerDouble = numbers::number("generator.header_double");
    double boardTop = numbers::number("generator.board_top");
    double boardSide = numbers::number("generator.board_side");
    double boardGap = numbers::number("generator.board_gap");
    int chips = numbers::count("generator.chips");
    int chipsMore = numbers::count("generator.chips_more");
    NumberRange chipWidth = numbers::range("generator.chip_width");
    NumberRange chipHeight = numbers::range("generator.chip_height");
    NumberRange chip = numbers::range("generator.chip");
    int traces = numbers::count("generator.traces");
    int tracesMore = numbers::count("generator.traces_more");
    NumberRange traceLong = numbers::range("generator.trace_long");
    NumberRange traceHigh = numbers::range("generator.trace_high");
    double traceHalf = numbers::number("generator.trace_half");
    double trace = numbers::number("generator.trace");
    std::vector<double> capacitors = numbers::list("generator.capacitors");
    double capacitorUp = numbers::number("generator.capacitor_up");
    double capacitorWidth = numbers::number("generator.capacitor_width");
    double capacitorHeight = numbers::number("generator.capacitor_height");
    double capacitor = numbers::number("generator.capacitor");
    double boreUp = numbers::number("generator.bore_up");
    double boreApart = numbers::number("generator.bore_apart");
    std::vector<double> contacts = numbers::list("generator.contacts");
    double contactWidth = numbers::number("generator.contact_width");
    double contactHeight = numbers::number("generator.contact_height");
    double contact = numbers::number("generator.contact");
    double pinAt = numbers::number("generator.pin_at");
    double pinWidth = numbers::number("generator.pin_width");
    double pinHeight = numbers::number("generator.pin_height");
    double pin = numbers::number("generator.pin");
    double shell = numbers::number("generator.shell");
    double shellEdge = numbers::number("generator.shell_edge");
    double rimOutside = numbers::number("generator.rim_outside");
    double rim = numbers::number("generator.rim");
    double rimAt = numbers::number("generator.rim_at");
    double rimWidth = numbers::number("generator.rim_width");
    double inner = numbers::number("generator.inner");
    double batteryRim = numbers::number("generator.battery_rim");
    double batteryRimWidth = numbers::number("generator.battery_rim_width");
    double board = numbers::number("generator.board");
    double headerFoot = numbers::number("generator.header_foot");
    double headerWidth = numbers::number("generator.header_width");
    double headerCorner = numbers::number("generator.header_corner");
    double header = numbers::number("generator.header");
    double headerRim = numbers::number("generator.header_rim");
    double headerRimWidth = numbers::number("generator.header_rim_width");
    double partInside = numbers::number("generator.part_inside");
    double partAbove = numbers::number("generator.part_above");
    double reachX = numbers::number("generator.reach_x");
    double reachY = numbers::number("generator.reach_y");
};

/// Leads of a pacemaker from the header through the vein into the heart.
struct LeadNumbers {
    double leaveFrom = numbers::number("lead.leave_from");
    double leaveTo = numbers::number("lead.leave_to");
    double endNear = numbers::number("lead.end_near");
    double stopBefore = numbers::number("lead.stop_before");
    double stopBeyond = numbers::number("lead.stop_beyond");
    double loopRadius = numbers::number("lead.loop_radius");
    NumberRange loopSpread = numbers::range("lead.loop_spread");
    NumberRange loopFlat = numbers::range("lead.loop_flat");
    double loopStep = numbers::number("lead.loop_step");
    int loopSteps = numbers::count("lead.loop_steps");
    double loopWobble = numbers::number("lead.loop_wobble");
    double loopWobbleLimit = numbers::number("lead.loop_wobble_limit");
    std::vector<Point> veinRight = numbers::points("lead.vein_right");
    std::vector<Point> veinLeft = numbers::points("lead.vein_left");
    std::vector<Point> cava = numbers::points("lead.cava");
    double veinJitter = numbers::number("lead.vein_jitter");
    double cavaJitter = numbers::number("lead.cava_jitter");
    std::vector<Point> atrium = numbers::points("lead.atrium");
    double atriumJitter = numbers::number("lead.atrium_jitter");
    std::vector<Point> ventricle = numbers::points("lead.ventricle");
    double ventricleJitter = numbers::number("lead.ventricle_jitter");
    NumberRange tipShare = numbers::range("lead.tip_share");
    NumberRange tipLimits = numbers::range("lead.tip_limits");
    double midlineX = numbers::number("lead.midline_x");
    double apexX = numbers::number("lead.apex_x");
    double apexRow = numbers::number("lead.apex_row");
    NumberRange tipUp = numbers::range("lead.tip_up");
    double tipRise = numbers::number("lead.tip_rise");
    std::vector<Point> coronarySinus = numbers::points("lead.coronary_sinus");
    double coronarySinusJitter = numbers::number("lead.coronary_sinus_jitter");
    double smoothing = numbers::number("lead.smoothing");
    double upperCoil = numbers::number("lead.upper_coil");
    double radius = numbers::number("lead.radius");
    double insulation = numbers::number("lead.insulation");
    double conductorRadius = numbers::number("lead.conductor_radius");
    double tipLength = numbers::number("lead.tip_length");
    double tip = numbers::number("lead.tip");
    NumberRange ringAt = numbers::range("lead.ring_at");
    double ring = numbers::number("lead.ring");
    NumberRange coilAt = numbers::range("lead.coil_at");
    NumberRange upperCoilAt = numbers::range("lead.upper_coil_at");
    double coilRadius = numbers::number("lead.coil_radius");
    double coil = numbers::number("lead.coil");
    double coilSwing = numbers::number("lead.coil_swing");
    double coilPitch = numbers::number("lead.coil_pitch");
};

} // namespace cf
