#include "core/datasets/plan/PatientKey.h"

#include "core/base/files/Sha256.h"

namespace cf {

namespace {

/// 48 bits: of a million patients two share a key with a chance of 1 in 560.
constexpr std::size_t keyDigits = 12;

std::string hashOfText(std::string_view kind, std::string_view text)
{
    Sha256 hash;
    hash.add(kind.data(), kind.size());
    hash.add(text.data(), text.size());
    return hash.finish();
}

} // namespace

bool isKnownPatient(std::string_view patient)
{
    return !patient.empty() && !patient.starts_with(unknownPatientPrefix);
}

std::string patientKey(std::string_view patient, std::string_view filmPath)
{
    if (patient.starts_with(unknownPatientPrefix))
        return patientKey({}, patient);
    return patient.empty() ? "f-" + hashOfText("film/", filmPath).substr(0, keyDigits)
                           : "p-" + hashOfText("patient/", patient).substr(0, keyDigits);
}

std::string splitOf(std::string_view patientKey, const std::vector<SplitShare> &shares, std::uint64_t seed)
{
    const std::string digits = hashOfText("split/" + std::to_string(seed) + "/", patientKey).substr(0, 13);
    double place = static_cast<double>(std::stoull(digits, nullptr, 16)) / static_cast<double>(1ULL << 52U);
    for (const SplitShare &share : shares) {
        if (place < share.share)
            return share.name;
        place -= share.share;
    }
    return shares.empty() ? std::string() : shares.back().name;
}

} // namespace cf
