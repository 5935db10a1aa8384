#include "core/statistics/readers/ObuchowskiRockette.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/readers/MeritSquares.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cf {

namespace {

constexpr const char *identical =
    "Undefined: the tests are identical or do not vary (0/0); the difference and its standard error are 0.";

/// Student's t, or normal for no degrees of freedom.
struct Reference {
    Number degrees;
    double deviate(double confidence) const
    {
        return degrees ? studentDeviate(confidence, *degrees) : normalDeviate(confidence);
    }
    double twoSided(double statistic) const
    {
        return degrees ? studentTwoSided(statistic, *degrees) : normalTwoSided(statistic);
    }
};

MeritDifference differenceOf(
    std::string label, double value, Number error, const Reference &reference, double confidence)
{
    MeritDifference result{ std::move(label), { value, error, std::nullopt, "" }, reference.degrees, {}, {} };
    if (error && *error > 0.0) {
        const double half = reference.deviate(confidence) * *error;
        if (std::isfinite(half)) {
            result.difference.interval = Bounds{ value - half, value + half };
            result.statistic = value / *error;
            result.p = finite(reference.twoSided(*result.statistic));
            return result;
        }
    }
    result.degrees.reset();
    if (error == 0.0)
        result.difference.interval = Bounds{ value, value };
    result.difference.reason = error ? identical : reasons::tooFewCases;
    return result;
}

Estimate clippedEstimate(double value, Number error, const Reference &reference, double confidence)
{
    Estimate estimate{ value, error, std::nullopt, "" };
    const double half = error ? reference.deviate(confidence) * *error : 0.0;
    if (!error || !std::isfinite(half)) {
        estimate.reason = reasons::tooFewCases;
        return estimate;
    }
    if (*error == 0.0)
        estimate.reason = reasons::noSpread;
    estimate.interval = Bounds{ std::clamp(value - half, 0.0, 1.0), std::clamp(value + half, 0.0, 1.0) };
    return estimate;
}

Number rootOf(Number variance)
{
    return variance && *variance >= 0.0 ? Number(std::sqrt(*variance)) : std::nullopt;
}

TestMean meanOf(const MeritSquares &squares, std::size_t test, Generalise generalise, double confidence)
{
    TestMean mean;
    const TestSquares &own = squares.tests[test];
    mean.test = own.name;
    mean.readerMeanSquare = own.readers > 1.0 ? Number(own.readerSquare) : std::nullopt;
    mean.errorVariance = own.errorVariance;
    mean.cov2 = own.cov2;
    const double shared = std::max(0.0, own.cov2.value_or(0.0));
    Number variance;
    Reference reference;
    if (generalise == Generalise::Cases) {
        if (own.errorVariance)
            variance = (*own.errorVariance + (own.readers - 1.0) * shared) / own.readers;
    } else if (own.readers > 1.0) {
        const double sum = own.readerSquare + (generalise == Generalise::Readers ? 0.0 : own.readers * shared);
        variance = sum / own.readers;
        reference.degrees = own.readerSquare > 0.0
            ? sum * sum / (own.readerSquare * own.readerSquare / (own.readers - 1.0))
            : std::numeric_limits<double>::infinity();
        if (sum == 0.0 || std::isinf(*reference.degrees))
            reference.degrees = sum == 0.0 ? Number(own.readers - 1.0) : std::nullopt;
    }
    mean.mean = clippedEstimate(own.mean, rootOf(variance), reference, confidence);
    if (variance && *variance > 0.0)
        mean.degrees = reference.degrees;
    return mean;
}

/// The test of equality and what it divides by.
void testEquality(ObuchowskiRockette &result, const MeritSquares &squares, Generalise generalise)
{
    const bool nested = squares.design == StudyDesign::ReadersInTests;
    const double tests = static_cast<double>(squares.tests.size());
    const double readers = squares.effectiveReaders;
    const double residual = nested ? squares.reader : squares.testReader;
    const double residualDegrees =
        nested ? squares.cells - tests : (tests - 1.0) * (static_cast<double>(squares.readers.size()) - 1.0);
    const double shared = squares.sharedCovariance;
    result.numeratorDegrees = tests - 1.0;
    if (generalise == Generalise::Cases) {
        const double own = squares.errorVariance.value_or(0.0) - (nested ? squares.cov2 : squares.cov1).value_or(0.0);
        const double times = nested ? readers : readers - 1.0;
        result.chiSquared = true;
        result.denominator = own + times * shared;
        if (std::abs(*result.denominator) <= squares.noise)
            result.denominator = 0.0;
        if (*result.denominator > 0.0 && squares.test > 0.0) {
            result.f = (tests - 1.0) * squares.test / *result.denominator;
            result.p = chiSquaredUpper(*result.f, tests - 1.0);
        }
    } else {
        result.denominator = residual + (generalise == Generalise::Readers ? 0.0 : readers * shared);
        if (*result.denominator > 0.0 && residualDegrees > 0.0) {
            result.f = squares.test / *result.denominator;
            result.denominatorDegrees = residual > 0.0
                ? *result.denominator * *result.denominator / (residual * residual / residualDegrees)
                : std::numeric_limits<double>::infinity();
            result.p = finite(fisherUpper(*result.f, tests - 1.0, *result.denominatorDegrees));
            result.denominatorDegrees = finite(*result.denominatorDegrees);
        }
    }
    if (!result.p)
        result.reason = identical;
}

void compareTests(ObuchowskiRockette &result, const MeritSquares &squares, double confidence)
{
    const bool nested = squares.design == StudyDesign::ReadersInTests;
    const Reference reference{ result.chiSquared ? std::nullopt : result.denominatorDegrees };
    for (std::size_t a = 0; a < squares.tests.size(); ++a)
        for (std::size_t b = a + 1; b < squares.tests.size(); ++b) {
            const double scale = nested ? 1.0 / squares.tests[a].readers + 1.0 / squares.tests[b].readers
                                        : 2.0 / squares.effectiveReaders;
            result.differences.push_back(differenceOf(squares.tests[a].name + " - " + squares.tests[b].name,
                squares.tests[a].mean - squares.tests[b].mean, rootOf(scale * *result.denominator), reference,
                confidence));
        }
}

/// Each reader alone: its own variances and its own covariance between tests.
void compareWithinReaders(
    ObuchowskiRockette &result, const ReaderStudy &study, const MeritSquares &squares, double confidence)
{
    for (std::size_t cell = 0; cell < result.merits.size(); ++cell)
        result.cellMeans.push_back(
            clippedEstimate(result.merits[cell], rootOf(result.covariance[cell][cell]), {}, confidence));
    if (squares.design == StudyDesign::ReadersInTests)
        return;
    for (std::size_t reader = 0; reader < study.readers.size(); ++reader) {
        std::vector<std::size_t> own;
        for (std::size_t cell = 0; cell < study.cells.size(); ++cell)
            if (study.cells[cell].reader == reader)
                own.push_back(cell);
        double variance = 0.0;
        double shared = 0.0;
        const auto count = static_cast<double>(own.size());
        for (const std::size_t a : own)
            for (const std::size_t b : own)
                (a == b ? variance : shared) += result.covariance[a][b] / (a == b ? count : count * (count - 1.0));
        if (squares.design == StudyDesign::CasesInTests)
            shared = 0.0;
        double twice = 2.0 * (variance - shared);
        if (std::abs(twice) <= squares.noise)
            twice = 0.0;
        for (std::size_t a = 0; a < own.size(); ++a)
            for (std::size_t b = a + 1; b < own.size(); ++b)
                result.readerDifferences.push_back(differenceOf(study.readers[reader] + ": "
                        + study.tests[study.cells[own[a]].test] + " - " + study.tests[study.cells[own[b]].test],
                    result.merits[own[a]] - result.merits[own[b]], rootOf(twice), {}, confidence));
    }
}

Result<> checkReaders(const ReaderStudy &study, Generalise generalise)
{
    if (generalise != Generalise::Cases && study.readers.size() < 2)
        return fail(
            ErrorCode::InvalidInput, "One reader cannot stand for others: readers must be fixed if there is only one.");
    return {};
}

Result<StudyMerits> meritsFor(
    const ReaderStudy &study, const Merit &merit, CovarianceMethod method, Generalise generalise)
{
    CF_TRY(checkReaders(study, generalise));
    return generalise == Generalise::Readers ? studyMerits(study, merit) : studyMerits(study, merit, method);
}

} // namespace

Result<ObuchowskiRockette> obuchowskiRockette(
    const ReaderStudy &study, const Merit &merit, CovarianceMethod method, Generalise generalise, double confidence)
{
    CF_ASSIGN(StudyMerits merits, meritsFor(study, merit, method, generalise));
    return obuchowskiRockette(study, std::move(merits), generalise, confidence);
}

Result<ObuchowskiRockette> obuchowskiRockette(
    const ReaderStudy &study, StudyMerits merits, Generalise generalise, double confidence)
{
    CF_TRY(checkReaders(study, generalise));
    if (study.tests.size() < 2)
        return fail(ErrorCode::InvalidInput, "There is one test, so nothing to compare; see its own mean.");
    if (merits.covariance.empty() && generalise != Generalise::Readers)
        return fail(ErrorCode::InvalidInput, "Random cases need the covariance of the merits.");
    const MeritSquares squares = meritSquares(study, merits);
    ObuchowskiRockette result;
    result.design = squares.design;
    result.merits = std::move(merits.values);
    result.covariance = std::move(merits.covariance);
    const bool nested = squares.design == StudyDesign::ReadersInTests;
    if (study.readers.size() > 1) {
        result.meanSquareTest = squares.test;
        result.meanSquareReader = squares.reader;
        if (!nested)
            result.meanSquareTestReader = squares.testReader;
    }
    result.errorVariance = squares.errorVariance;
    result.cov1 = squares.cov1;
    result.cov2 = squares.cov2;
    result.cov3 = squares.cov3;
    if (squares.errorVariance && study.readers.size() > 1) {
        const auto tests = static_cast<double>(study.tests.size());
        if (nested) {
            result.varianceReader = squares.reader - *squares.errorVariance + *squares.cov2;
        } else {
            result.varianceTestReader =
                squares.testReader - *squares.errorVariance + *squares.cov1 + *squares.cov2 - *squares.cov3;
            result.varianceReader = (squares.reader - squares.testReader) / tests - *squares.cov1 + *squares.cov3;
        }
    }
    testEquality(result, squares, generalise);
    compareTests(result, squares, confidence);
    for (std::size_t test = 0; test < study.tests.size(); ++test)
        result.means.push_back(meanOf(squares, test, generalise, confidence));
    if (generalise == Generalise::Cases)
        compareWithinReaders(result, study, squares, confidence);
    return result;
}

Result<TestMean> singleTest(
    const ReaderStudy &study, const Merit &merit, CovarianceMethod method, Generalise generalise, double confidence)
{
    if (study.tests.size() != 1)
        return fail(ErrorCode::InvalidInput, "One test is needed; choose it first.");
    CF_ASSIGN(const StudyMerits merits, meritsFor(study, merit, method, generalise));
    return meanOf(meritSquares(study, merits), 0, generalise, confidence);
}

Result<PseudovalueComponents> pseudovalueComponents(const ReaderStudy &study, const Merit &merit)
{
    if (study.design() != StudyDesign::Factorial || study.readers.size() < 2 || study.tests.size() < 2)
        return fail(ErrorCode::InvalidInput, "Pseudovalues need a factorial study of two tests and two readers.");
    CF_ASSIGN(const StudyMerits merits, studyMerits(study, merit, CovarianceMethod::Jackknife));
    return pseudovalueComponents(merits, study.tests.size(), study.readers.size());
}

} // namespace cf
