#include "app/contrafact-cli/batch/ProgramCall.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char **environ; // NOLINT(readability-redundant-declaration): POSIX asks the program to declare it.

namespace cf::cli {

namespace {

/// How soon a stop is handed on.
constexpr int pollMilliseconds = 50;

/// All that a program writes until it closes the pipe.
std::string textOf(int pipe, pid_t process, const CallWatch &watch)
{
    std::string text;
    std::size_t heard = 0;
    bool isAsked = false;
    while (true) {
        if (watch.stop.stop_requested() && !std::exchange(isAsked, true))
            ::kill(process, SIGTERM);
        pollfd waiting{ pipe, POLLIN, 0 };
        const int ready = ::poll(&waiting, 1, watch.stop.stop_possible() ? pollMilliseconds : -1);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        std::array<char, 4096> part{};
        const ssize_t count = ::read(pipe, part.data(), part.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return text;
        text.append(part.data(), static_cast<std::size_t>(count));
        for (std::size_t end = text.find('\n', heard); end != std::string::npos; end = text.find('\n', heard)) {
            if (watch.hear)
                watch.hear(text.substr(heard, end - heard));
            heard = end + 1;
        }
    }
}

} // namespace

Result<Called> callProgram(std::vector<std::string> arguments, const std::string &advice, const CallWatch &watch)
{
    std::array<int, 2> pipe{ -1, -1 };
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return fail(ErrorCode::Io, std::string("No pipe could be opened: ") + std::strerror(errno) + ".");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    std::vector<char *> pointers;
    for (std::string &argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_t process = 0;
    const int failed = posix_spawnp(&process, pointers.front(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    Called said;
    if (failed == 0)
        said.text = textOf(pipe[0], process, watch);
    ::close(pipe[0]);
    if (failed != 0)
        return fail(ErrorCode::InvalidInput,
            "\"" + arguments.front() + "\" could not be started: " + std::strerror(failed) + "."
                + (advice.empty() ? "" : " " + advice));
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) { }
    said.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return said;
}

std::string trimmed(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

} // namespace cf::cli
