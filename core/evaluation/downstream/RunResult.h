#pragma once

#include "core/base/Result.h"
#include "core/evaluation/downstream/plan/ShortcutTask.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace cf::downstream {

/// What a classifier says of one test film.
struct TestAnswer {
    std::string patient;
    int cell = 0;
    double probability = 0.0;
};

/// What it says of a test film that was edited.
struct ProbeAnswer {
    std::string patient;
    int cell = 0; ///< Of the film before.
    double before = 0.0;
    double rebuilt = 0.0; ///< After the null edit.
    double edited = 0.0; ///< With the device turned by the default method.
};

/// One training of one arm: all that its figures are made from.
struct RunResult {
    std::string task;
    double correlation = 1.0;
    std::string arm;
    int classifierSeed = 1;
    int generationSeed = 1; ///< 1 where the arm has none.
    std::string impossible; ///< Why nothing was trained; then the rest is empty.
    std::array<int, cellCount> originals{};
    std::array<int, cellCount> synthetic{};
    int wished = 0;
    int refused = 0;
    int steps = 0;
    int bestStep = 0;
    double validationWorst = 0.0;
    double threshold = 0.5;
    std::vector<TestAnswer> test;
    std::vector<ProbeAnswer> probes;
};

std::string toJson(const RunResult &result);
/// Errors: a file that is no result, saying to delete it.
Result<RunResult> readRunResult(const std::filesystem::path &file);

} // namespace cf::downstream
