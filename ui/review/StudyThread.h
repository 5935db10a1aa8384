#pragma once

#include "core/jobs/JobQueue.h"
#include "core/sessions/StudyStore.h"
#include "ui/session/BackgroundTask.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cf::ui {

/// A study's store on a thread of its own, so that a server that does not answer never stops the window. It is opened
/// by the first work that needs it and stays open; where it cannot be opened, the next work tries again.
class StudyThread
{
public:
    using Opener = std::function<Result<sessions::StudyStore>()>;

    /// `isServer`: the study lies on one, which may fall silent.
    StudyThread(Opener opener, bool isServer);
    /// Asks long work to stop, and waits for what is being written; for a server only a moment. What it has not
    /// confirmed by then was never shown as stored.
    ~StudyThread();
    StudyThread(const StudyThread &) = delete;
    StudyThread &operator=(const StudyThread &) = delete;

    /// Works are done in the order in which they are given. `done` comes on the GUI thread, unless `context` is gone.
    template <typename Value>
    std::stop_source ask(QObject *context,
        std::function<Result<Value>(sessions::StudyStore &, const JobContext &)> work,
        std::function<void(Result<Value>)> done, std::function<void(int, int, QString)> reported = {})
    {
        const auto onThread = [place = m_place, work = std::move(work)](const JobContext &job) -> Result<Value> {
            CF_TRY(place->open());
            return work(*place->store, job);
        };
        std::stop_source stop =
            runInBackground<Result<Value>>(*m_queue, context, onThread, std::move(done), std::move(reported));
        remember(stop);
        return stop;
    }

private:
    struct Place {
        Opener opener;
        std::optional<sessions::StudyStore> store;
        Result<> open();
    };
    void remember(const std::stop_source &stop);

    std::shared_ptr<Place> m_place; ///< Used on the thread alone.
    std::vector<std::stop_source> m_asked;
    bool m_isServer;
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui
