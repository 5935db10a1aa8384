#include "app/program/Interruption.h"

#include "app/program/ExitCode.h"
#include "app/program/SmallThread.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace cf {

namespace {

// A signal handler reaches nothing but what is global.
std::stop_source interruption; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::array<int, 2> signalPipe{ -1, -1 }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
const char *programName = ""; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::string_view saidAtOnce; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
int graceMilliseconds = 0; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void onSignal(int)
{
    const int before = errno;
    const char byte = 1;
    (void)!::write(signalPipe[1], &byte, 1);
    errno = before;
}

[[noreturn]] void leaveAtOnce(std::string_view why)
{
    if (!why.empty())
        for (const std::string_view part :
            { std::string_view(programName), std::string_view(": "), why, std::string_view("\n") })
            (void)!::write(STDERR_FILENO, part.data(), part.size());
    ::_exit(Cancelled);
}

bool hasSignal(int milliseconds)
{
    pollfd waiting{ signalPipe[0], POLLIN, 0 };
    int ready = 0;
    while ((ready = ::poll(&waiting, 1, milliseconds)) < 0 && errno == EINTR) { }
    char byte = 0;
    return ready > 0 && ::read(signalPipe[0], &byte, 1) == 1;
}

void *listen(void *)
{
    if (!hasSignal(-1))
        return nullptr;
    interruption.request_stop();
    leaveAtOnce(hasSignal(graceMilliseconds) ? saidAtOnce : "The work did not stop when asked to, and was ended.");
}

} // namespace

std::stop_token stopWhenInterrupted(const char *program, std::chrono::seconds grace, std::string_view atOnce)
{
    programName = program;
    saidAtOnce = atOnce;
    graceMilliseconds = static_cast<int>(std::chrono::milliseconds(grace).count());
    if (signalPipe[0] >= 0 || ::pipe2(signalPipe.data(), O_CLOEXEC) != 0)
        return interruption.get_token();
    if (!startSmallThread(listen, nullptr))
        return interruption.get_token(); // Without it the signals end the process, as they do by themselves.
    struct sigaction action {
    };
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : { SIGINT, SIGTERM, SIGHUP }) {
        struct sigaction before {
        };
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) // nohup asked for it.
            ::sigaction(signal, &action, nullptr);
    }
    return interruption.get_token();
}

void ignoreWriteSignals()
{
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
}

void holdStandardStreams()
{
    // In this order, as each open takes the lowest free number; opened the wrong way round, so that their use fails.
    for (const int stream : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO })
        if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            (void)!::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

} // namespace cf
