#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf::cli {

/// What one task of a job array gets from the cluster.
struct SlurmRequest {
    int cpus = 2;
    std::string memory = "8G";
    std::string time; ///< As sbatch takes it; empty: the partition's.
    std::string partition; ///< Empty: the cluster's default.
    std::string account; ///< Empty: the user's.
    std::vector<std::string> options; ///< More options of sbatch, as they are.
};

/// What sacct says of a task that has ended.
struct SlurmEnd {
    std::string state; ///< "COMPLETED", "FAILED", "TIMEOUT", …
    std::string exitCode; ///< "code:signal"
};

/// A job array (https://slurm.schedmd.com/job_array.html) by the cluster's own programs: sbatch, squeue, sacct. Errors
/// of all: Io with what the program said, InvalidInput where there is no such program.
class SlurmArray
{
public:
    /// Submits `script` for these tasks; a task that its node lets down is queued again. `logs`: a folder for its
    /// words.
    static Result<SlurmArray> submit(const std::filesystem::path &script, const std::vector<int> &tasks,
        const SlurmRequest &request, const std::filesystem::path &logs);
    /// One that was submitted before.
    explicit SlurmArray(std::string job)
        : m_job(std::move(job))
    {
    }

    const std::string &job() const { return m_job; }
    /// Tasks that wait or run, with squeue's word for it ("PENDING", "RUNNING"); none when all have ended.
    Result<std::map<int, std::string>> queued() const;
    /// Tasks that have ended; none where the cluster keeps no accounts.
    std::map<int, SlurmEnd> ended() const;

private:
    std::string m_job;
};

/// "1,3-5" for the tasks 1, 3, 4 and 5, which ascend.
std::string slurmRange(const std::vector<int> &tasks);

} // namespace cf::cli
