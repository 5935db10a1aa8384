#pragma once

#include "core/base/Result.h"
#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/reading/Reading.h"

#include <vector>

namespace cf::sessions {

/// A reader's way through the study.
struct ReadingOrder {
    std::vector<ReadingStep> steps;
    /// Over as many readers in a row as there are arms, every arm stands once at every place (a Latin square). Not
    /// possible with arms of unequal size, or where patients cannot be kept apart otherwise.
    bool isLatinSquare = true;
};

/// The order follows from protocol, cases and the reader's id and row alone: the same on every machine.
/// - Training cases come first, in the first session and in later ones that ask something new.
/// - Arms stand in blocks of two each, shuffled, so that no reader can guess the next; from reader to reader the arms
///   change places in a Latin square.
/// - Between two images of one patient lie `patientGap` other cases.
/// - Repeats come after `gap` other cases, balanced over arms.
/// - In paired sessions every pair is read once in each session, in another arm each time.
/// - The image to be found stands equally often in every pane.
/// An adjudicator's few cases are kept apart as far as they can be.
/// Errors: InvalidInput where the cases cannot be kept apart so far, or repeats have no room; in words.
Result<ReadingOrder> readingOrder(const Protocol &protocol, const std::vector<Case> &cases, const Reader &reader);

} // namespace cf::sessions
