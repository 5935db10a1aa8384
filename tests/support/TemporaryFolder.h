#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace cf::test {

/// A folder of its own for one test, empty at the start and deleted at the end, whatever else runs at the same time.
class TemporaryFolder
{
public:
    TemporaryFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "contrafact-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            std::perror(pattern.c_str());
            std::exit(EXIT_FAILURE);
        }
        m_path = pattern;
    }
    ~TemporaryFolder()
    {
        if (::getpid() != m_owner) // A child that ends early must not take its parent's files away.
            return;
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;

    const std::filesystem::path &path() const { return m_path; }
    std::filesystem::path operator/(const std::filesystem::path &name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
    pid_t m_owner = ::getpid();
};

} // namespace cf::test
