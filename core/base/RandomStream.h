#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

namespace cf {

/// A deterministic stream of random numbers, the same on every machine and compiler (unlike the distributions of
/// <random>). Streams with different names are independent, so that switching one part of a phantom off moves no other.
class RandomStream
{
public:
    explicit RandomStream(std::uint64_t seed, std::string_view name = {})
        : m_state(mix(seed ^ hash(name)))
    {
    }

    /// The stream named `name` under this one's seed; independent of how much was drawn here before.
    RandomStream child(std::string_view name) const { return RandomStream(m_origin, name); }

    std::uint64_t next() { return mix(m_state += 0x9E3779B97F4A7C15ULL); }
    /// Uniform in [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    /// Uniform in [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform integer in [0, count).
    int below(int count) { return static_cast<int>(uniform() * count); }
    bool chance(double probability) { return uniform() < probability; }
    /// Standard normal (Box–Muller).
    double normal()
    {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return radius * std::cos(2.0 * std::numbers::pi * uniform());
    }
    double normal(double mean, double deviation) { return mean + deviation * normal(); }

private:
    static constexpr std::uint64_t hash(std::string_view text)
    {
        std::uint64_t value = 0xCBF29CE484222325ULL;
        for (const char character : text)
            value = (value ^ static_cast<unsigned char>(character)) * 0x100000001B3ULL;
        return value;
    }
    static constexpr std::uint64_t mix(std::uint64_t value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31);
    }

    std::uint64_t m_state;
    std::uint64_t m_origin = m_state;
};

} // namespace cf
