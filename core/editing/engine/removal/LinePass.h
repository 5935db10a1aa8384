#pragma once

// Inside core/editing only: what is a line is taken away along its traced course; networks do the rest.

#include "core/base/Image.h"
#include "core/imaging/lines/LineTracing.h"

#include <stop_token>
#include <vector>

namespace cf {

/// What goes of a film's lines.
struct LinePass {
    GreyImage change; ///< Display grey, at the film's size; 0 or darker where a line goes, 0 elsewhere.
    MaskImage corridors; ///< 1 where lines ran, with room for their blur; what is left there is the film's own.
};

/// Takes the lines away that run within `mask` where `likely` says (0 … 1, both at the film's size).
/// After a stop request the answers of these functions are not whole: ask before using them.
LinePass takeLines(
    const GreyImage &picture, const MaskImage &mask, const GreyImage &likely, const std::stop_token &stop = {});
/// The same of lines that are traced already.
LinePass takeLines(const GreyImage &picture, const MaskImage &mask, const std::vector<TracedLine> &lines,
    const std::stop_token &stop = {});

/// How likely it is, from a change that a network proposes within a mask, that a line there is to go: the share of it
/// that the network takes, a mean over some pixels. At the film's size, 0 … 1, 0 away from lines.
GreyImage likelyByChange(
    const GreyImage &picture, const MaskImage &mask, const GreyImage &change, const std::stop_token &stop = {});

/// A region and the lines that run through it, traced.
struct LineRegion {
    MaskImage region; ///< At the film's size, 0 or 1.
    std::vector<TracedLine> lines; ///< In the film's pixels.
};

/// `region` and the corridors of all lines that are likely, followed to their ends beyond it.
LineRegion withLikelyLines(
    const MaskImage &region, const GreyImage &picture, const GreyImage &likely, const std::stop_token &stop = {});

} // namespace cf
