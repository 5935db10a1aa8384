#include "ui/review/StudyThread.h"

#include <future>

namespace cf::ui {

StudyThread::StudyThread(Opener opener)
    : m_place(std::make_shared<Place>(Place{ std::move(opener), std::nullopt }))
{
}

StudyThread::~StudyThread()
{
    for (std::stop_source &stop : m_asked)
        stop.request_stop();
    // A connection is closed on the thread that made it.
    std::promise<void> closed;
    m_queue.enqueue([this, &closed](const std::stop_token &) {
        m_place->store.reset();
        closed.set_value();
    });
    closed.get_future().wait();
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
