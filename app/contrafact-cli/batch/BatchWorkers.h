#pragma once

#include "core/base/Result.h"

#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace cf::cli {

/// How a worker ended.
struct WorkerEnd {
    pid_t process = 0;
    int exitCode = 0; ///< Of a worker that ended in good order; else −1.
    int signal = 0; ///< That ended it; else 0.
};

/// The processes of a batch: this program once more for each.
class BatchWorkers
{
public:
    explicit BatchWorkers(std::vector<std::string> arguments)
        : m_arguments(std::move(arguments))
    {
    }
    ~BatchWorkers(); ///< Stops and awaits what still runs.

    Result<> start();
    std::vector<WorkerEnd> ended(); ///< Those that ended since the last call.
    bool any() const { return !m_processes.empty(); }
    void stop(); ///< Asks all to stop, once; returns at once.

private:
    std::vector<std::string> m_arguments;
    std::vector<pid_t> m_processes;
    bool m_isStopping = false; ///< A second signal would end them in the middle of an edit.
};

/// In a worker: it is asked to stop when the process that started it ends.
void endWithLeader(pid_t leader);

} // namespace cf::cli
