#pragma once

#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/protocol/Reader.h"
#include "core/sessions/sealing/Seal.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// What a study is, without pixels and answers.
struct Study {
    std::string id; ///< 32 hexadecimal digits, drawn when it was made.
    Protocol protocol;
    std::vector<Case> cases; ///< In the order of their ids.
    std::vector<Reader> readers; ///< In the order of their ids.
    std::vector<Seal> seals; ///< Oldest first; empty: not sealed yet.
    bool isClosed = false; ///< No answer is taken any more, and results may be shown.
    bool isReaderCopy = false; ///< A reader's own copy: knows nothing of arms, truth and patients.

    bool isSealed() const { return !seals.empty(); }
    const Case *find(const std::string &caseId) const;
    const Reader *reader(const std::string &readerId) const;
};

} // namespace cf::sessions
