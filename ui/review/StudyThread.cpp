#include "ui/review/StudyThread.h"

#include "core/jobs/WorkLeftBehind.h"

#include <chrono>

namespace cf::ui {

namespace {

constexpr std::chrono::milliseconds patienceWithServer{ 300 }; ///< When the window closes.
/// With a file: it waits for what is written, as long as another program may hold the file.
constexpr std::chrono::milliseconds patienceWithFile{ 60'000 };

} // namespace

StudyThread::StudyThread(Opener opener, bool isServer)
    : m_place(std::make_shared<Place>(Place{ std::move(opener), std::nullopt }))
    , m_isServer(isServer)
    , m_queue(std::make_unique<JobQueue>())
{
}

StudyThread::~StudyThread()
{
    for (std::stop_source &stop : m_asked)
        stop.request_stop();
    // A connection is closed on the thread that made it.
    m_queue->enqueue([place = m_place](const std::stop_token &) { place->store.reset(); });
    leaveBehind(std::move(m_queue), m_isServer ? patienceWithServer : patienceWithFile);
}

Result<> StudyThread::Place::open()
{
    if (!store) {
        CF_ASSIGN(auto opened, opener());
        store.emplace(std::move(opened));
    }
    return {};
}

void StudyThread::remember(const std::stop_source &stop)
{
    constexpr std::size_t kept = 16; // Works wait for each other; more than a few are never under way.
    if (m_asked.size() == kept)
        m_asked.erase(m_asked.begin());
    m_asked.push_back(stop);
}

} // namespace cf::ui
