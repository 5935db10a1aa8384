#pragma once

#include "core/editing/EditResult.h"

#include <string>
#include <vector>

namespace cf {

/// What a gate, a row of the scorecard or the whole of it says.
enum class Judgement {
    Passed,
    Failed,
    NotJudged, ///< Could not be computed. Never counts as passed.
};

Judgement judgementOf(const Gate &gate);

/// A gate that could not be computed, and why in one sentence: its value is not a number.
Gate notComputed(std::string name, std::string label, std::string reason);

/// The gates that every edit is held to, always all and in a fixed order; those that `gates` lacks are there as not
/// computed. Of two with the same name the computed one stays. Gates of other names follow.
std::vector<Gate> completed(std::vector<Gate> gates);

/// One question about an edit and the gates that answer it.
struct ScorecardRow {
    std::string key; ///< Stable: "asked", "place", "others", "marks", "outside", "rebuilt", or a gate's own name.
    std::string label;
    std::vector<Gate> gates; ///< That answer it; the one that decides comes first.
    Judgement judgement = Judgement::NotJudged;
    std::string reason; ///< Why it failed or could not be judged.
};

/// The same rows for every edit: the asked change is there; on the asked side and place; nothing else came or went;
/// printed marks; outside the region; rebuilt without an edit. Further gates have a row each.
struct Scorecard {
    std::vector<ScorecardRow> rows;
    int passed = 0;
    int failed = 0;
    int notJudged = 0;
    /// Failed where a row failed; passed only where the asked change was judged and is there; else not judged.
    Judgement verdict = Judgement::NotJudged;
};

Scorecard scorecardOf(std::vector<Gate> gates);

} // namespace cf
