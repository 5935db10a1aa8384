#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// What a pilot edits with; the same in all of its stages, or a stage's rules would speak of other edits than its
/// reading.
struct PilotSettings {
    std::vector<std::string> prompts; ///< Empty: not said.
    std::filesystem::path model; ///< Empty: not said, or the bundled one.
    bool operator==(const PilotSettings &) const = default;
};

/// What is edited with in `stage`: what is asked now, else what was settled before in the folder's settings.json, else
/// `usual`; kept for the later stages. Errors: InvalidInput where edits were begun, in stage 1 or 2, with others than
/// are asked now. Stages 3 and 4 may be given another model, which is not kept.
Result<PilotSettings> settleSettings(
    const std::filesystem::path &folder, int stage, const PilotSettings &asked, const PilotSettings &usual);

} // namespace cf
