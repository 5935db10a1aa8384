#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// A share of the patients of a data set, by name.
struct SplitShare {
    std::string name; ///< "train", "validation", "test"
    double share = 0.0; ///< Of 1; the shares of a plan add up to 1.
    bool operator==(const SplitShare &) const = default;
};

/// What stands before the name of a patient of whom only a film is known: equal files are one patient's, see
/// joinPatients().
inline constexpr std::string_view unknownPatientPrefix = "file/";
/// Whether a table or an object says whose film it is.
bool isKnownPatient(std::string_view patient);

/// A patient's name in tables: the first digits of a hash, so that no identity leaves with a data set. A film of whom
/// nothing is known is a patient of its own, under its path.
std::string patientKey(std::string_view patient, std::string_view filmPath);

/// The split of a patient: the same for ever for the same key and seed, whatever else is in the data set.
std::string splitOf(std::string_view patientKey, const std::vector<SplitShare> &shares, std::uint64_t seed);

} // namespace cf
