#pragma once

#include "core/base/Result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace cf {

/// SHA-256 (FIPS 180-4), for telling data apart and for naming weights in records; not for secrets.
class Sha256
{
public:
    void add(std::span<const std::byte> bytes);
    void add(const void *data, std::size_t length) { add({ static_cast<const std::byte *>(data), length }); }
    /// 64 lower-case hexadecimal digits. The object is spent afterwards.
    std::string finish();

private:
    void compress(const std::uint8_t *block);

    std::array<std::uint32_t, 8> m_state{ 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
        0x1f83d9ab, 0x5be0cd19 };
    std::array<std::uint8_t, 64> m_buffer{};
    std::size_t m_buffered = 0;
    std::uint64_t m_length = 0;
};

/// `eachPart` is called after every megabyte and may throw to leave. Errors name the file.
Result<std::string> sha256OfFile(const std::filesystem::path &file, const std::function<void()> &eachPart = {});

} // namespace cf
