#pragma once

#include "core/statistics/readers/Merit.h"
#include "core/statistics/readers/PseudovalueComponents.h"

namespace cf {

/// What the conclusion shall hold for.
enum class Generalise { ReadersAndCases, Cases, Readers };

/// A comparison of two tests, over all readers or of one.
struct MeritDifference {
    std::string label; ///< "1 - 2"; of one reader "3: 1 - 2".
    Estimate difference;
    Number degrees; ///< Nothing: normal.
    Number statistic;
    Number p;
};

/// The mean merit of a test over its readers.
struct TestMean {
    std::string test;
    Estimate mean; ///< From this test's own data (Hillis 2007, section 5.3), clipped to 0…1.
    Number readerMeanSquare;
    Number errorVariance;
    Number cov2;
    Number degrees; ///< Nothing: normal.
};

/// Obuchowski and Rockette's analysis (Commun Stat Simul 24:285, 1995) with the degrees of freedom of Hillis
/// (Stat Med 26:596, 2007).
struct ObuchowskiRockette {
    StudyDesign design = StudyDesign::Factorial;
    std::vector<double> merits; ///< By cell of the study.
    std::vector<std::vector<double>> covariance;
    Number meanSquareTest;
    Number meanSquareReader; ///< Readers nested in tests: within tests.
    Number meanSquareTestReader;
    Number errorVariance;
    Number cov1; ///< Same reader, other test.
    Number cov2; ///< Same test, other reader.
    Number cov3; ///< Both other.
    Number varianceReader; ///< May be negative.
    Number varianceTestReader;
    Number denominator;
    Number f; ///< Or chi-squared where readers are fixed.
    bool chiSquared = false;
    double numeratorDegrees = 0.0;
    Number denominatorDegrees;
    Number p;
    std::vector<MeritDifference> differences; ///< Of every two tests.
    std::vector<TestMean> means;
    std::vector<Estimate> cellMeans; ///< By cell; readers fixed.
    std::vector<MeritDifference> readerDifferences; ///< By reader and two tests; readers fixed.
    std::string reason; ///< Why a figure is undefined.
};

/// Compares the tests of a study. Refuses one test, and random readers with one reader.
Result<ObuchowskiRockette> obuchowskiRockette(const ReaderStudy &study, const Merit &merit, CovarianceMethod method,
    Generalise generalise, double confidence = usualConfidence);

/// The same from merits that were measured before; without covariance for Generalise::Readers alone.
Result<ObuchowskiRockette> obuchowskiRockette(
    const ReaderStudy &study, StudyMerits merits, Generalise generalise, double confidence = usualConfidence);

/// One test alone, from its own data.
Result<TestMean> singleTest(const ReaderStudy &study, const Merit &merit, CovarianceMethod method,
    Generalise generalise, double confidence = usualConfidence);

/// Refuses all designs but the factorial one.
Result<PseudovalueComponents> pseudovalueComponents(const ReaderStudy &study, const Merit &merit);

} // namespace cf
