#pragma once

#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"

#include <vector>

namespace cf::sessions {

/// The cases with their images in an order drawn from the protocol's seed: whoever lists "real" first in every case
/// would tell each reader which image is which by its index, in packages, on screens of training cases, and in marks.
/// The image to be found stands equally often at every index, among training cases and among the others; truths that
/// name an image follow it. Cases of one image stay as they are.
std::vector<Case> withDrawnImageOrder(const Protocol &protocol, std::vector<Case> cases);

} // namespace cf::sessions
