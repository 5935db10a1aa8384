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

/// The bytes as a file of this process, in memory where the system has such a folder.
inline std::filesystem::path fileOf(const std::uint8_t *data, std::size_t size)
{
    static const std::filesystem::path file = [] {
        const std::filesystem::path memory = "/dev/shm";
        return (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path())
            / ("contrafact-fuzz-" + std::to_string(::getpid()));
    }();
    static const int removed = std::atexit([] {
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
    });
    (void)removed;
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char *>(data), static_cast<std::streamsize>(size));
    return file;
}

} // namespace cf::fuzz
