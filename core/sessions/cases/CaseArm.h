#pragma once

#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>

namespace cf::sessions {

/// Index in `Case::images` of the image to be found: what the truth "synthetic-image" (or that of a question that
/// chooses among images) names; without one the only edited image; else that of the last of the protocol's arms. The
/// order in which images are listed never decides.
std::size_t imageToFind(const Protocol &protocol, const Case &one);

/// The arm of that image; of a case of one image its own.
const std::string &armOf(const Protocol &protocol, const Case &one);

/// Keys of the truths that name one of several images by its index: "synthetic-image", and those of questions that
/// choose among images.
std::set<std::string> imageTruths(const Protocol &protocol);
/// The image that such a truth of the case names; nothing where it names none.
std::optional<std::size_t> imageNamed(const Case &one, const std::string &truth);

/// The difference map that a stage shows beside the case: that of the image to be found, else that of any other.
/// Empty: the case has none.
std::string differenceOf(const Protocol &protocol, const Case &one);

} // namespace cf::sessions
