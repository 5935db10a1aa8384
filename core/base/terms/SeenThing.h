#pragma once

#include "core/base/terms/ClinicalTerms.h"

#include <optional>
#include <vector>

namespace cf {

/// Move of a calibrated probability from which on a thing plainly came or went: its label may have turned over. One
/// near its threshold crosses it for nothing.
inline constexpr double clearMove = 0.5;

/// What a segmenter saw of one finding or device on a film and on what an edit made of it.
struct SeenThing {
    /// In pixels of the film: `left` and `top` are of the first pixel inside, `right` and `bottom` of the first beside.
    struct Box {
        int left = 0;
        int top = 0;
        int right = 0;
        int bottom = 0;
        bool operator==(const Box &) const = default;
    };
    Target target = Target::PleuralEffusion;
    /// The thing whose label and map answer for it, where it has none of its own; else the target itself.
    Target seenAs = Target::PleuralEffusion;
    double before = 0.0; ///< Calibrated probability that the film shows it.
    double after = 0.0;
    bool foundBefore = false; ///< Above the segmenter's threshold.
    bool foundAfter = false;
    std::vector<Box> appeared; ///< Where it came, the largest first; empty where its map is not trusted.
    std::vector<Box> stayed; ///< Where it was and still is; the same.
    std::optional<double> appearedLeft; ///< Share of what came that lies in the half of the patient's left side.
    bool operator==(const SeenThing &) const = default;
};

} // namespace cf
