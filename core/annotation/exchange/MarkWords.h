#pragma once

#include "core/annotation/Annotation.h"

#include <string>

namespace cf::annotation {

/// What a mark is beyond its geometry, as the tracking identifier of DICOM objects: "mark 3 box carried stale open".
std::string trackingWordsOf(const Mark &mark);
/// Reads them; from others' texts nothing is taken. True where they were ours.
bool readTrackingWords(const std::string &words, Mark &mark);

} // namespace cf::annotation
