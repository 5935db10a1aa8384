#pragma once

#include "core/base/Result.h"
#include "core/evaluation/downstream/plan/StudyArm.h"
#include "core/evaluation/downstream/plan/StudyPlan.h"
#include "core/jobs/JobContext.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cf::downstream {

/// Films as a classifier takes them: all of one size.
struct FilmSet {
    int size = 0;
    std::vector<std::uint8_t> grey; ///< Film after film, row by row.
    std::vector<int> cells; ///< One a film.
    std::vector<bool> synthetic; ///< One a film.
    std::size_t count() const { return cells.size(); }
};

/// What a trained classifier says.
struct ArmAnswers {
    int bestStep = 0; ///< At which the validation set was classified best.
    double validationWorst = 0.0; ///< Accuracy of the worst group there.
    double threshold = 0.5; ///< Fixed on the validation set.
    std::vector<double> validation; ///< Probability of the finding, by film.
    std::vector<double> test;
};

/// The probability from which a film counts as showing the finding: that with the highest mean accuracy of the groups.
/// The middle of the best where several are.
double bestThreshold(const std::vector<double> &probabilities, const std::vector<int> &cells);
/// Share of each group's films on the right side of the threshold; groups without films are left out.
double worstAccuracy(const std::vector<double> &probabilities, const std::vector<int> &cells, double threshold);

/// Trains an EfficientNet-B0 with one output, from nothing or from the weights in `startFrom` (its head excepted), for
/// the plan's steps, and keeps what classifies the worst group of the validation set best. Depends on plan, films and
/// seed alone; weights begin alike in every arm. Goes on from `state`. Errors: Io, Cancelled, a loss that is no number.
Result<ArmAnswers> trainArm(const StudyArm &arm, const FilmSet &training, const FilmSet &validation,
    const FilmSet &test, const ClassifierPlan &plan, std::uint64_t seed, const std::filesystem::path &startFrom,
    const std::filesystem::path &state, const JobContext &job);

/// Area under the curve of a classifier that was trained to tell synthetic from original films, on films it never saw.
/// 0.5: nobody can tell. Nothing where one kind is missing.
Result<double> detectability(const FilmSet &training, const FilmSet &test, const ClassifierPlan &plan,
    std::uint64_t seed, const std::filesystem::path &state, const JobContext &job);

} // namespace cf::downstream
