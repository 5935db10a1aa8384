#include "app/contrafact/TerminationSignals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace cf {
namespace {

constexpr std::array handled{ SIGTERM, SIGHUP, SIGINT };
std::array<int, 2> pipeEnds{ -1, -1 }; // A handler has no other way to its object.

/// Only what POSIX allows in a handler (signal-safety(7)): one byte through a socket.
void passOn(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(pipeEnds[0], &byte, 1);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pipeEnds.data()) != 0)
        return; // Without it a signal ends the program at once; autosave has all but the last second.
    m_notifier = new QSocketNotifier(pipeEnds[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(pipeEnds[1], &byte, 1) == 1)
            Q_EMIT asked();
    });
    struct sigaction action = {};
    action.sa_handler = passOn;
    action.sa_flags = SA_RESTART;
    for (const int each : handled)
        ::sigaction(each, &action, nullptr);
}

TerminationSignals::~TerminationSignals()
{
    for (const int each : handled)
        std::signal(each, SIG_DFL);
    for (int &end : pipeEnds)
        ::close(std::exchange(end, -1));
}

} // namespace cf
