#pragma once

#include "core/base/Image.h"
#include "core/imaging/lines/LineTracing.h"

#include <stop_token>
#include <vector>

namespace cf {

/// Which parts of traced lines belong to what is sought.
struct LineChoice {
    double begins = 0.55; ///< Likelihood, a mean along a line, at which a part of it is begun …
    double follows = 0.2; ///< … and down to which it is followed.
    /// Likelihood above `follows`, summed along a part in pixels of a 1,024 film, that begins it, too: what is faint
    /// but long is a wire; what is no wire is likely in patches.
    double evidence = 32.0;
    double window = 9.0; ///< Pixels of a 1,024 film along a line over which the likelihood's mean is taken.
    /// Pixels of a 1,024 film; shorter parts are left: what crosses a wire is as likely as the map of the wire is wide.
    double shortest = 36.0;
    /// Pixels of a 1,024 film by which a part is followed beyond what is likely, as long as it looks the same; never
    /// more than the part is long.
    double beyond = 80.0;
    std::stop_token stop{}; ///< As for the search.
};

/// The size at which lines of a film are searched: about 1,024 pixels, or its own where that is less.
struct LineSearchSize {
    int width = 0;
    int height = 0;
};
LineSearchSize lineSearchSize(int width, int height);

/// Lines of a film, at its own pixels, that run where `likely` (0 … 1) says; each is cut where it leaves what is
/// likely, and put together where it breaks. `where`: only lines whose middle lies there (greater than 0). Both at the
/// film's size or that of the search.
std::vector<TracedLine> likelyLines(
    const GreyImage &picture, const MaskImage &where, const GreyImage &likely, const LineChoice &choice = {});

/// 1 where the lines run, with their blur and `margin` pixels more; of the size given.
MaskImage corridorsOf(const std::vector<TracedLine> &lines, int width, int height, double margin);

} // namespace cf
