#include "app/contrafact-cli/batch/ProgramCall.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; // NOLINT(readability-redundant-declaration): POSIX asks the program to declare it.

namespace cf::cli {

Result<Called> callProgram(std::vector<std::string> arguments, const std::string &advice)
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
    if (failed == 0) {
        std::array<char, 4096> part{};
        ssize_t count = 0;
        while ((count = ::read(pipe[0], part.data(), part.size())) > 0 || (count < 0 && errno == EINTR))
            if (count > 0)
                said.text.append(part.data(), static_cast<std::size_t>(count));
    }
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

} // namespace cf::cli
