#include "core/evaluation/downstream/report/StudyFigures.h"

#include "core/statistics/roc/AreaUnderCurve.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cf::downstream {

namespace {

using Patients = std::vector<std::size_t>;

/// Accuracy by group; nothing where a group has no film.
std::array<Number, cellCount> accuracies(const RunScores &scores, const Patients &patients)
{
    std::array<double, cellCount> right{};
    std::array<double, cellCount> count{};
    for (const std::size_t patient : patients)
        for (int cell = 0; cell < cellCount; ++cell)
            for (const double probability : scores.patients[patient][static_cast<std::size_t>(cell)]) {
                count[static_cast<std::size_t>(cell)] += 1.0;
                right[static_cast<std::size_t>(cell)] +=
                    (probability >= scores.threshold) == showsFinding(cell) ? 1.0 : 0.0;
            }
    std::array<Number, cellCount> result;
    for (std::size_t cell = 0; cell < result.size(); ++cell)
        if (count[cell] > 0.0)
            result[cell] = right[cell] / count[cell];
    return result;
}

template <int Cell> Number accuracyOf(const RunScores &scores, const Patients &patients)
{
    return accuracies(scores, patients)[Cell];
}

Number worstGroup(const RunScores &scores, const Patients &patients)
{
    Number worst;
    for (const Number accuracy : accuracies(scores, patients)) {
        if (!accuracy)
            return std::nullopt; // A figure over other groups would not be the same figure.
        worst = worst ? std::min(*worst, *accuracy) : *accuracy;
    }
    return worst;
}

Number meanGroup(const RunScores &scores, const Patients &patients)
{
    double sum = 0.0;
    for (const Number accuracy : accuracies(scores, patients)) {
        if (!accuracy)
            return std::nullopt;
        sum += *accuracy / cellCount;
    }
    return sum;
}

Number gap(const RunScores &scores, const Patients &patients)
{
    const Number worst = worstGroup(scores, patients);
    if (!worst)
        return std::nullopt;
    double best = 0.0;
    for (const Number accuracy : accuracies(scores, patients))
        best = std::max(best, *accuracy);
    return best - *worst;
}

std::vector<double> answersOf(const RunScores &scores, const Patients &patients, int cell)
{
    std::vector<double> answers;
    for (const std::size_t patient : patients) {
        const auto &own = scores.patients[patient][static_cast<std::size_t>(cell)];
        answers.insert(answers.end(), own.begin(), own.end());
    }
    return answers;
}

/// Area between a group with the finding and one without.
Number areaBetween(const RunScores &scores, const Patients &patients, int with, int without)
{
    const RatedCases cases{ answersOf(scores, patients, with), answersOf(scores, patients, without) };
    return cases.hasBoth() ? Number(areaValue(cases)) : std::nullopt;
}

/// Area over films of which `conflict` are of the groups where the device misleads: a mean over the four pairs of
/// groups, each as heavy as it is frequent.
Number weightedArea(const RunScores &scores, const Patients &patients, double conflict)
{
    double sum = 0.0;
    for (const bool findingHasDevice : { false, true })
        for (const bool otherHasDevice : { false, true }) {
            const Number area =
                areaBetween(scores, patients, cellOf(true, findingHasDevice), cellOf(false, otherHasDevice));
            if (!area)
                return std::nullopt;
            sum +=
                (findingHasDevice ? 1.0 - conflict : conflict) * (otherHasDevice ? conflict : 1.0 - conflict) * *area;
        }
    return sum;
}

Number areaBalanced(const RunScores &scores, const Patients &patients)
{
    return weightedArea(scores, patients, 0.5);
}

Number areaReversed(const RunScores &scores, const Patients &patients)
{
    return weightedArea(scores, patients, 0.9);
}

Number areaWithoutDevice(const RunScores &scores, const Patients &patients)
{
    return areaBetween(scores, patients, cellOf(true, false), cellOf(false, false));
}

Number areaWithDevice(const RunScores &scores, const Patients &patients)
{
    return areaBetween(scores, patients, cellOf(true, true), cellOf(false, true));
}

/// Mean over pairs of one patient's film without and with the device of what `change` says of both.
template <typename Change> Number overPairs(const RunScores &scores, const Patients &patients, Change change)
{
    double sum = 0.0;
    double count = 0.0;
    for (const std::size_t patient : patients)
        for (const bool finding : { false, true }) {
            const auto &without = scores.patients[patient][static_cast<std::size_t>(cellOf(finding, false))];
            const auto &with = scores.patients[patient][static_cast<std::size_t>(cellOf(finding, true))];
            if (without.size() != 1 || with.size() != 1)
                continue; // Several films of one kind are no pair.
            sum += change(without.front(), with.front());
            count += 1.0;
        }
    return count > 0.0 ? Number(sum / count) : std::nullopt;
}

Number sensitivity(const RunScores &scores, const Patients &patients)
{
    return overPairs(scores, patients, [](double without, double with) { return std::abs(with - without); });
}

Number shift(const RunScores &scores, const Patients &patients)
{
    return overPairs(scores, patients, [](double without, double with) { return with - without; });
}

/// Expected calibration error, 15 bins of equal mass, over the films without or with the device.
template <bool Device> Number calibrationError(const RunScores &scores, const Patients &patients)
{
    std::vector<std::pair<double, double>> films;
    for (const bool finding : { false, true })
        for (const double probability : answersOf(scores, patients, cellOf(finding, Device)))
            films.emplace_back(probability, finding ? 1.0 : 0.0);
    if (films.empty())
        return std::nullopt;
    std::ranges::sort(films);
    // Films that are answered alike share their truth, lest a bin's border sort them.
    for (std::size_t begin = 0; begin < films.size();) {
        std::size_t end = begin;
        double truth = 0.0;
        for (; end < films.size() && films[end].first == films[begin].first; ++end)
            truth += films[end].second;
        for (std::size_t film = begin; film < end; ++film)
            films[film].second = truth / static_cast<double>(end - begin);
        begin = end;
    }
    constexpr std::size_t bins = 15;
    double error = 0.0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        double difference = 0.0;
        for (std::size_t film = bin * films.size() / bins; film < (bin + 1) * films.size() / bins; ++film)
            difference += films[film].first - films[film].second;
        error += std::abs(difference) / static_cast<double>(films.size());
    }
    return error;
}

} // namespace

std::vector<std::size_t> RunScores::everyone() const
{
    std::vector<std::size_t> places(names.size());
    std::iota(places.begin(), places.end(), std::size_t{ 0 });
    return places;
}

RunScores scoresOf(const RunResult &result)
{
    RunScores scores;
    scores.classifierSeed = result.classifierSeed;
    scores.threshold = result.threshold;
    std::map<std::string, std::array<std::vector<double>, cellCount>> byPatient;
    for (const TestAnswer &answer : result.test)
        byPatient[answer.patient][static_cast<std::size_t>(answer.cell)].push_back(answer.probability);
    for (auto &[name, answers] : byPatient) {
        scores.names.push_back(name);
        scores.patients.push_back(std::move(answers));
    }
    return scores;
}

const std::vector<StudyFigure> &studyFigures()
{
    static const std::vector<StudyFigure> figures{ { "worst_group", "Worst group", worstGroup },
        { "gap", "Gap, best − worst", gap }, { "mean_accuracy", "Mean of groups", meanGroup },
        { "accuracy_neither", "Neither", accuracyOf<cellOf(false, false)> },
        { "accuracy_device", "Device alone", accuracyOf<cellOf(false, true)> },
        { "accuracy_finding", "Finding alone", accuracyOf<cellOf(true, false)> },
        { "accuracy_both", "Both", accuracyOf<cellOf(true, true)> }, { "sensitivity", "Sensitivity |Δp|", sensitivity },
        { "shift", "Δp, device put in", shift }, { "auc", "AUC, balanced", areaBalanced },
        { "auc_reversed", "AUC, reversed", areaReversed }, { "auc_without", "AUC without device", areaWithoutDevice },
        { "auc_with", "AUC with device", areaWithDevice },
        { "ece_without", "ECE without device", calibrationError<false> },
        { "ece_with", "ECE with device", calibrationError<true> } };
    return figures;
}

namespace {

const StudyFigure &figureOf(std::string_view key)
{
    return *std::ranges::find_if(studyFigures(), [key](const StudyFigure &figure) { return figure.key == key; });
}

} // namespace

const StudyFigure &worstGroupFigure()
{
    return figureOf("worst_group");
}

const StudyFigure &sensitivityFigure()
{
    return figureOf("sensitivity");
}

Number conflictAccuracy(const RunScores &scores, std::size_t patient)
{
    double right = 0.0;
    double count = 0.0;
    for (int cell = 0; cell < cellCount; ++cell)
        if (isConflict(cell))
            for (const double probability : scores.patients[patient][static_cast<std::size_t>(cell)]) {
                count += 1.0;
                right += (probability >= scores.threshold) == showsFinding(cell) ? 1.0 : 0.0;
            }
    return count > 0.0 ? Number(right / count) : std::nullopt;
}

Number patientSensitivity(const RunScores &scores, std::size_t patient)
{
    return sensitivity(scores, { patient });
}

} // namespace cf::downstream
