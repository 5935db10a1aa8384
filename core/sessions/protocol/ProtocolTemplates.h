#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Protocol.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cf::sessions {

/// A protocol to begin with: real images as null edits against edits, the questions that a study of this design asks,
/// in both languages, 10 % repeats. Complete but for the coordinator's own questions.
Protocol protocolTemplate(Design design, const std::string &title);

/// The same with a seed that nobody can guess: from a known one a reader could compute the arms of their order.
Protocol withDrawnSeed(Protocol protocol);

/// A protocol as people write it; see protocolFromText(). Where it gives no seed of the orders, `seed` is it; without
/// one it is drawn.
Result<Protocol> protocolOfFile(const std::string &text, std::optional<std::uint64_t> seed = std::nullopt);

} // namespace cf::sessions
