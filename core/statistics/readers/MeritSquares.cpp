#include "core/statistics/readers/MeritSquares.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// A mean that is built up.
struct RunningMean {
    double sum = 0.0;
    double count = 0.0;
    void add(double value)
    {
        sum += value;
        count += 1.0;
    }
    Number value() const { return count > 0.0 ? Number(sum / count) : std::nullopt; }
};

void averageCovariances(MeritSquares &squares, const ReaderStudy &study, const StudyMerits &merits)
{
    if (merits.covariance.empty())
        return;
    RunningMean variance;
    RunningMean covariances[3];
    std::vector<RunningMean> testVariance(study.tests.size());
    std::vector<RunningMean> testShared(study.tests.size());
    for (std::size_t i = 0; i < study.cells.size(); ++i)
        for (std::size_t j = 0; j < study.cells.size(); ++j) {
            const double value = merits.covariance[i][j];
            const bool sameTest = study.cells[i].test == study.cells[j].test;
            const bool sameReader = study.cells[i].reader == study.cells[j].reader;
            if (i == j) {
                variance.add(value);
                testVariance[study.cells[i].test].add(value);
            } else if (sameReader) {
                covariances[0].add(value);
            } else if (sameTest) {
                covariances[1].add(value);
                testShared[study.cells[i].test].add(value);
            } else {
                covariances[2].add(value);
            }
        }
    squares.errorVariance = variance.value();
    squares.cov1 = covariances[0].value().value_or(0.0);
    squares.cov2 = covariances[1].value().value_or(0.0);
    squares.cov3 = covariances[2].value().value_or(0.0);
    const bool apart = squares.design == StudyDesign::CasesInReaders || study.readers.size() < 2;
    if (apart)
        squares.cov2 = squares.cov3 = 0.0;
    if (squares.design == StudyDesign::CasesInTests)
        squares.cov1 = squares.cov3 = 0.0;
    if (squares.design == StudyDesign::ReadersInTests)
        squares.cov1 = 0.0;
    for (std::size_t test = 0; test < study.tests.size(); ++test) {
        squares.tests[test].errorVariance = testVariance[test].value();
        squares.tests[test].cov2 = apart ? Number(0.0) : Number(testShared[test].value().value_or(0.0));
    }
    squares.noise = 1e-12 * *squares.errorVariance;
    const double shared = *squares.cov2 - *squares.cov3;
    squares.sharedCovariance = shared > squares.noise ? shared : 0.0;
}

} // namespace

MeritSquares meritSquares(const ReaderStudy &study, const StudyMerits &merits)
{
    MeritSquares squares;
    squares.design = study.design();
    squares.cells = static_cast<double>(study.cells.size());
    squares.readers = study.readers;
    const auto tests = static_cast<double>(study.tests.size());
    double grand = 0.0;
    double scale = 0.0;
    std::vector<RunningMean> readerMeans(study.readers.size());
    std::vector<RunningMean> testMeans(study.tests.size());
    for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
        const double value = merits.values[cell];
        grand += value / squares.cells;
        scale += value * value;
        readerMeans[study.cells[cell].reader].add(value);
        testMeans[study.cells[cell].test].add(value);
    }
    double squaredSizes = 0.0;
    for (std::size_t test = 0; test < study.tests.size(); ++test) {
        TestSquares own{ study.tests[test], testMeans[test].count, *testMeans[test].value(), 0.0, {}, {} };
        for (std::size_t cell = 0; cell < study.cells.size(); ++cell)
            if (study.cells[cell].test == test)
                own.readerSquare += std::pow(merits.values[cell] - own.mean, 2);
        squares.test += own.readers * std::pow(own.mean - grand, 2);
        squaredSizes += own.readers * own.readers;
        squares.tests.push_back(own);
    }
    const bool nested = squares.design == StudyDesign::ReadersInTests;
    for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
        const double reader = *readerMeans[study.cells[cell].reader].value();
        const double test = squares.tests[study.cells[cell].test].mean;
        squares.testReader += std::pow(merits.values[cell] - reader - test + grand, 2);
        squares.reader += nested ? std::pow(merits.values[cell] - test, 2) : std::pow(reader - grand, 2);
    }
    // What rounding leaves of sums of squares that are 0.
    const double noise = 1e-26 * scale;
    const auto mean = [noise](
                          double sum, double degrees) { return sum <= noise || degrees <= 0.0 ? 0.0 : sum / degrees; };
    const auto readers = static_cast<double>(study.readers.size());
    squares.test = mean(squares.test, tests - 1.0);
    squares.reader = mean(squares.reader, nested ? squares.cells - tests : readers - 1.0);
    squares.testReader = mean(squares.testReader, (tests - 1.0) * (readers - 1.0));
    for (TestSquares &own : squares.tests)
        own.readerSquare = mean(own.readerSquare, own.readers - 1.0);
    squares.effectiveReaders = nested ? (squares.cells - squaredSizes / squares.cells) / (tests - 1.0) : readers;
    averageCovariances(squares, study, merits);
    return squares;
}

PseudovalueComponents pseudovalueComponents(const StudyMerits &merits, std::size_t testCount, std::size_t readerCount)
{
    const std::size_t caseCount = merits.withoutCase.size();
    const auto t = static_cast<double>(testCount);
    const auto r = static_cast<double>(readerCount);
    const auto c = static_cast<double>(caseCount);
    const auto value = [&](std::size_t test, std::size_t reader, std::size_t left) {
        const std::size_t cell = test * readerCount + reader;
        return c * merits.values[cell] - (c - 1.0) * merits.withoutCase[left][cell];
    };
    // Means over all subsets of the three factors.
    double grand = 0.0;
    std::vector<double> byTest(testCount, 0.0);
    std::vector<double> byReader(readerCount, 0.0);
    std::vector<double> byCase(caseCount, 0.0);
    std::vector<double> byTestReader(testCount * readerCount, 0.0);
    std::vector<double> byTestCase(testCount * caseCount, 0.0);
    std::vector<double> byReaderCase(readerCount * caseCount, 0.0);
    for (std::size_t i = 0; i < testCount; ++i)
        for (std::size_t j = 0; j < readerCount; ++j)
            for (std::size_t k = 0; k < caseCount; ++k) {
                const double y = value(i, j, k);
                grand += y / (t * r * c);
                byTest[i] += y / (r * c);
                byReader[j] += y / (t * c);
                byCase[k] += y / (t * r);
                byTestReader[i * readerCount + j] += y / c;
                byTestCase[i * caseCount + k] += y / r;
                byReaderCase[j * caseCount + k] += y / t;
            }
    double readers = 0.0;
    double cases = 0.0;
    double testReader = 0.0;
    double testCase = 0.0;
    double readerCase = 0.0;
    double error = 0.0;
    for (std::size_t i = 0; i < testCount; ++i)
        for (std::size_t j = 0; j < readerCount; ++j)
            for (std::size_t k = 0; k < caseCount; ++k) {
                const double tr = byTestReader[i * readerCount + j];
                const double tc = byTestCase[i * caseCount + k];
                const double rc = byReaderCase[j * caseCount + k];
                readers += std::pow(byReader[j] - grand, 2);
                cases += std::pow(byCase[k] - grand, 2);
                testReader += std::pow(tr - byTest[i] - byReader[j] + grand, 2);
                testCase += std::pow(tc - byTest[i] - byCase[k] + grand, 2);
                readerCase += std::pow(rc - byReader[j] - byCase[k] + grand, 2);
                error += std::pow(value(i, j, k) - tr - tc - rc + byTest[i] + byReader[j] + byCase[k] - grand, 2);
            }
    readers /= r - 1.0;
    cases /= c - 1.0;
    testReader /= (t - 1.0) * (r - 1.0);
    testCase /= (t - 1.0) * (c - 1.0);
    readerCase /= (r - 1.0) * (c - 1.0);
    error /= (t - 1.0) * (r - 1.0) * (c - 1.0);
    return { (readers - testReader - readerCase + error) / (t * c), (cases - testCase - readerCase + error) / (t * r),
        (testReader - error) / c, (testCase - error) / r, (readerCase - error) / t, error };
}

} // namespace cf
