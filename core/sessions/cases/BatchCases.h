#pragma once

#include "core/base/Result.h"
#include "core/sessions/cases/CaseManifest.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf::sessions {

/// Which results of a batch become cases.
struct BatchCases {
    std::string editedArm{}; ///< Of the counterfactuals.
    std::string realArm{}; ///< Of the films that they were made of, each once; empty: the films are left out.
    std::filesystem::path films{}; ///< The folder of the films; empty: the sizes of regions are not known either.
    bool refused = false; ///< Those that a gate refused, too.
    bool armsOfPlan = false; ///< Where the batch's plan named an arm, a counterfactual goes into that.
    std::string split{}; ///< "test"; empty: all.
    int count = 0; ///< At most so many counterfactuals, spread over the manifest by their hashes; 0: all.
};

/// Whether a table is the manifest of a batch, by its header line.
bool isBatchManifest(const std::string &text);

/// The counterfactuals of a batch's manifest.csv, and perhaps their films, as cases: patient from the manifest, film
/// and counterfactual as one pair, the prompt as the truth "prompt". Errors: InvalidInput where columns are missing,
/// arms are not given, files are not there, or nothing is left.
Result<std::vector<ManifestCase>> casesOfBatch(
    const std::string &manifestCsv, const std::filesystem::path &folder, const BatchCases &wanted);

} // namespace cf::sessions
