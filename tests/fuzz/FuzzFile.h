#pragma once

// Inside tests/fuzz: inputs that a reader takes as a file.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace cf::fuzz {

/// A folder of this process, in memory where the system has such a place; removed at the end.
inline const std::filesystem::path &folder()
{
    static const std::filesystem::path made = [] {
        const std::filesystem::path memory = "/dev/shm";
        const auto path = (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path())
            / ("contrafact-fuzz-" + std::to_string(::getpid()));
        std::filesystem::create_directories(path);
        return path;
    }();
    static const int removed = std::atexit([] {
        std::error_code ignored;
        std::filesystem::remove_all(made, ignored);
    });
    (void)removed;
    return made;
}

/// The bytes as a file, the only one of its folder.
inline std::filesystem::path fileOf(const std::uint8_t *data, std::size_t size)
{
    static const std::filesystem::path file = folder() / "any";
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char *>(data), static_cast<std::streamsize>(size));
    return file;
}

} // namespace cf::fuzz
