#pragma once

#include "core/base/Image.h"

#include <stop_token>
#include <vector>

namespace cf {

/// A pixel's place with its fraction; the centre of the first pixel is (0, 0).
struct LinePoint {
    float x = 0.0F;
    float y = 0.0F;
};

/// The middle of something bright and long: a wire, a catheter, one wall of a tube.
struct TracedLine {
    std::vector<LinePoint> points; ///< About one pixel apart.
    double sigma = 1.0; ///< Of the Gaussian that its cross-section resembles most, in pixels.
    double strength = 0.0; ///< Mean response along it, in units of the response that grain alone gives.
};

/// What counts as a line.
struct LineSearch {
    double begins = 6.0; ///< Response, over that of grain, at which a line is begun …
    double follows = 2.5; ///< … and down to which it is followed.
    double shortest = 16.0; ///< Pixels; shorter pieces may be anything.
    double bridged = 10.0; ///< Pixels over which a line that fades is followed blindly.
    std::stop_token stop{}; ///< After a stop request, what was found so far is the answer.
};

/// The same course with points one pixel apart.
std::vector<LinePoint> evenlySpaced(const std::vector<LinePoint> &points);

/// Bright lines of `picture` whose middle lies where `where` is greater than 0, strongest first: responses of elongated
/// second derivatives (Canny 1986; Freeman and Adelson 1991), followed along their direction (Steger 1998). Sizes are
/// pixels of the picture; a large film is best searched at about 1,000 pixels.
std::vector<TracedLine> traceLines(const GreyImage &picture, const MaskImage &where, const LineSearch &search = {});

} // namespace cf
