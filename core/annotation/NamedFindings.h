#pragma once

#include "core/annotation/Annotation.h"

#include <vector>

namespace cf::annotation {

/// The same finding or device of the same side and zone, both asked for or both added.
bool isSameFinding(const FindingAnswer &one, const FindingAnswer &other);

/// Every finding that anyone named, each once: those of the first, then those that others added.
std::vector<FindingAnswer> findingsOfAll(const std::vector<Annotation> &annotations);

} // namespace cf::annotation
