#pragma once

// Whether a line is gone, by the film itself and not by a network.

#include "core/base/Image.h"
#include "core/editing/EditResult.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/lines/LineTracing.h"
#include "core/language/PromptLanguage.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace cf {

/// Whether the lines of all that `edits` remove can be told from anatomy.
bool canMeasureLines(const std::vector<EditInstruction> &edits);

/// The lines of the devices that `edits` remove, as the source's reading tells them: traced on `picture`, the source in
/// display grey. Empty where none is likely. After a stop request they are
/// not whole.
std::vector<TracedLine> linesToGo(const FilmReading &source, const GreyImage &picture,
    const std::vector<EditInstruction> &edits, const std::stop_token &stop = {});

/// The gate "lines_gone": what `after` still shows along the course of lines that were to go, as a share of what
/// `before` shows there, weighted by how plainly. `region`: where it counts (greater than 0). All in display grey at
/// the film's size. Nothing where the lines are too faint to be measured. After a stop request it says nothing.
std::optional<Gate> judgeLinesLeft(const std::vector<TracedLine> &lines, const GreyImage &before,
    const GreyImage &after, const MaskImage &region, const std::stop_token &stop = {});

} // namespace cf
