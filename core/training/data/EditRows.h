#pragma once

#include "core/base/RandomStream.h"
#include "core/language/PromptLanguage.h"
#include "core/training/data/PairSampler.h"
#include "core/training/recipe/Recipe.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One row of a batch for a model that edits by instruction: from which image to which, and what it is told.
struct EditRow {
    std::size_t pair = 0;
    bool fromWith = false; ///< The source is the image with the abnormality.
    bool toWith = true; ///< So is the target.
    std::string instruction; ///< In the model's grammar; empty when dropped.
};

/// What a user may have typed to get from one image of a pair to the other. Slots that the pair leaves open are
/// dropped at times, so that "remove pacemaker" works as well as "remove left pacemaker".
EditInstruction instructionFor(const Abnormality &abnormality, bool adds, RandomStream &stream);

/// An instruction that must change nothing on an image without the abnormality: to remove it, or "do nothing" (empty).
std::optional<EditInstruction> idleInstruction(const Abnormality &abnormality, bool present, RandomStream &stream);

/// Draws rows balanced over target, side and direction (not over pairs: common kinds would drown rare ones).
class EditRowSampler
{
public:
    EditRowSampler(const std::vector<PairRecord> &records, const EditRecipe &recipe);
    std::vector<EditRow> draw(int rows, RandomStream stream) const;

private:
    const std::vector<PairRecord> &m_records;
    const EditRecipe &m_recipe;
    PairSampler m_pairs;
};

/// What a row asks for, to sum checks by: "phantom add Pacemaker".
std::string kindOf(const EditRow &row, const PairRecord &record);

/// The rows of a check: both directions of pairs that are never trained on, spread over them, at most `most`.
std::vector<EditRow> checkRows(const std::vector<PairRecord> &records, std::size_t maximum);

} // namespace cf
