#pragma once

#include "core/statistics/readers/Merit.h"
#include "core/statistics/readers/PseudovalueComponents.h"

namespace cf {

/// One test's own figures.
struct TestSquares {
    std::string name;
    double readers = 0.0;
    double mean = 0.0;
    double readerSquare = 0.0; ///< Variance of its readers' merits.
    Number errorVariance;
    Number cov2; ///< Mean covariance of its readers.
};

/// Mean squares of merits over tests and readers, and the averages of their covariances.
struct MeritSquares {
    StudyDesign design = StudyDesign::Factorial;
    double cells = 0.0;
    std::vector<TestSquares> tests;
    std::vector<std::string> readers;
    /// Readers of a test; where they differ (nested in tests), (n − Σr²/n)/(t − 1).
    double effectiveReaders = 0.0;
    double test = 0.0;
    double reader = 0.0; ///< Within tests where readers are nested in them.
    double testReader = 0.0;
    Number errorVariance;
    Number cov1;
    Number cov2;
    Number cov3;
    double sharedCovariance = 0.0; ///< max(Cov2 − Cov3, 0).
    double noise = 0.0; ///< Variances below this are rounding.
};

MeritSquares meritSquares(const ReaderStudy &study, const StudyMerits &merits);

/// From jackknifed merits of a factorial study, cells by test and reader.
PseudovalueComponents pseudovalueComponents(const StudyMerits &merits, std::size_t tests, std::size_t readers);

} // namespace cf
