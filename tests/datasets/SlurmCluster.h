#pragma once

#include "tests/datasets/BatchBench.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

namespace cf::test {

/// A Slurm of two nodes on this machine alone (slurmctld, slurmd and munge on loopback), ended with the object. Needs
/// root, for a job runs as its user.
class SlurmCluster
{
public:
    /// Why it did not start; empty where it runs.
    std::string start()
    {
        for (const char *program : { "munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol" })
            if (run(std::string("command -v ") + program + " >/dev/null") != 0)
                return std::string(program) + " is not installed";
        if (::getuid() != 0)
            return "a cluster needs root";
        fs::permissions(m_folder.path(), fs::perms(0755));
        writeConfiguration();
        ::setenv("SLURM_CONF", configuration().c_str(), 1);
        const std::string munge = path("munge");
        if (run("mkdir -m 700 " + munge + " && mkdir -m 711 " + path("socket") + " && head -c 64 /dev/urandom >" + munge
                + "/key && chmod 400 " + munge + "/key && munged --force --key-file=" + munge
                + "/key --socket=" + path("socket") + "/munge --pid-file=" + munge + "/pid --log-file=" + munge
                + "/log --seed-file=" + munge + "/seed")
            != 0)
            return "munged does not start";
        if (run("slurmctld -f " + configuration()) != 0)
            return "slurmctld does not start";
        for (const char *node : { "n1", "n2" })
            if (run("slurmd -f " + configuration() + " -N " + node) != 0)
                return "slurmd does not start";
        for (int attempt = 0; attempt < 300; ++attempt) {
            if (said("sinfo --noheader --format=%T:%D") == "idle:2\n")
                return {};
            ::usleep(100'000);
        }
        return "its nodes do not come up";
    }

    SlurmCluster() = default;
    SlurmCluster(const SlurmCluster &) = delete;
    SlurmCluster &operator=(const SlurmCluster &) = delete;
    ~SlurmCluster()
    {
        if (std::getenv("SLURM_CONF") == nullptr)
            return;
        for (const char *file : { "slurmd-n1.pid", "slurmd-n2.pid", "slurmctld.pid", "munge/pid" })
            end(path(file), SIGTERM);
    }

    /// The node dies at once, with its daemon, the keeper of its job and all that the job runs; the controller is told.
    /// False where no job ran on it.
    bool kill(const std::string &node)
    {
        const std::string of = " --noheader --states=RUNNING --nodelist=" + node;
        const std::string job = firstLine(said("squeue --format=%A" + of));
        const std::string task = firstLine(said("squeue --format=%K" + of));
        if (job.empty() || task.empty())
            return false;
        end(path("slurmd-" + node + ".pid"), SIGKILL);
        // The keeper first: it would report the job as failed instead of lost.
        killAll("slurmstepd: [" + job + ".");
        killAll("shard-" + std::string(5 - task.size(), '0') + task);
        run("scontrol update NodeName=" + node + " State=DOWN Reason=killed");
        return true;
    }

    static std::string said(const std::string &command)
    {
        std::string text;
        if (FILE *pipe = ::popen((command + " 2>/dev/null").c_str(), "r")) {
            std::array<char, 512> part{};
            while (std::fgets(part.data(), part.size(), pipe) != nullptr)
                text += part.data();
            ::pclose(pipe);
        }
        return text;
    }

    static std::string firstLine(const std::string &text) { return text.substr(0, text.find('\n')); }

private:
    static void killAll(const std::string &words)
    {
        for (const auto &process : fs::directory_iterator("/proc")) {
            const int id = std::atoi(process.path().filename().c_str()); // NOLINT(cert-err34-c): 0 for no number.
            if (id > 1 && id != ::getpid() && textOf(process.path() / "cmdline").find(words) != std::string::npos)
                ::kill(id, SIGKILL);
        }
    }
    static int run(const std::string &command) { return std::system((command + " 2>/dev/null").c_str()); }
    std::string path(const std::string &name) const { return (m_folder.path() / name).string(); }
    std::string configuration() const { return path("slurm.conf"); }

    static void end(const std::string &file, int signal)
    {
        std::ifstream stream(file);
        pid_t process = 0;
        if (stream >> process && process > 1)
            ::kill(process, signal);
    }

    void writeConfiguration() const
    {
        const int port = 20'000 + ::getpid() % 10'000; // Beside another run of this test.
        const std::string host = firstLine(said("hostname -s"));
        std::ofstream file(configuration());
        file << "ClusterName=loopback\nSlurmctldHost=" << host << "(127.0.0.1)\nSlurmctldPort=" << port
             << "\nSlurmUser=root\nSlurmdUser=root\nAuthType=auth/munge\nAuthInfo=socket=" << path("socket/munge")
             << "\nCryptoType=crypto/munge\nStateSaveLocation=" << path("state")
             << "\nSlurmdSpoolDir=" << path("spool-%n") << "\nSlurmctldPidFile=" << path("slurmctld.pid")
             << "\nSlurmdPidFile=" << path("slurmd-%n.pid") << "\nSlurmctldLogFile=" << path("slurmctld.log")
             << "\nSlurmdLogFile=" << path("slurmd-%n.log")
             << "\nProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\nSelectType=select/cons_tres\n"
                "SelectTypeParameters=CR_Core\nReturnToService=2\nSlurmdTimeout=30\nKillWait=2\nMpiDefault=none\n"
                "AccountingStorageType=accounting_storage/none\nJobAcctGatherType=jobacct_gather/none\n"
                "SchedulerParameters=sched_interval=2,batch_sched_delay=1,requeue_setup_env_fail\n";
        for (int node = 1; node <= 2; ++node)
            file << "NodeName=n" << node << " NodeAddr=127.0.0.1 NodeHostname=" << host << " Port=" << port + node
                 << " CPUs=1 RealMemory=2000 State=UNKNOWN\n";
        file << "PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP\n";
        fs::create_directories(path("state"));
        for (const char *node : { "n1", "n2" })
            fs::create_directories(path(std::string("spool-") + node));
    }

    TemporaryFolder m_folder;
};

} // namespace cf::test
