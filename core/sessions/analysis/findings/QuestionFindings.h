#pragma once

#include "core/sessions/analysis/findings/StudyFindings.h"

namespace cf::sessions {

/// A question with its answers of one stage at a time.
struct QuestionRows {
    const AnalysisInput *input = nullptr;
    const Question *question = nullptr;
    std::vector<ScoredAnswer> rows; ///< All stages and attempts.
    std::vector<std::string> stages; ///< That ask it, in the protocol's order.

    std::vector<std::string> readers() const;
    std::vector<std::string> arms() const; ///< With answers, in the protocol's order.
    std::string labelOf(const std::string &arm) const;
    /// First answers of a stage.
    std::vector<ScoredAnswer> of(const std::string &stage) const;
    /// " (second stage)" where there are several.
    std::string suffix(const std::string &stage) const;
};

/// What was answered, by arm and reader.
void addDescription(const QuestionRows &rows, QuestionAnalysis &analysis);
/// Between readers, and of readers with themselves.
void addAgreement(const QuestionRows &rows, QuestionAnalysis &analysis);
/// Against the truth: shares right, sensitivity and specificity, areas; against chance.
void addTruth(const QuestionRows &rows, QuestionAnalysis &analysis);
/// Between arms, and between stages.
void addComparisons(const QuestionRows &rows, QuestionAnalysis &analysis);
/// Marks against the lesions of the cases.
void addLocalisation(const QuestionRows &rows, QuestionAnalysis &analysis);
/// Time per answer by reader and arm, learning, order.
std::vector<FindingGroup> timeFindings(const AnalysisInput &input);

/// Of an even number of values the mean of the middle two. Not of none.
double medianOf(std::vector<double> values);

/// "flow − real" of the label of a difference, "flow - real".
std::string inWords(const std::string &label);

/// Adds Holm's correction over the group.
void correct(FindingGroup &group);

} // namespace cf::sessions
