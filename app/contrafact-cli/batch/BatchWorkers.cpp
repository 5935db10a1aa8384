#include "app/contrafact-cli/batch/BatchWorkers.h"

#include <csignal>
#include <cstring>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char **environ; // NOLINT(readability-redundant-declaration): POSIX asks the program to declare it.

namespace cf::cli {

BatchWorkers::~BatchWorkers()
{
    stop();
    for (const pid_t process : m_processes)
        waitpid(process, nullptr, 0);
}

Result<> BatchWorkers::start()
{
    std::vector<char *> arguments;
    for (std::string &argument : m_arguments)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int failed = posix_spawn(&process, "/proc/self/exe", nullptr, nullptr, arguments.data(), environ);
    if (failed != 0)
        return fail(ErrorCode::Io, std::string("A worker could not be started: ") + std::strerror(failed) + ".");
    m_processes.push_back(process);
    return {};
}

std::vector<WorkerEnd> BatchWorkers::ended()
{
    std::vector<WorkerEnd> ends;
    std::erase_if(m_processes, [&ends](pid_t process) {
        int status = 0;
        if (waitpid(process, &status, WNOHANG) != process)
            return false;
        ends.push_back(
            { process, WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0 });
        return true;
    });
    return ends;
}

void BatchWorkers::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    for (const pid_t process : m_processes)
        kill(process, SIGTERM);
}

void endWithLeader(pid_t leader)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != leader)
        raise(SIGTERM); // It ended before we asked.
}

} // namespace cf::cli
