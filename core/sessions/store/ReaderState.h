#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/reading/Reading.h"
#include "core/sessions/reading/ReadingProgress.h"
#include "core/sessions/store/Database.h"

#include <string>
#include <vector>

namespace cf::sessions::store {

/// A reader's order and what of it is stored.
struct ReaderState {
    struct Step {
        ReadingStep step;
        std::string storedAt; ///< Of the first revision; empty: not answered.
    };
    std::vector<Step> steps;
};

/// Errors: InvalidInput for a reader whom the study does not have, or before it is sealed.
Result<ReaderState> readerState(Database &database, const std::string &reader);

/// What the reader is to do at the time `now`.
NextStep nextStep(const Protocol &protocol, const ReaderState &state, const std::string &now);

/// Whether a step's session is read and the next one asks for a washout: whoever looked back would end it.
bool hasWashoutBegun(const Protocol &protocol, const ReaderState &state, const ReadingStep &step);

/// Whether a step's answers may no longer be changed: a washout has begun, or something of a later session, or a later
/// stage of the same case, is answered.
bool isSessionLocked(const Protocol &protocol, const ReaderState &state, const ReadingStep &step);

/// Place of a reading in the order, from 1; 0 where it is not in it.
int positionOf(const ReaderState &state, const ReadingKey &key);

} // namespace cf::sessions::store
