#pragma once

#include <string>

namespace cf::sessions {

/// A protocol with its cases and analysis plan that cannot change any more.
struct Seal {
    int version = 0; ///< From 1; each amendment is one more.
    std::string hash; ///< SHA-256 of `document`, 64 hexadecimal digits; on every report.
    std::string time;
    std::string reason; ///< Of an amendment.
    std::string document; ///< Canonical JSON: protocol, cases, hashes of pixels, leak check, hash of the seal before.
    bool operator==(const Seal &) const = default;
};

} // namespace cf::sessions
