#pragma once

#include "core/base/Image.h"
#include "core/editing/EditResult.h"
#include "core/imaging/Recomposition.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A row of the scorecard: passed where `value` is at least (or at most) `limit`; the reason is kept only if not.
Gate gate(std::string name, std::string label, double value, double limit, bool atLeast, std::string unit,
    const std::string &reasonIfFailed);

/// The scorecard of one edit. `squareRegion`: the region at the square's size, greater than 0 where it may change;
/// `squareCovered`: greater than 0 where the square shows the radiograph.
std::vector<Gate> judge(const Recomposed &recomposed, const SquarePair &pair, const MaskImage &squareRegion,
    const MaskImage &squareCovered);

/// Whether the change lies on the side that was asked for: at least half of it, as energy in stored values, on the
/// patient's left (the right half of the image) or right. Nothing where no edit names one side, or two name both.
std::optional<Gate> judgeSide(
    const Radiograph &source, const Radiograph &counterfactual, const std::vector<EditInstruction> &edits);

/// The scorecard of a change that was drawn and not decoded.
std::vector<Gate> judgeDrawn(const Recomposed &drawn);

/// Of the reconstruction against the source, in dB, over the square pixels that show the radiograph; at most 99.
double psnrOf(const SquarePair &pair, const MaskImage &squareCovered);

/// The reasons of the gates that failed, as one text; empty when all passed.
std::string reasonsOf(const std::vector<Gate> &gates);

} // namespace cf
