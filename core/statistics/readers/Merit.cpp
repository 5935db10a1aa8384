#include "core/statistics/readers/Merit.h"

#include "core/statistics/roc/AreaUnderCurve.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

RatedCases casesOf(const ReaderStudy &study, const ReadingCell &cell, std::optional<std::size_t> without)
{
    RatedCases cases;
    for (std::size_t index = 0; index < study.cases.size(); ++index)
        if (cell.ratings[index] && without != index)
            (study.truth[index] ? cases.positive : cases.negative).push_back(*cell.ratings[index]);
    return cases;
}

Number shareAboveZero(const std::vector<double> &ratings, bool above)
{
    if (ratings.empty())
        return std::nullopt;
    const auto count = std::ranges::count_if(ratings, [above](double rating) { return (rating > 0.0) == above; });
    return static_cast<double>(count) / static_cast<double>(ratings.size());
}

Number meanOf(const RatedCases &cases)
{
    double sum = 0.0;
    for (const auto *ratings : { &cases.positive, &cases.negative })
        for (const double rating : *ratings)
            sum += rating;
    const std::size_t count = cases.positive.size() + cases.negative.size();
    return count > 0 ? Number(sum / static_cast<double>(count)) : std::nullopt;
}

/// Merits lie in 0…1; what is smaller is what a mean's sum leaves.
constexpr double rounding = 1e-14;

using Table = std::vector<std::vector<double>>;

Table squareTable(std::size_t size)
{
    return Table(size, std::vector<double>(size, 0.0));
}

Result<> jackknife(
    const ReaderStudy &study, const std::vector<std::size_t> &counting, const CellMerit &merit, StudyMerits &merits)
{
    const auto count = static_cast<double>(counting.size());
    std::vector<double> means(study.cells.size(), 0.0);
    for (const std::size_t left : counting) {
        std::vector<double> row;
        for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
            const Number value = study.cells[cell].ratings[left] ? merit(cell, left) : Number(merits.values[cell]);
            if (!value)
                return fail(ErrorCode::InvalidInput,
                    "Too few cases: without case " + study.cases[left] + " reader "
                        + study.readers[study.cells[cell].reader] + " has none of one kind left.");
            row.push_back(*value);
            means[cell] += *value / count;
        }
        merits.withoutCase.push_back(std::move(row));
    }
    merits.covariance = squareTable(study.cells.size());
    for (std::vector<double> row : merits.withoutCase) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] -= means[i];
            if (std::abs(row[i]) < rounding)
                row[i] = 0.0;
        }
        for (std::size_t i = 0; i < row.size(); ++i)
            for (std::size_t j = 0; j < row.size(); ++j)
                merits.covariance[i][j] += (count - 1.0) / count * row[i] * row[j];
    }
    return {};
}

Result<StudyMerits> plainMerits(const ReaderStudy &study, const CellMerit &merit)
{
    StudyMerits merits;
    for (std::size_t cell = 0; cell < study.cells.size(); ++cell) {
        const Number value = merit(cell, std::nullopt);
        if (!value)
            return fail(ErrorCode::InvalidInput,
                "Reader " + study.readers[study.cells[cell].reader] + " under " + study.tests[study.cells[cell].test]
                    + " has no case of one kind, so nothing can be measured.");
        merits.values.push_back(*value);
    }
    return merits;
}

/// Sums of wins of positives against negatives of one cell.
struct WinTable {
    std::vector<std::size_t> positives; ///< Cases.
    std::vector<std::size_t> negatives;
    std::vector<double> byPositive; ///< Σ of wins, by case of the study.
    std::vector<double> byNegative;
};

WinTable winTable(const ReaderStudy &study, const ReadingCell &cell)
{
    WinTable table;
    table.byPositive.assign(study.cases.size(), 0.0);
    table.byNegative.assign(study.cases.size(), 0.0);
    for (std::size_t index = 0; index < study.cases.size(); ++index)
        if (cell.ratings[index])
            (study.truth[index] ? table.positives : table.negatives).push_back(index);
    for (const std::size_t positive : table.positives)
        for (const std::size_t negative : table.negatives) {
            const double win = wins(*cell.ratings[positive], *cell.ratings[negative]);
            table.byPositive[positive] += win;
            table.byNegative[negative] += win;
        }
    return table;
}

std::vector<std::size_t> shared(const std::vector<std::size_t> &first, const std::vector<std::size_t> &second)
{
    std::vector<std::size_t> both;
    std::ranges::set_intersection(first, second, std::back_inserter(both));
    return both;
}

Number unbiasedCovariance(
    const ReadingCell &first, const ReadingCell &second, const WinTable &one, const WinTable &two, double product)
{
    const auto positives = shared(one.positives, two.positives);
    const auto negatives = shared(one.negatives, two.negatives);
    const auto size = [](const std::vector<std::size_t> &cases) { return static_cast<double>(cases.size()); };
    const double pairs = (size(one.positives) * size(two.positives) - size(positives))
        * (size(one.negatives) * size(two.negatives) - size(negatives));
    if (pairs <= 0.0)
        return std::nullopt;
    double sum = product * size(one.positives) * size(one.negatives) * size(two.positives) * size(two.negatives);
    for (const std::size_t each : positives)
        sum -= one.byPositive[each] * two.byPositive[each];
    for (const std::size_t each : negatives)
        sum -= one.byNegative[each] * two.byNegative[each];
    for (const std::size_t a : positives)
        for (const std::size_t b : negatives)
            sum += wins(*first.ratings[a], *first.ratings[b]) * wins(*second.ratings[a], *second.ratings[b]);
    return product - sum / pairs;
}

double delongCovariance(const WinTable &one, const WinTable &two, double product)
{
    const auto n1 = static_cast<double>(one.positives.size());
    const auto n0 = static_cast<double>(one.negatives.size());
    double positive = 0.0;
    double negative = 0.0;
    for (const std::size_t each : one.positives)
        positive += one.byPositive[each] * two.byPositive[each] / (n0 * n0);
    for (const std::size_t each : one.negatives)
        negative += one.byNegative[each] * two.byNegative[each] / (n1 * n1);
    return (positive - n1 * product) / (n1 * (n1 - 1.0)) + (negative - n0 * product) / (n0 * (n0 - 1.0));
}

Result<> analytic(const ReaderStudy &study, CovarianceMethod method, StudyMerits &merits)
{
    std::vector<WinTable> tables;
    for (const ReadingCell &cell : study.cells) {
        tables.push_back(winTable(study, cell));
        if (method == CovarianceMethod::DeLong
            && (tables.back().positives.size() < 2 || tables.back().negatives.size() < 2))
            return fail(ErrorCode::InvalidInput, "DeLong's covariance needs two cases of each kind.");
    }
    merits.covariance = squareTable(study.cells.size());
    for (std::size_t i = 0; i < study.cells.size(); ++i)
        for (std::size_t j = i; j < study.cells.size(); ++j) {
            const double product = merits.values[i] * merits.values[j];
            const Number value = method == CovarianceMethod::DeLong
                ? Number(delongCovariance(tables[i], tables[j], product))
                : unbiasedCovariance(study.cells[i], study.cells[j], tables[i], tables[j], product);
            if (!value)
                return fail(ErrorCode::InvalidInput, "The unbiased covariance needs two cases of each kind.");
            merits.covariance[i][j] = merits.covariance[j][i] = *value;
        }
    return {};
}

} // namespace

Number meritOf(
    const Merit &merit, const ReaderStudy &study, const ReadingCell &cell, std::optional<std::size_t> without)
{
    const RatedCases cases = casesOf(study, cell, without);
    switch (merit.kind) {
    case MeritKind::Area:
        return cases.hasBoth() ? Number(areaValue(cases)) : std::nullopt;
    case MeritKind::PartialArea:
        return partialArea(cases, merit.axis, merit.from, merit.to).area;
    case MeritKind::Sensitivity:
        return shareAboveZero(cases.positive, true);
    case MeritKind::Specificity:
        return shareAboveZero(cases.negative, false);
    case MeritKind::MeanRating:
        return meanOf(cases);
    }
    return std::nullopt;
}

std::vector<std::size_t> casesThatCount(const Merit &merit, const ReaderStudy &study)
{
    std::vector<std::size_t> counting;
    for (std::size_t index = 0; index < study.cases.size(); ++index) {
        if (merit.kind == MeritKind::Sensitivity && !study.truth[index])
            continue;
        if (merit.kind == MeritKind::Specificity && study.truth[index])
            continue;
        counting.push_back(index);
    }
    return counting;
}

std::size_t casesRead(const Merit &merit, const ReaderStudy &study, const ReadingCell &cell)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        casesThatCount(merit, study), [&cell](std::size_t index) { return cell.ratings[index].has_value(); }));
}

Result<StudyMerits> jackknifedMerits(
    const ReaderStudy &study, const std::vector<std::size_t> &counting, const CellMerit &merit)
{
    CF_ASSIGN(StudyMerits merits, plainMerits(study, merit));
    CF_TRY(jackknife(study, counting, merit, merits));
    return merits;
}

Result<StudyMerits> studyMerits(const ReaderStudy &study, const Merit &merit)
{
    return plainMerits(study, [&](std::size_t cell, std::optional<std::size_t> without) {
        return meritOf(merit, study, study.cells[cell], without);
    });
}

Result<StudyMerits> studyMerits(const ReaderStudy &study, const Merit &merit, CovarianceMethod method)
{
    CF_ASSIGN(StudyMerits merits, studyMerits(study, merit));
    if (method == CovarianceMethod::Jackknife) {
        const auto each = [&](std::size_t cell, std::optional<std::size_t> without) {
            return meritOf(merit, study, study.cells[cell], without);
        };
        CF_TRY(jackknife(study, casesThatCount(merit, study), each, merits));
        return merits;
    }
    if (merit.kind != MeritKind::Area)
        return fail(
            ErrorCode::InvalidInput, "This covariance is known for the area under the curve alone; use the jackknife.");
    if (method == CovarianceMethod::DeLong && study.design() != StudyDesign::Factorial)
        return fail(ErrorCode::InvalidInput,
            "DeLong's covariance needs every reader to have read every case under every test; use the jackknife.");
    CF_TRY(analytic(study, method, merits));
    return merits;
}

} // namespace cf
