#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A figure that may be undefined (0/0, too few cases, a variance that is not there). Never NaN.
using Number = std::optional<double>;

/// Both ends of an interval.
struct Bounds {
    double low = 0.0;
    double high = 0.0;
};

/// A figure with its standard error and interval, or the words why there is none.
struct Estimate {
    Number value = {};
    Number standardError = {};
    std::optional<Bounds> interval = {};
    std::string reason = {}; ///< Why the value, or the interval, is missing or not usable; empty when all is well.
};

/// Words that several figures share.
namespace reasons {
inline constexpr const char *noVariation = "Undefined: the answers do not vary (0/0).";
inline constexpr const char *needsTwoReaders = "Undefined: agreement needs two readers.";
inline constexpr const char *noSharedCases = "Undefined: no case was answered by two readers (no shared cases).";
inline constexpr const char *tooFewCases = "Too few cases for an interval.";
inline constexpr const char *noSpread =
    "The variance is 0 in this sample, so the interval has no width; it is not usable.";
} // namespace reasons

/// A number for what arithmetic gave: nothing for NaN and infinities.
Number finite(double value);

/// 95 % unless a function is told otherwise.
inline constexpr double usualConfidence = 0.95;

} // namespace cf
