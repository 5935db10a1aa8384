#include "core/jobs/WorkLeftBehind.h"

#include <mutex>
#include <utility>
#include <vector>

namespace cf {

namespace {

struct Kept {
    std::mutex mutex;
    std::vector<std::unique_ptr<JobQueue>> queues;
};

/// Never destroyed: its queues' threads may outlast everything else.
Kept &kept()
{
    static auto *const all = new Kept;
    return *all;
}

} // namespace

void leaveBehind(std::unique_ptr<JobQueue> queue, std::chrono::milliseconds patience)
{
    if (!queue || queue->waitUntilIdle(patience))
        return;
    Kept &all = kept();
    const std::scoped_lock lock(all.mutex);
    all.queues.push_back(std::move(queue));
}

bool isWorkLeftBehind()
{
    Kept &all = kept();
    const std::scoped_lock lock(all.mutex);
    std::erase_if(all.queues, [](const auto &queue) { return queue->waitUntilIdle(std::chrono::milliseconds(0)); });
    return !all.queues.empty();
}

} // namespace cf
