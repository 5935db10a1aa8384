#pragma once

#include <cstdint>
#include <string_view>

namespace cf {

/// True for one patient in five: such patients are never trained on, in any part of a model. The patient, not the
/// image, decides, and the decision is the same for ever (FNV-1a of "data set/patient").
constexpr bool isHeldBackPatient(std::string_view dataSet, std::string_view patient)
{
    std::uint64_t value = 0xCBF29CE484222325ULL;
    const auto feed = [&value](std::string_view text) {
        for (const char character : text)
            value = (value ^ static_cast<unsigned char>(character)) * 0x100000001B3ULL;
    };
    feed(dataSet);
    feed("/");
    feed(patient);
    return (value >> 20) % 5 == 0;
}

} // namespace cf
