#include "dicom/writing/Identifiers.h"

#include "core/base/files/Sha256.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <random>

namespace cf {
namespace {

using Uuid = std::array<std::uint8_t, 16>;

Uuid randomUuid()
{
    std::random_device device;
    Uuid bytes{};
    for (std::uint8_t &byte : bytes)
        byte = static_cast<std::uint8_t>(device());
    return bytes;
}

Uuid uuidFrom(std::string_view seed, std::string_view purpose)
{
    const std::string text = std::string(seed) + '\n' + std::string(purpose);
    Sha256 hash;
    hash.add(text.data(), text.size());
    const std::string digest = hash.finish();
    Uuid bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    return bytes;
}

/// The 128 bits as one decimal number without leading zeros.
std::string decimal(Uuid bytes)
{
    std::string digits;
    while (std::any_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; })) {
        unsigned remainder = 0;
        for (std::uint8_t &byte : bytes) {
            const unsigned value = remainder * 256U + byte;
            byte = static_cast<std::uint8_t>(value / 10U);
            remainder = value % 10U;
        }
        digits += static_cast<char>('0' + remainder);
    }
    std::reverse(digits.begin(), digits.end());
    return digits.empty() ? "0" : digits;
}

} // namespace

std::string newUid(std::string_view seed, std::string_view purpose)
{
    Uuid uuid = seed.empty() ? randomUuid() : uuidFrom(seed, purpose);
    // Version and variant bits of RFC 4122: 4 is random, 8 is the maker's own scheme.
    uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0FU) | (seed.empty() ? 0x40U : 0x80U));
    uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3FU) | 0x80U);
    return "2.25." + decimal(uuid);
}

TimeStamp timeStamp(std::string_view text)
{
    if (text.size() == 14 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return { std::string(text.substr(0, 8)), std::string(text.substr(8)) };
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 16> date{};
    std::array<char, 16> time{};
    std::strftime(date.data(), date.size(), "%Y%m%d", &local);
    std::strftime(time.data(), time.size(), "%H%M%S", &local);
    return { date.data(), time.data() };
}

} // namespace cf
