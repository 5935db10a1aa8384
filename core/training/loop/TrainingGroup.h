#pragma once

#include "core/base/Result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace cf {

/// Where a process stands among those that train one network together.
struct GroupPlace {
    int rank = 0; ///< The one of rank 0 saves, logs and reports.
    int size = 1; ///< How many there are.
    std::string address; ///< Host of rank 0.
    int port = 29500;
};

/// From what torchrun sets: RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT. Without WORLD_SIZE, or with 1: alone. Errors:
/// InvalidInput naming the variable that is missing or wrong.
Result<GroupPlace> groupPlaceFromEnvironment();

/// The processes that train one network together, each with its share of every batch (data parallel): their gradients
/// are added up by LibTorch's c10d over gloo (torch/csrc/distributed/c10d/ProcessGroupGloo.hpp). One object a process,
/// which outlives the training.
class TrainingGroup
{
public:
    struct Connection;

    TrainingGroup(); ///< Of this process alone.
    /// Waits for the others, for `patience` at most; as long as that any of them may keep the others waiting later.
    /// GLOO_SOCKET_IFNAME names the network's interface where the host's name does not lead to it. Errors:
    /// InvalidInput for a place that cannot be; Unsupported where the program was built without gloo; Io where they do
    /// not meet.
    static Result<TrainingGroup> join(
        const GroupPlace &place, std::chrono::milliseconds patience = std::chrono::minutes(30));
    static bool isBuiltIn(); ///< Whether this program can do it.

    TrainingGroup(TrainingGroup &&) noexcept;
    TrainingGroup &operator=(TrainingGroup &&) noexcept;
    ~TrainingGroup();

    bool isAlone() const { return m_place.size == 1; }
    bool isFirst() const { return m_place.rank == 0; }
    int size() const { return m_place.size; }
    /// First row of this process's share of so many, and the one behind its last. Shares differ by one row at most.
    std::pair<std::int64_t, std::int64_t> shareOf(std::int64_t rows) const;
    const Connection *connection() const { return m_connection.get(); } ///< Null where alone.

private:
    GroupPlace m_place;
    std::unique_ptr<Connection> m_connection;
};

/// InvalidInput where a batch has fewer rows than the group processes.
Result<> checkShares(const TrainingGroup &group, std::int64_t rows, const std::string &what);

} // namespace cf
