#pragma once

#include "core/statistics/agreement/Ratings.h"
#include "core/statistics/resampling/Bootstrap.h"

namespace cf {

/// Visual grading characteristics (Båth and Månsson, Br J Radiol 80:169, 2007): how often an image of the compared
/// condition is graded above one of the reference, ties half. 0.5: alike. Grades are ordinal; only their order counts.
struct VisualGrading {
    Estimate area; ///< Mean over readers; percentile bootstrap over readers and cases (one reader: over cases).
    std::vector<Number> byReader;
};

/// Grades: one row a case, one column a reader; the same cases and readers in both tables (nothing where not graded),
/// so that a case seen under both conditions stays paired. Refused as undefined where a reader lacks one condition.
VisualGrading visualGrading(
    const Ratings &reference, const Ratings &compared, const BootstrapSettings &settings = { .draws = 2000 });

/// A point of the curve: shares graded at this grade or better under both conditions.
struct VgcPoint {
    double reference = 0.0;
    double compared = 0.0;
};
/// All readers together, from (0, 0) to (1, 1). Empty where a condition has no grade.
std::vector<VgcPoint> vgcCurve(const Ratings &reference, const Ratings &compared);

} // namespace cf
