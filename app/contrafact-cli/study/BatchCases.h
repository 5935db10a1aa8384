#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/CaseManifest.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf::cli {

/// Which edits of a batch become cases of a study.
struct BatchCases {
    std::filesystem::path manifest; ///< manifest.csv of a batch.
    std::filesystem::path films; ///< The batch's films; needed for a real arm.
    std::string editedArm;
    std::string realArm; ///< Empty: none.
    std::string split; ///< "test"; empty: all.
    int count = 0; ///< At most so many edits, spread over the manifest by their hashes; 0: all.
};

/// The accepted edits, each with its film as the partner in the real arm where one is named; patients under the batch's
/// keys. The prompt becomes the truth "prompt". Errors: a table that is no manifest, files that are missing, none that
/// was accepted.
Result<std::vector<sessions::ManifestCase>> casesOfBatch(const BatchCases &wanted);

} // namespace cf::cli
