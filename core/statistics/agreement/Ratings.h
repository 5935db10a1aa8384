#pragma once

#include "core/statistics/Estimate.h"

#include <cstddef>
#include <vector>

namespace cf {

/// Answers: one row a unit (a case), one column a reader; nothing where there is no answer. All rows have one length.
using Ratings = std::vector<std::vector<Number>>;

std::size_t readersOf(const Ratings &ratings);
/// Units that every reader answered (listwise deletion).
std::vector<std::vector<double>> completeUnits(const Ratings &ratings);
/// The two columns as a table of two readers.
Ratings pairOf(const Ratings &ratings, std::size_t first, std::size_t second);
/// All answers that occur, ascending, each once.
std::vector<double> levelsSeen(const Ratings &ratings);
/// How often a unit got each level; answers that are not a level count nowhere.
std::vector<double> countsOf(const std::vector<Number> &unit, const std::vector<double> &levels);

/// Percentage of complete units whose answers differ by no more than `tolerance`.
struct AllAgree {
    std::size_t units = 0;
    Number percent;
    std::string reason;
};
AllAgree allAgree(const Ratings &ratings, double tolerance = 0.0);

} // namespace cf
