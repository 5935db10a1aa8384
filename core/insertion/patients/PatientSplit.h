#pragma once

#include <cstdint>
#include <string_view>

namespace cf {

/// A patient's name without the blanks around it.
constexpr std::string_view trimmedPatient(std::string_view patient)
{
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = patient.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : patient.substr(first, patient.find_last_not_of(blanks) - first + 1);
}

/// A patient's name as tables mean it: trimmed, and a number without the zeros before it and without the ".0" that
/// spreadsheets add: " 00000013.0" is "13". Anything else stays as it is.
constexpr std::string_view plainPatient(std::string_view patient)
{
    patient = trimmedPatient(patient);
    constexpr std::string_view digits = "0123456789";
    const std::string_view whole = patient.substr(0, patient.find_first_not_of(digits));
    std::string_view rest = patient.substr(whole.size());
    if (whole.empty() || (!rest.empty() && rest.front() != '.'))
        return patient;
    if (!rest.empty())
        rest.remove_prefix(1);
    if (rest.find_first_not_of('0') != std::string_view::npos)
        return patient;
    const auto begin = whole.find_first_not_of('0');
    return begin == std::string_view::npos ? whole.substr(0, 1) : whole.substr(begin);
}

/// True for one patient in five: such patients are never trained on, in any part of a model. The patient, not the
/// image, decides, and the decision is the same for ever (FNV-1a of "data set/patient", the patient as plainPatient()
/// has it).
constexpr bool isHeldBackPatient(std::string_view dataSet, std::string_view patient)
{
    std::uint64_t value = 0xCBF29CE484222325ULL;
    const auto feed = [&value](std::string_view text) {
        for (const char character : text)
            value = (value ^ static_cast<unsigned char>(character)) * 0x100000001B3ULL;
    };
    feed(dataSet);
    feed("/");
    feed(plainPatient(patient));
    return (value >> 20) % 5 == 0;
}

} // namespace cf
