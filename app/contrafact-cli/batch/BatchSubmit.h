#pragma once

#include "app/contrafact-cli/batch/SlurmArray.h"
#include "core/base/Result.h"

#include <filesystem>
#include <stop_token>

namespace cf::cli {

/// A batch in parts on a cluster.
struct BatchSubmission {
    std::filesystem::path plan; ///< JSON.
    std::filesystem::path output; ///< On a disk that all nodes see.
    std::filesystem::path model; ///< Empty: the bundled one.
    int shards = 1;
    SlurmRequest request;
    bool follows = true; ///< Until all have ended; then the parts are joined.
    bool isQuiet = false;
};

/// Writes the array's script into the folder, submits the shards that are not finished, follows them and joins their
/// manifests in `output`/all. Interrupted, the jobs go on, and the same call follows them again; after shards that
/// failed it submits those alone. Errors: of plan, sbatch and squeue; InvalidInput where the folder holds other parts;
/// Io naming the shards that failed; Cancelled.
Result<> submitBatch(const BatchSubmission &submission, const std::stop_token &stop);

/// One manifest of several finished shards. Errors: InvalidInput for what is not finished or not of one plan, and where
/// a shard is missing, unless `despiteMissing`.
Result<> mergeBatches(
    const std::vector<std::filesystem::path> &shards, const std::filesystem::path &output, bool despiteMissing = false);

} // namespace cf::cli
