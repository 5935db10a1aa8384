#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Case.h"
#include "core/sessions/protocol/Protocol.h"

#include <vector>

namespace cf::sessions {

/// Names the first thing wrong with a protocol: names used twice, a condition on a later question, a scale without
/// steps, a stage that asks nothing, a tool that does not exist … Errors: InvalidInput, in words for the coordinator.
Result<> checkProtocol(const Protocol &protocol);

/// The same for cases under a protocol: number of images, arms that exist, a truth where one is compared, both versions
/// of a pair.
Result<> checkCases(const Protocol &protocol, const std::vector<Case> &cases);

} // namespace cf::sessions
