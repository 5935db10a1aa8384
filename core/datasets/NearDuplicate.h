#pragma once

#include <optional>
#include <string>

namespace cf {

/// Two films that look alike and are not said to be one patient's, in different splits.
struct NearDuplicate {
    std::string film;
    std::string split;
    std::string other;
    std::string otherSplit;
    int distance = 0; ///< Bits of the appearance hash that differ, of 512.
    bool byHash = true; ///< That is few enough.
    std::optional<double> embeddingDistance{}; ///< Where it says that they are one film, see EmbeddedFilm.
    bool operator==(const NearDuplicate &) const = default;
};

/// "hash", "embedding" or "hash+embedding".
inline const char *finderOf(const NearDuplicate &pair)
{
    return !pair.embeddingDistance ? "hash" : pair.byHash ? "hash+embedding" : "embedding";
}

} // namespace cf
