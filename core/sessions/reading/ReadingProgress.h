#pragma once

#include "core/sessions/reading/Reading.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// What a reader has done, counted in the store and never in memory.
struct ReaderProgress {
    std::string reader;
    int stored = 0; ///< Steps of the reader's order with a stored answer.
    int total = 0;
    std::vector<bool> steps; ///< By position; true: answered.
    std::string lastAnswerAt; ///< Empty: none yet.
};

/// What a reader is to do now.
struct NextStep {
    enum class State { Read, Washout, Finished };
    State state = State::Finished;
    ReadingStep step; ///< Of Read.
    std::string readableFrom; ///< Of Washout: UTC.
    int stored = 0;
    int total = 0;
};

/// A step that a reader has answered, with the newest answers to it.
struct AnsweredStep {
    ReadingStep step;
    Reading reading;
};

} // namespace cf::sessions
