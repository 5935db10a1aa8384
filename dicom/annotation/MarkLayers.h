#pragma once

#include "core/annotation/Annotation.h"

#include <optional>
#include <string>

namespace cf {

// How presentation states say what a mark is: by its layer, and by the text beside it.

/// Capitals and underscores, at most 16: "SEAM", "CARDIOMEGALY", "FINDING".
std::string layerOf(const annotation::Mark &mark);
/// Type and finding by a layer's name; false for others'.
bool readLayer(const std::string &layer, annotation::Mark &mark);

/// "3 Seam: left of the heart": number, what it is, and the annotator's words.
std::string plateOf(const annotation::Mark &mark);
/// The annotator's words; others' texts as they are.
std::string labelOf(const std::string &plate, const annotation::Mark &mark);

} // namespace cf
