#pragma once

#include "core/base/Result.h"
#include "core/sessions/StudyStore.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf::sessions {

/// What a coordinator says of cases that are in the study already; absent: stays as it is.
struct CaseChange {
    std::vector<std::string> cases; ///< Their ids.
    std::optional<bool> isTraining;
    std::optional<std::string> feedback;
    std::optional<std::map<std::string, std::string>> truth;
};

/// Before sealing. Errors: InvalidInput for a case that the study does not have, or a sealed study; as StudyStore.
Result<> changeCases(StudyStore &store, const CaseChange &change);

/// "synthetic=yes, finding=4". Errors: InvalidInput, naming the part that is none.
Result<std::map<std::string, std::string>> truthFromText(const std::string &text);
std::string textOfTruth(const std::map<std::string, std::string> &truth);

} // namespace cf::sessions
