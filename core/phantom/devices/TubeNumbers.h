#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// Ways of central venous catheters into the superior vena cava, and what hangs on them.
struct CentralLineNumbers {
    double mirror = numbers::number("central_line.mirror");
    double smoothing = numbers::number("central_line.smoothing");
    double guideAttenuation = numbers::number("central_line.guide_attenuation");
    double guideRadius = numbers::number("central_line.guide_radius");
    double jugularUntil = numbers::number("central_line.jugular_until");
    double subclavianUntil = numbers::number("central_line.subclavian_until");
    double peripheralUntil = numbers::number("central_line.peripheral_until");
    std::vector<Point> jugularRight = numbers::points("central_line.jugular_right");
    std::vector<Point> jugularLeft = numbers::points("central_line.jugular_left");
    std::vector<Point> subclavian = numbers::points("central_line.subclavian");
    std::vector<Point> peripheral = numbers::points("central_line.peripheral");
    std::vector<Point> peripheralVein = numbers::points("central_line.peripheral_vein");
    Point port = numbers::point("central_line.port");
    NumberRange portAcross = numbers::range("central_line.port_across");
    NumberRange portDown = numbers::range("central_line.port_down");
    std::vector<Point> portWay = numbers::points("central_line.port_way");
    std::vector<Point> acrossLeft = numbers::points("central_line.across_left");
    double veinJitter = numbers::number("central_line.vein_jitter");
    double portJitter = numbers::number("central_line.port_jitter");
    double cavaRow = numbers::number("central_line.cava_row");
    double cavaMin = numbers::number("central_line.cava_min");
    double cavaTopX = numbers::number("central_line.cava_top_x");
    double cavaMiddleX = numbers::number("central_line.cava_middle_x");
    double cavaTipX = numbers::number("central_line.cava_tip_x");
    double cavaJitter = numbers::number("central_line.cava_jitter");
    double highestTipRow = numbers::number("central_line.highest_tip_row");
    double carinaX = numbers::number("central_line.carina_x");
    double carinaRow = numbers::number("central_line.carina_row");
    double deepestTip = numbers::number("central_line.deepest_tip");
    double highestTip = numbers::number("central_line.highest_tip");
    double peripheralRadius = numbers::number("central_line.peripheral_radius");
    double peripheralAttenuation = numbers::number("central_line.peripheral_attenuation");
    std::vector<Point> tunnel = numbers::points("central_line.tunnel");
    std::vector<Point> tunnelRight = numbers::points("central_line.tunnel_right");
    std::vector<Point> tunnelLeft = numbers::points("central_line.tunnel_left");
    double tunnelJitter = numbers::number("central_line.tunnel_jitter");
    double tunnelVeinJitter = numbers::number("central_line.tunnel_vein_jitter");
    double tunnelSmoothing = numbers::number("central_line.tunnel_smoothing");
    double tunnelOpening = numbers::number("central_line.tunnel_opening");
    double tunnelWall = numbers::number("central_line.tunnel_wall");
};

/// The reservoir under the skin: a disc with a dense ring and suture holes.
struct PortNumbers {
    NumberRange turn = numbers::range("port.turn");
    double reach = numbers::number("port.reach");
    double baseRadius = numbers::number("port.base_radius");
    double base = numbers::number("port.base");
    double bodyRadius = numbers::number("port.body_radius");
    double body = numbers::number("port.body");
    double ring = numbers::number("port.ring");
    double ringRadius = numbers::number("port.ring_radius");
    double ringWidth = numbers::number("port.ring_width");
    int holes = numbers::count("port.holes");
    double holesAt = numbers::number("port.holes_at");
    double holeRadius = numbers::number("port.hole_radius");
    double holeLoss = numbers::number("port.hole_loss");
};

/// Hub and lumen tails of a line, outside the body.
struct HubNumbers {
    NumberRange angle = numbers::range("hub.angle");
    double away = numbers::number("hub.away");
    double reachAlong = numbers::number("hub.reach_along");
    double reachAcross = numbers::number("hub.reach_across");
    double halfLength = numbers::number("hub.half_length");
    double halfWidth = numbers::number("hub.half_width");
    double corner = numbers::number("hub.corner");
    double attenuation = numbers::number("hub.attenuation");
    double tailTurn = numbers::number("hub.tail_turn");
    std::vector<double> tailReach = numbers::list("hub.tail_reach");
    double tailBend = numbers::number("hub.tail_bend");
    double tailRadius = numbers::number("hub.tail_radius");
    double tailAttenuation = numbers::number("hub.tail_attenuation");
};

/// The tube follows the trachea.
struct TrachealTubeNumbers {
    std::vector<Point> usualTrachea = numbers::points("tracheal_tube.usual_trachea");
    double aboveFilm = numbers::number("tracheal_tube.above_film");
    double smoothing = numbers::number("tracheal_tube.smoothing");
    double spacing = numbers::number("tracheal_tube.spacing");
    double minShare = numbers::number("tracheal_tube.min_share");
    double highestTip = numbers::number("tracheal_tube.highest_tip");
    double minDiameter = numbers::number("tracheal_tube.min_diameter");
    double maxDiameter = numbers::number("tracheal_tube.max_diameter");
    NumberRange stripeAside = numbers::range("tracheal_tube.stripe_aside");
    double usualRadius = numbers::number("tracheal_tube.usual_radius");
    double wall = numbers::number("tracheal_tube.wall");
    double stripeRadius = numbers::number("tracheal_tube.stripe_radius");
};

/// Through the gullet into the stomach.
struct GastricTubeNumbers {
    NumberRange beside = numbers::range("gastric_tube.beside");
    NumberRange hiatus = numbers::range("gastric_tube.hiatus");
    std::vector<Point> throat = numbers::points("gastric_tube.throat");
    std::vector<std::array<double, 4>> gullet = numbers::records<4>("gastric_tube.gullet");
    double jitter = numbers::number("gastric_tube.jitter");
    NumberRange depth = numbers::range("gastric_tube.depth");
    NumberRange depthLimits = numbers::range("gastric_tube.depth_limits");
    double straight = numbers::number("gastric_tube.straight");
    std::vector<std::array<double, 4>> straightWay = numbers::records<4>("gastric_tube.straight_way");
    std::vector<std::array<double, 4>> curledWay = numbers::records<4>("gastric_tube.curled_way");
    double smoothing = numbers::number("gastric_tube.smoothing");
    NumberRange phase = numbers::range("gastric_tube.phase");
    double stripeAside = numbers::number("gastric_tube.stripe_aside");
    double twist = numbers::number("gastric_tube.twist");
    std::vector<double> holes = numbers::list("gastric_tube.holes");
    double holeHalf = numbers::number("gastric_tube.hole_half");
    double weight = numbers::number("gastric_tube.weight");
    double weightAttenuation = numbers::number("gastric_tube.weight_attenuation");
    double inner = numbers::number("gastric_tube.inner");
    double stripeRadius = numbers::number("gastric_tube.stripe_radius");
};

/// Tubes between the ribs into the pleural space. Places of the right side.
struct DrainNumbers {
    double mirror = numbers::number("chest_drain.mirror");
    double wallTop = numbers::number("chest_drain.wall_top");
    double wallFrom = numbers::number("chest_drain.wall_from");
    double wallRows = numbers::number("chest_drain.wall_rows");
    double wallOut = numbers::number("chest_drain.wall_out");
    double baseFrom = numbers::number("chest_drain.base_from");
    double baseRows = numbers::number("chest_drain.base_rows");
    double baseOut = numbers::number("chest_drain.base_out");
    double towardsBase = numbers::number("chest_drain.towards_base");
    double entryTop = numbers::number("chest_drain.entry_top");
    double entryRows = numbers::number("chest_drain.entry_rows");
    NumberRange entryForBase = numbers::range("chest_drain.entry_for_base");
    NumberRange entryForApex = numbers::range("chest_drain.entry_for_apex");
    std::vector<Point> tract = numbers::points("chest_drain.tract");
    double tractJitter = numbers::number("chest_drain.tract_jitter");
    Point baseEntry = numbers::point("chest_drain.base_entry");
    std::vector<Point> baseWay = numbers::points("chest_drain.base_way");
    Point apexEntry = numbers::point("chest_drain.apex_entry");
    std::vector<Point> apexWay = numbers::points("chest_drain.apex_way");
    NumberRange apexX = numbers::range("chest_drain.apex_x");
    NumberRange apexRow = numbers::range("chest_drain.apex_row");
    double jitter = numbers::number("chest_drain.jitter");
    Point tipRight = numbers::point("chest_drain.tip_right");
    Point tipLeft = numbers::point("chest_drain.tip_left");
    double tipAcross = numbers::number("chest_drain.tip_across");
    double tipBottom = numbers::number("chest_drain.tip_bottom");
    double smoothing = numbers::number("chest_drain.smoothing");
    double smoothingWide = numbers::number("chest_drain.smoothing_wide");
    double minDiameter = numbers::number("chest_drain.min_diameter");
    double maxDiameter = numbers::number("chest_drain.max_diameter");
    double wall = numbers::number("chest_drain.wall");
    NumberRange stripeAside = numbers::range("chest_drain.stripe_aside");
    double stripeRadius = numbers::number("chest_drain.stripe_radius");
    double sentinel = numbers::number("chest_drain.sentinel");
    double sentinelHalf = numbers::number("chest_drain.sentinel_half");
    int holes = numbers::count("chest_drain.holes");
    double firstHole = numbers::number("chest_drain.first_hole");
    double holesApart = numbers::number("chest_drain.holes_apart");
    double holeLong = numbers::number("chest_drain.hole_long");
    double holeWide = numbers::number("chest_drain.hole_wide");
    double holeLeaves = numbers::number("chest_drain.hole_leaves");
    NumberRange freeEndX = numbers::range("chest_drain.free_end_x");
    NumberRange freeEndRow = numbers::range("chest_drain.free_end_row");
    NumberRange freeMiddleX = numbers::range("chest_drain.free_middle_x");
    NumberRange freeMiddleRow = numbers::range("chest_drain.free_middle_row");
    NumberRange pigtailRadius = numbers::range("chest_drain.pigtail_radius");
    NumberRange pigtailStart = numbers::range("chest_drain.pigtail_start");
    int pigtailSteps = numbers::count("chest_drain.pigtail_steps");
    double pigtailTurn = numbers::number("chest_drain.pigtail_turn");
};

} // namespace cf
