#pragma once

#include "core/base/Image.h"
#include "core/editing/EditResult.h"
#include "core/imaging/recomposition/Recomposition.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A computed gate: passed where `value` is at least (or at most) `limit`; the reason is kept only if not.
Gate gate(std::string name, std::string label, double value, double limit, bool atLeast, std::string unit,
    const std::string &reasonIfFailed);

/// What the scorecard of an edit depends on besides its pictures.
struct JudgedAgainst {
    int latentCell = 8; ///< Square pixels to one cell of the model's latent.
    double minChange = 2.0 / 255.0; ///< Display grey that the strongest change must reach to count as one.
    double noiseFloor = 0.0; ///< Stored units, of `noiseFloorOf`; the change in stored values must reach it, too.
};

/// Whether the change in stored values stands out: the size that one value in a hundred of the region exceeds, in
/// stored units, against the noise floor and what can be seen.
Gate judgeChange(const Radiograph &source, const Recomposed &changed, const JudgedAgainst &limits);

/// What the pictures of one decoded edit say, without `judgeChange`. `squareRegion`: the region at the square's size,
/// greater than 0 where it may change; `squareCovered`: greater than 0 where the square shows the radiograph;
/// `latentCell`: square pixels to one cell of the model's latent.
std::vector<Gate> judge(const Recomposed &recomposed, const SquarePair &pair, const MaskImage &squareRegion,
    const MaskImage &squareCovered, const JudgedAgainst &limits);

/// Whether the change lies on the side that was asked for: at least half of it, as energy in stored values, on the
/// patient's left (the right half of the image) or right. Nothing where no edit names one side, where two
/// name both, and for a device that crosses the midline by nature.
std::optional<Gate> judgeSide(
    const Radiograph &source, const Radiograph &counterfactual, const std::vector<EditInstruction> &edits);

/// The gates of a change that was drawn and not decoded, with `judgeChange`.
std::vector<Gate> judgeDrawn(const Radiograph &source, const Recomposed &drawn);

/// Judges anew what the pictures alone say of a result whose values were laid anew; gates that were not there before
/// are left out.
void judgeAnew(const Radiograph &source, const Recomposed &laid, EditResult &result);

/// Ends the judgement of a picture: adds judgeSide() of `answer` to the result's gates, completes their list, and sets
/// status and reason by them. `source` and `answer` have the same size.
void concludeJudgement(
    const Radiograph &source, const Radiograph &answer, const std::vector<EditInstruction> &edits, EditResult &result);

/// 1 where a stored value of `answer` differs from the source's, of the same size.
MaskImage changedWhere(const Radiograph &source, const Radiograph &answer);

/// Of the reconstruction against the source, in dB, over the square pixels that show the radiograph; at most 99.
double psnrOf(const SquarePair &pair, const MaskImage &squareCovered);

/// The reasons of the gates that failed, as one text; empty where none did. What could not be computed does not count.
std::string reasonsOf(const std::vector<Gate> &gates);

} // namespace cf
