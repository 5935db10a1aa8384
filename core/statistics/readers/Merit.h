#pragma once

#include "core/statistics/readers/ReaderStudy.h"
#include "core/statistics/roc/RatedCases.h"
#include "core/statistics/roc/RocCurve.h"

#include <functional>

namespace cf {

/// What measures a reader under a test.
enum class MeritKind {
    Area, ///< Empirical area under the ROC curve.
    PartialArea, ///< Over `axis` from…to, not normalised.
    Sensitivity, ///< Share of positives rated above 0 (of 0/1 calls).
    Specificity,
    MeanRating, ///< Mean over all cases: with 0/1 for wrong and right, the share of right answers.
};

struct Merit {
    MeritKind kind = MeritKind::Area;
    PartialAxis axis = PartialAxis::Specificity;
    double from = 0.0;
    double to = 1.0;
};

/// The merit of a cell, without one case if asked. Nothing where it is undefined.
Number meritOf(const Merit &merit, const ReaderStudy &study, const ReadingCell &cell,
    std::optional<std::size_t> without = std::nullopt);
/// Cases on which the merit depends at all: positives for sensitivity, negatives for specificity.
std::vector<std::size_t> casesThatCount(const Merit &merit, const ReaderStudy &study);
/// How many of them this reader read under this test.
std::size_t casesRead(const Merit &merit, const ReaderStudy &study, const ReadingCell &cell);

/// How errors of two merits go together.
enum class CovarianceMethod { Jackknife, DeLong, Unbiased };

/// What the analysis of variance needs of a study.
struct StudyMerits {
    std::vector<double> values; ///< By cell.
    std::vector<std::vector<double>> covariance; ///< By cell and cell; empty where none was asked for.
    std::vector<std::vector<double>> withoutCase; ///< Jackknife: by case that counts, then by cell.
};

/// What measures a cell, without one case if asked.
using CellMerit = std::function<Number(std::size_t cell, std::optional<std::size_t> without)>;

/// Values of any merit, with the jackknife's covariance over the cases that count.
Result<StudyMerits> jackknifedMerits(
    const ReaderStudy &study, const std::vector<std::size_t> &counting, const CellMerit &merit);

/// The values alone (for fixed cases).
Result<StudyMerits> studyMerits(const ReaderStudy &study, const Merit &merit);
/// With the covariance of their errors. DeLong and Unbiased know the area alone, and DeLong refuses where not every
/// reader read every case under every test.
Result<StudyMerits> studyMerits(const ReaderStudy &study, const Merit &merit, CovarianceMethod method);

} // namespace cf
