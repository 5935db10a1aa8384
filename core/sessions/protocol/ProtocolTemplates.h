#pragma once

#include "core/sessions/protocol/Protocol.h"

#include <string>

namespace cf::sessions {

/// A protocol to begin with: real images as null edits against edits, the questions that a study of this design asks,
/// in both languages, 10 % repeats. Complete but for the coordinator's own questions.
Protocol protocolTemplate(Design design, const std::string &title);

/// The same with a seed that nobody can guess: from a known one a reader could compute the arms of their order.
Protocol withDrawnSeed(Protocol protocol);

} // namespace cf::sessions
