#pragma once

#include "core/sessions/analysis/findings/AnalysisInput.h"
#include "core/statistics/Estimate.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::sessions {

/// One answer to one question, with all that statistics ask of it.
struct ScoredAnswer {
    std::string reader;
    std::string caseId;
    std::string unit; ///< The pair of images of one source, where there is one; else the case.
    std::string arm;
    std::string stage;
    int attempt = 1;
    int position = 0;
    double seconds = 0.0;
    Number value; ///< Yes 1, no 0; scales and numbers; a choice's place from 0; pane: 1 where the
                  ///< image to be found was chosen (of a preference: that of the last arm).
    std::optional<bool> truth; ///< Of the case, where it is yes or no.
    std::optional<bool> correct; ///< Against the truth, where there is one.
};

/// All answers to a question, in the order of readers, cases and stages. Adjudicators are left out: their answers are
/// no readers' answers. Text, marks and multiple choices have no value.
std::vector<ScoredAnswer> answersTo(const AnalysisInput &input, const Question &question);

/// Whether the question's values can be put in order (yes/no, scales, numbers), and only told apart otherwise.
bool isOrdered(const Question &question);
/// Values that may occur, ascending; empty: any number.
std::vector<double> levelsOf(const Question &question);
/// Smallest and largest possible value; of an open number those that occurred.
Bounds rangeOf(const Question &question, const std::vector<ScoredAnswer> &rows);

/// Rows that hold.
template <typename Predicate> std::vector<ScoredAnswer> only(const std::vector<ScoredAnswer> &rows, Predicate holds)
{
    std::vector<ScoredAnswer> kept;
    for (const ScoredAnswer &row : rows)
        if (holds(row))
            kept.push_back(row);
    return kept;
}

/// In what its values are counted: its own unit, "points" of a scale or a confidence; empty where it has none.
std::string unitOf(const Question &question);

} // namespace cf::sessions
