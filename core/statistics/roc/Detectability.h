#pragma once

#include "core/statistics/comparison/Proportion.h"

namespace cf {

/// Signal detection of a yes-or-no answer (Green and Swets 1966).
struct Detectability {
    Estimate sensitivity; ///< d′ = z(hits) − z(false alarms); error of Gourevitch and Galanter (1967).
    Number criterion; ///< −(z(hits) + z(false alarms))/2: above 0 the reader says "yes" seldom.
};

/// ½ is added to every count and 1 to every total (Hautus, Behav Res Methods 27:46, 1995), so that 0 % and 100 % have
/// a value; the interval then holds for two cases or more of each kind.
Detectability detectability(Proportion hits, Proportion falseAlarms, double confidence = usualConfidence);

/// d′ of a choice among `alternatives` (2: 2-AFC) from the share of correct answers, and its interval from Wilson's.
/// Below chance it is negative; nothing at 0 % or 100 %, but the interval's other end is kept.
struct ForcedChoice {
    Estimate correct; ///< Wilson.
    Number sensitivity;
    Number low;
    Number high;
    std::string reason;
};
ForcedChoice forcedChoice(Proportion correct, int alternatives, double confidence = usualConfidence);

} // namespace cf
