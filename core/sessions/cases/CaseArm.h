#pragma once

#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"

#include <cstddef>
#include <string>

namespace cf::sessions {

/// Index in `Case::images` of the image to be found: what the truth "synthetic-image" (or that of a question that
/// chooses among images) names; without one the only edited image; else that of the last of the protocol's arms. The
/// order in which images are listed never decides.
std::size_t imageToFind(const Protocol &protocol, const Case &one);

/// The arm of that image; of a case of one image its own.
const std::string &armOf(const Protocol &protocol, const Case &one);

} // namespace cf::sessions
