#pragma once

#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <pwd.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace cf::test {

/// A PostgreSQL server of its own in a temporary folder, reached by a socket there. It will not run as root; where the
/// test does, it runs as the user "postgres" of Debian's package.
class PostgresCluster
{
public:
    /// Where it could not be started `isRunning` is false and `why` says so.
    PostgresCluster()
    {
        m_programs = newestPrograms();
        if (m_programs.empty()) {
            m_why = "PostgreSQL is not installed";
            return;
        }
        const passwd *postgres = ::getpwnam("postgres");
        if (::geteuid() == 0) {
            if (postgres == nullptr || ::chown(m_folder.path().c_str(), postgres->pw_uid, postgres->pw_gid) != 0) {
                m_why = "there is no user \"postgres\" to run it";
                return;
            }
            m_as = "runuser -u postgres -- ";
        }
        if (!call("initdb -D " + data() + " -U reader --auth=trust -E UTF8 --no-sync")) {
            m_why = "initdb failed";
            return;
        }
        start();
        if (!m_isRunning)
            m_why = "the server did not start";
    }
    ~PostgresCluster()
    {
        if (m_isRunning)
            stop();
    }
    PostgresCluster(const PostgresCluster &) = delete;
    PostgresCluster &operator=(const PostgresCluster &) = delete;

    bool isRunning() const { return m_isRunning; }
    const std::string &why() const { return m_why; }
    void start()
    {
        m_isRunning = call("pg_ctl -D " + data() + " -w -t 60 -l " + folder() + "/log -o \"-k " + folder()
            + " -c listen_addresses='' -c shared_buffers=16MB\" start");
    }
    /// As a power cut would: without a word to its clients.
    void stop()
    {
        call("pg_ctl -D " + data() + " -w -m immediate stop");
        m_isRunning = false;
    }
    std::string location(const std::string &schema) const
    {
        return "postgresql://reader@/postgres?host=" + folder() + "&schema=" + schema;
    }

private:
    static std::string newestPrograms()
    {
        std::vector<std::string> found;
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored))
            if (std::filesystem::exists(entry.path() / "bin/initdb"))
                found.push_back((entry.path() / "bin").string());
        return found.empty() ? std::string() : *std::ranges::max_element(found);
    }
    std::string folder() const { return m_folder.path().string(); }
    std::string data() const { return folder() + "/data"; }
    bool call(const std::string &command) const
    {
        return std::system(("cd / && " + m_as + m_programs + "/" + command + " > /dev/null 2>&1").c_str()) == 0;
    }

    TemporaryFolder m_folder;
    std::string m_programs;
    std::string m_as;
    std::string m_why;
    bool m_isRunning = false;
};

} // namespace cf::test
