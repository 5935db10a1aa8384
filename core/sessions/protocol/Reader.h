#pragma once

#include <string>
#include <vector>

namespace cf::sessions {

enum class ReaderRole { Reader, Adjudicator, Consensus };

struct Reader {
    std::string id; ///< "R1": in exports and reports.
    std::string name; ///< For the coordinator alone.
    std::string experience; ///< E.g. "radiologist, 11 years".
    ReaderRole role = ReaderRole::Reader;
    int row = 0; ///< Of the Latin square; set by the store.
    std::vector<std::string> cases; ///< Only these; empty: all (a reader) or those that were sent (an adjudicator).
    bool operator==(const Reader &) const = default;
};

} // namespace cf::sessions
