#pragma once

#include "core/base/terms/ClinicalTerms.h"

#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// One number by which a rendered addition is drawn.
struct RenderedNumber {
    std::string name; ///< Stable key, one of a kind in its addition: "diameter", "right.height", "generator.x".
    double value = 0.0;
    /// "px": columns or rows of the film as it lies upright, centre of the first at 0; "mm", "deg", "ratio", "share",
    /// "count".
    std::string unit;
    double min = 0.0; ///< What this film and its anatomy allow.
    double max = 0.0;
    bool operator==(const RenderedNumber &) const = default;
};

/// What the renderer drew for one device or finding, as far as a user may change it. With the seed of the edit's record
/// the same bytes are drawn from it again; a number that is changed changes that alone.
struct RenderedAddition {
    Target target = Target::PleuralEffusion;
    Side side = Side::None; ///< As drawn.
    Zone zone = Zone::None;
    Severity severity = Severity::None; ///< As asked, or what the numbers amount to.
    int instruction = 0; ///< Which of the request's instructions it was drawn for, from 0; -1: for an earlier edit's.
    /// Name of the stream of random numbers under the edit's seed, from which comes what no number says.
    std::string stream;
    std::vector<RenderedNumber> numbers;
    bool operator==(const RenderedAddition &) const = default;

    const RenderedNumber *find(std::string_view name) const
    {
        for (const RenderedNumber &number : numbers)
            if (number.name == name)
                return &number;
        return nullptr;
    }
};

/// Where a rendered addition can be gripped, and what a drag of the grip does to its numbers.
struct RenderedHandle {
    struct Drive {
        std::string number;
        double perColumn = 0.0; ///< By how much the number grows for a pixel to the right …
        double perRow = 0.0; ///< … and downwards.
        bool operator==(const Drive &) const = default;
    };
    std::string name; ///< "centre", "edge", "tip", "level", "border".
    double x = 0.0; ///< In the pixels of "px".
    double y = 0.0;
    std::vector<Drive> drives;
    bool operator==(const RenderedHandle &) const = default;
};

} // namespace cf
