#pragma once

#include "core/base/Image.h"
#include "core/imaging/lines/LineTracing.h"

#include <vector>

namespace cf {

/// The change that takes traced lines away, in the picture's units, 0 away from them: what stays the same along a line
/// is the line, what changes along it (grain, ribs that it crosses, another line) is the film's own and stays. Across
/// each line the film is straightened, its mean course along the line taken over `along` pixels by a running median,
/// and what stands above or below the straight connection of both sides is subtracted (X-rays add: Beer and Lambert).
/// Lines are taken away one after the other, so that crossings are not taken away twice.
/// After a stop request, what was taken away so far is the answer.
GreyImage lineRemoval(const GreyImage &picture, const std::vector<TracedLine> &lines, double along = 14.0,
    const std::stop_token &stop = {});

} // namespace cf
