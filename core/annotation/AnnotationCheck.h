#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"

#include <string>
#include <vector>

namespace cf::annotation {

/// Longest texts, in bytes of UTF-8.
inline constexpr std::size_t longestName = 64;
inline constexpr std::size_t longestLabel = 200;
inline constexpr std::size_t longestText = 10'000;

/// The form that every format gives back unchanged: texts without blanks at their ends and without control characters,
/// coordinates on the grid, corners of boxes in order, spacing in millionths of a millimetre.
void makeCanonical(Annotation &annotation);
/// The same for one mark.
void makeCanonical(Mark &mark);

/// Names the first thing that is wrong: answers that cannot be, marks outside the image, masks of another size, texts
/// that are too long, a finished state with something open, a skipped case without a reason. Errors: InvalidInput.
Result<> checkAnnotation(const Annotation &annotation);

/// What is still to be answered or confirmed, in the order of the screen: "followed", "finding 1 present", "finding 1
/// change", "finding 1 side", "finding 1 degree", "something-else", "something-else-where" (said to be, but neither
/// marked nor told of), "mark 2", "plausibility". Of an original: its marks alone.
std::vector<std::string> openItems(const Annotation &annotation);

/// Says Done. Errors: InvalidInput with what is open.
Result<> finish(Annotation &annotation);
/// Says Skipped. Errors: InvalidInput without a reason.
Result<> skip(Annotation &annotation, const std::string &reason);

/// Types that say what went wrong with an edit.
bool isArtefact(MarkType type);

} // namespace cf::annotation
