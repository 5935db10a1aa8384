#pragma once

#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"

#include <functional>
#include <string>
#include <vector>

namespace cf::sessions {

/// The cases of one session in the order in which they are read.
struct CaseSequence {
    struct Item {
        const Case *item = nullptr;
        int attempt = 1;
    };
    std::vector<Item> items;
    bool isLatinSquare = true;
};

/// What decides one session's order.
struct SequenceRules {
    std::vector<std::string> arms; ///< Keys, in the protocol's order.
    std::function<std::string(const Case &)> armOf; ///< The arm of a case.
    int row = 0; ///< The reader's, of the Latin square.
    int patientGap = 0;
    double repeatShare = 0.0;
    int repeatGap = 0;
};

/// `shared`: the stream of the study, from which the readers of one square draw the same blocks of arms; `own`: the
/// reader's. Errors: InvalidInput, as readingOrder().
Result<CaseSequence> arrange(
    const std::vector<const Case *> &cases, const SequenceRules &rules, RandomStream shared, RandomStream own);

/// A seeded shuffle (Fisher–Yates), the same on every machine.
template <typename Value> void shuffle(std::vector<Value> &values, RandomStream &stream)
{
    for (std::size_t left = values.size(); left > 1; --left)
        std::swap(values[left - 1], values[static_cast<std::size_t>(stream.below(static_cast<int>(left)))]);
}

} // namespace cf::sessions
