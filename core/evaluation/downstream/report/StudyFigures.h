#pragma once

#include "core/evaluation/downstream/RunResult.h"
#include "core/statistics/Estimate.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cf::downstream {

/// A classifier's answers by patient: what figures are made from and resampled by.
struct RunScores {
    int classifierSeed = 1; ///< Runs of one seed are drawn together, whatever edits they were trained on.
    double threshold = 0.5;
    std::vector<std::string> names; ///< Patients, sorted.
    std::vector<std::array<std::vector<double>, cellCount>> patients; ///< Probabilities by group.
    /// The places of all patients.
    std::vector<std::size_t> everyone() const;
};

RunScores scoresOf(const RunResult &result);

/// One column of the report: a value of a classifier on some of its test patients (who may repeat).
struct StudyFigure {
    const char *key; ///< In JSON and CSV.
    const char *label; ///< For people.
    Number (*value)(const RunScores &scores, const std::vector<std::size_t> &patients);
};

/// All that is reported. worst_group is the primary endpoint, sensitivity the second.
const std::vector<StudyFigure> &studyFigures();
const StudyFigure &worstGroupFigure();
const StudyFigure &sensitivityFigure();

/// Share of a patient's films, in the two groups where the device misleads, that are classified correctly; and how far
/// the patient's answers move when the device is turned. For paired tests.
Number conflictAccuracy(const RunScores &scores, std::size_t patient);
Number patientSensitivity(const RunScores &scores, std::size_t patient);

} // namespace cf::downstream
