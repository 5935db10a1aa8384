#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/sealing/Seal.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// The protocol in a seal's document. Errors: InvalidInput where there is no document (a reader's own copy), or none
/// that can be read.
Result<Protocol> sealedProtocol(const Seal &seal);

/// The protocol under which an answer with the seal `hash` was given. `newest`: the protocol as it is now, which is
/// also what a seal without a document stands for, and one that is not among `seals`.
Protocol protocolOfSeal(const std::vector<Seal> &seals, const std::string &hash, const Protocol &newest);

/// Whether an amendment may follow on `earlier`, once there are answers: a question of one name keeps its kind, scale
/// and choices, so that its answers can be counted together. Errors: InvalidInput, naming the question.
Result<> checkKeepsQuestions(const Protocol &earlier, const Protocol &amended);

} // namespace cf::sessions
