#pragma once

#include "core/statistics/readers/ObuchowskiRockette.h"

namespace cf {

/// What a reader marked on one case, free response (FROC). With one lesion and one mark a case this is LROC.
struct LocalisedAnswer {
    std::string reader;
    std::string test;
    std::string caseId;
    std::vector<Number> lesions; ///< Rating of the mark on each lesion; nothing: missed. Empty: a case without lesions.
    std::vector<double> falseMarks; ///< Ratings of marks elsewhere.
};

/// Figures of merit of Chakraborty (Br J Radiol 79:S42, 2006; RJafroc).
enum class LocalisationMerit {
    Jafroc, ///< Lesions against the highest false mark of cases without lesions; every lesion counts alike.
    WeightedJafroc, ///< Every case with lesions counts alike.
    HighestRating, ///< Highest mark of a case, whatever it marks: an ordinary ROC area.
};

struct LocalisationStudy {
    ReaderStudy study; ///< Rated by the highest mark; its truth: whether a case has lesions.
    std::vector<std::vector<LocalisedAnswer>> answers; ///< By cell, by case; an unread case has no name.
};

Result<LocalisationStudy> localisationStudy(const std::vector<LocalisedAnswer> &answers);
/// Where neither a lesion nor a case without lesions was marked, the two draw. Nothing without cases of both kinds.
Number localisationMerit(const LocalisationStudy &study, LocalisationMerit merit, std::size_t cell,
    std::optional<std::size_t> without = std::nullopt);
/// With jackknifed covariances, for obuchowskiRockette().
Result<StudyMerits> localisationMerits(const LocalisationStudy &study, LocalisationMerit merit);
/// One reader under one test: jackknife error, normal interval clipped to 0…1.
Estimate localisationEstimate(
    const LocalisationStudy &study, LocalisationMerit merit, std::size_t cell, double confidence = usualConfidence);

/// A point of the free-response curve.
struct FrocPoint {
    double falseMarksPerCase = 0.0;
    double lesionsFound = 0.0; ///< Share.
    double threshold = 0.0;
};
/// Descending thresholds; begins at (0, 0). Empty without a lesion.
std::vector<FrocPoint> frocCurve(const LocalisationStudy &study, std::size_t cell);

} // namespace cf
