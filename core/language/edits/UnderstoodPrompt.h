#pragma once

#include "core/language/values/CompiledPrompt.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// Something asked to stay as it is; without side and zone: all of it.
struct KeptThing {
    Target target = Target::PleuralEffusion;
    Side side = Side::None;
    Zone zone = Zone::None;
};

/// The edits that a parsed prompt asks for, and what has to be said about them.
struct UnderstoodPrompt {
    std::vector<EditInstruction> edits;
    std::vector<PromptWarning> warnings;
    std::vector<KeptThing> kept;
    std::map<std::size_t, std::string> verbs; ///< Token index → "add", …, "keep" of each verb that governs something.
};

} // namespace cf
