#pragma once

#include "core/datasets/pilot/PilotRules.h"

#include <string>
#include <vector>

/// The rules of a pilot in words, each with its limit, as they stand on the pages and beside what was found.
namespace cf::pilot {

inline constexpr int stages = 5; ///< 0 films, 1 first edits, 2 many films, 3 adapting, 4 downstream study.

std::string enoughSuitable(const PilotRules &rules);
std::string shareSuitable(const PilotRules &rules);
std::string patientsKnown(const PilotRules &rules);
std::string fewDoubled(const PilotRules &rules);
std::string fewTexts(const PilotRules &rules);
std::string enoughAccepted(const PilotRules &rules);
std::string readingPrepared(int cases);
std::string readingFit(const PilotRules &rules);
std::string asAsked(const PilotRules &rules);
std::string nothingElseMoves(const PilotRules &rules);
std::string adaptedErrsLess(const PilotRules &rules);
/// `other`: the arm that is to be bettered, "original".
std::string gainOver(const PilotRules &rules, const std::string &other);
/// The arms that counterfactuals have to better.
const std::vector<std::string> &armsToBetter();

/// All rules of a stage, in the order of its page.
std::vector<std::string> rulesOf(const PilotRules &rules, int stage);

} // namespace cf::pilot
