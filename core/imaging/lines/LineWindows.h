#pragma once

#include "core/base/Image.h"
#include "core/imaging/lines/LineTracing.h"

#include <cstddef>
#include <vector>

namespace cf {

/// A stretch of a traced line, with what tells a wire from a rib.
struct LineWindow {
    std::size_t line = 0; ///< Index among the lines.
    int from = 0; ///< Its points, `to` excluded.
    int to = 0;
    std::vector<float> features; ///< See lineFeatureCount().
};

/// For each map its mean log odds along the stretch and along the whole line; then how the line looks (width, height
/// over its sides and how steady that is, how odd its cross-section is, brightness of the sides), how it runs (turns,
/// direction, length), where, and what runs beside it: a long bone has two edges.
std::size_t lineFeatureCount(std::size_t maps);

/// All stretches of `lines` on a square film. `maps`: probabilities, square, of the film or coarser.
std::vector<LineWindow> lineWindows(
    const GreyImage &film, const std::vector<TracedLine> &lines, const std::vector<GreyImage> &maps);

/// The lines of a letterboxed film of 512 pixels or so that a reader of lines is asked about.
std::vector<TracedLine> linesToRead(const GreyImage &film);

/// Each line's likelihood at its points, from those of its windows (one value each), drawn along the line: an image of
/// the film's size, 0 away from lines.
GreyImage drawnLikelihood(const GreyImage &film, const std::vector<TracedLine> &lines,
    const std::vector<LineWindow> &windows, const std::vector<float> &likelihoods);

} // namespace cf
