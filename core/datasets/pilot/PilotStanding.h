#pragma once

#include "core/base/Result.h"
#include "core/datasets/pilot/PilotRuleTexts.h"
#include "core/datasets/pilot/PilotStage.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace cf::pilot {

/// What came of a stage.
struct StageStanding {
    std::vector<PilotVerdict> verdicts; ///< Empty: it has not been worked. Else its rules, and what was found.
    std::string next; ///< Of the stage after it, with its time on this machine.
    std::string despite; ///< Why it was started although the one before had not met its rules.

    bool isDone() const { return !verdicts.empty(); }
    bool isMet() const; ///< All of them; a stage that was not worked has met none.
    bool isOpen() const; ///< None is not met, some are to be answered.
};

/// Where a pilot stands, as its folder tells.
struct Standing {
    PilotRules rules; ///< As written; the usual ones where nothing is written yet.
    bool hasBegun = false; ///< The rules are written, and stand.
    std::array<StageStanding, static_cast<std::size_t>(stages)> all;

    /// The first stage that has not met all its rules; `stages` where all have.
    int current() const;
};

/// Errors: files that are damaged, named.
Result<Standing> standingOf(const std::filesystem::path &folder);

} // namespace cf::pilot
