#include "core/statistics/readers/Localisation.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/roc/AreaUnderCurve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace cf {

namespace {

constexpr double unmarked = -std::numeric_limits<double>::infinity();

double highestFalse(const LocalisedAnswer &answer)
{
    return answer.falseMarks.empty() ? unmarked : *std::ranges::max_element(answer.falseMarks);
}

double highestMark(const LocalisedAnswer &answer)
{
    double highest = highestFalse(answer);
    for (const Number &lesion : answer.lesions)
        highest = std::max(highest, lesion.value_or(unmarked));
    return highest;
}

Number areaAgainst(std::vector<std::pair<double, double>> positives, const std::vector<double> &negatives)
{
    double weights = 0.0;
    double sum = 0.0;
    for (const auto &[rating, weight] : positives) {
        weights += weight;
        for (const double negative : negatives)
            sum += weight * wins(rating, negative) / static_cast<double>(negatives.size());
    }
    return weights > 0.0 && !negatives.empty() ? Number(sum / weights) : std::nullopt;
}

std::vector<std::size_t> allCases(const LocalisationStudy &study)
{
    std::vector<std::size_t> cases(study.study.cases.size());
    std::iota(cases.begin(), cases.end(), std::size_t{ 0 });
    return cases;
}

} // namespace

Result<LocalisationStudy> localisationStudy(const std::vector<LocalisedAnswer> &answers)
{
    std::vector<Reading> readings;
    std::map<std::string, std::size_t> lesions;
    std::map<std::tuple<std::string, std::string, std::string>, const LocalisedAnswer *> byPlace;
    for (const LocalisedAnswer &answer : answers) {
        if (lesions.try_emplace(answer.caseId, answer.lesions.size()).first->second != answer.lesions.size())
            return fail(ErrorCode::InvalidInput, "Case " + answer.caseId + " has two numbers of lesions.");
        readings.push_back({ answer.reader, answer.test, answer.caseId, !answer.lesions.empty(), highestMark(answer) });
        byPlace[{ answer.reader, answer.test, answer.caseId }] = &answer;
    }
    LocalisationStudy study;
    CF_ASSIGN(study.study, readerStudy(readings));
    for (const ReadingCell &cell : study.study.cells) {
        std::vector<LocalisedAnswer> row(study.study.cases.size());
        for (std::size_t index = 0; index < row.size(); ++index)
            if (cell.ratings[index])
                row[index] = *byPlace.at(
                    { study.study.readers[cell.reader], study.study.tests[cell.test], study.study.cases[index] });
        study.answers.push_back(std::move(row));
    }
    return study;
}

Number localisationMerit(
    const LocalisationStudy &study, LocalisationMerit merit, std::size_t cell, std::optional<std::size_t> without)
{
    std::vector<std::pair<double, double>> positives;
    std::vector<double> negatives;
    for (std::size_t index = 0; index < study.study.cases.size(); ++index) {
        if (!study.study.cells[cell].ratings[index] || without == index)
            continue;
        const LocalisedAnswer &answer = study.answers[cell][index];
        const bool highest = merit == LocalisationMerit::HighestRating;
        if (answer.lesions.empty()) {
            negatives.push_back(highestFalse(answer));
        } else if (highest) {
            positives.emplace_back(highestMark(answer), 1.0);
        } else {
            const double share =
                merit == LocalisationMerit::Jafroc ? 1.0 : 1.0 / static_cast<double>(answer.lesions.size());
            for (const Number &lesion : answer.lesions)
                positives.emplace_back(lesion.value_or(unmarked), share);
        }
    }
    return areaAgainst(std::move(positives), negatives);
}

Result<StudyMerits> localisationMerits(const LocalisationStudy &study, LocalisationMerit merit)
{
    return jackknifedMerits(study.study, allCases(study), [&](std::size_t cell, std::optional<std::size_t> without) {
        return localisationMerit(study, merit, cell, without);
    });
}

Estimate localisationEstimate(
    const LocalisationStudy &study, LocalisationMerit merit, std::size_t cell, double confidence)
{
    Estimate estimate;
    estimate.value = localisationMerit(study, merit, cell);
    if (!estimate.value) {
        estimate.reason = "Undefined: cases with and without lesions are needed.";
        return estimate;
    }
    std::vector<double> left;
    for (const std::size_t index : allCases(study)) {
        if (!study.study.cells[cell].ratings[index])
            continue;
        const Number value = localisationMerit(study, merit, cell, index);
        if (!value) {
            estimate.reason = reasons::tooFewCases;
            return estimate;
        }
        left.push_back(*value);
    }
    const auto count = static_cast<double>(left.size());
    const double mean = std::accumulate(left.begin(), left.end(), 0.0) / count;
    double squares = 0.0;
    for (const double each : left)
        squares += std::pow(each - mean, 2);
    const double error = std::sqrt((count - 1.0) / count * squares);
    const double half = normalDeviate(confidence) * error;
    estimate.standardError = error;
    estimate.interval = Bounds{ std::max(0.0, *estimate.value - half), std::min(1.0, *estimate.value + half) };
    if (error == 0.0)
        estimate.reason = reasons::noSpread;
    return estimate;
}

std::vector<FrocPoint> frocCurve(const LocalisationStudy &study, std::size_t cell)
{
    std::set<double, std::greater<>> thresholds;
    double cases = 0.0;
    double lesions = 0.0;
    for (std::size_t index = 0; index < study.study.cases.size(); ++index) {
        if (!study.study.cells[cell].ratings[index])
            continue;
        const LocalisedAnswer &answer = study.answers[cell][index];
        cases += 1.0;
        lesions += static_cast<double>(answer.lesions.size());
        thresholds.insert(answer.falseMarks.begin(), answer.falseMarks.end());
        for (const Number &lesion : answer.lesions)
            if (lesion)
                thresholds.insert(*lesion);
    }
    if (lesions == 0.0)
        return {};
    std::vector<FrocPoint> curve{ { 0.0, 0.0, std::numeric_limits<double>::infinity() } };
    for (const double threshold : thresholds) {
        FrocPoint point{ 0.0, 0.0, threshold };
        for (const LocalisedAnswer &answer : study.answers[cell]) {
            point.falseMarksPerCase += static_cast<double>(std::ranges::count_if(
                                           answer.falseMarks, [threshold](double mark) { return mark >= threshold; }))
                / cases;
            point.lesionsFound += static_cast<double>(std::ranges::count_if(answer.lesions,
                                      [threshold](const Number &lesion) { return lesion && *lesion >= threshold; }))
                / lesions;
        }
        curve.push_back(point);
    }
    return curve;
}

} // namespace cf
