#pragma once

#include "core/annotation/Annotation.h"

#include <optional>
#include <string>

namespace cf::annotation {

/// A coded concept (PS3.3 section 8.8).
struct Concept {
    std::string value;
    std::string scheme; ///< "SCT" (SNOMED CT), "DCM", "99CONTRAFACT" where neither has one.
    std::string meaning;
    /// Meanings may be worded otherwise.
    bool operator==(const Concept &other) const { return value == other.value && scheme == other.scheme; }
};

Concept conceptOf(Target target);
Concept conceptOf(MarkType type);
/// What a mark is about: the finding it names, else its type.
Concept conceptOf(const Mark &mark);
/// Type and finding of a mark by its concept; nothing for a foreign one.
struct MarkMeaning {
    MarkType type = MarkType::Other;
    std::optional<Target> finding;
};
std::optional<MarkMeaning> markMeaningOf(const Concept &code);
std::optional<Target> targetOf(const Concept &code);

/// In words: "seam", "device misplaced".
std::string wordsOf(MarkType type);

} // namespace cf::annotation
