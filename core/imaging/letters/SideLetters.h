#pragma once

#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"

#include <vector>

namespace cf {

/// A printed L or R as it was read on a film that was brought upright.
struct SideLetter {
    bool isLeft = false;
    bool isMirrored = false; ///< It is seen as in a mirror.
    double x = 0.0; ///< Its centre, as a share of the upright film's width from its left edge.
    double probability = 0.0;
};

/// Compares the printed side letters with the sides that a film is taken to have. A letter on the other half than the
/// one that it names becomes a question for the user, unless another one stands where it belongs; one that is mirrored
/// but stands where it belongs (as many a lead letter does) becomes a note.
void checkSideLetters(const std::vector<SideLetter> &letters, const Radiograph &radiograph, ReadingNotes &notes);

} // namespace cf
