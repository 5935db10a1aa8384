#pragma once

#include <string>
#include <string_view>

namespace cf {

/// A new UID of the 2.25 form (PS3.5 B.2): from a random UUID, or, when `seed` is not empty, from seed and purpose,
/// so that the same edit is the same object.
std::string newUid(std::string_view seed, std::string_view purpose);

/// A date and time in DICOM's forms.
struct TimeStamp {
    std::string date; ///< YYYYMMDD
    std::string time; ///< HHMMSS
};

/// `text` as YYYYMMDDHHMMSS, or the present local time when it is empty or of another form.
TimeStamp timeStamp(std::string_view text);

} // namespace cf
