#pragma once

#include "core/base/Result.h"
#include "core/language/values/CaptionGrammar.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A way in which a model may have been told what films show.
struct ProbeTemplate {
    std::string name; ///< For reports, "PRISM, demonstrations".
    CaptionGrammar grammar; ///< Of captions of the state.
};

/// The templates that published checkpoints of radiographs are known or likely to have been trained with, after that
/// of the model's own card, where it has one. Without doubles: CLIP's tokens know no capitals.
std::vector<ProbeTemplate> probeTemplates(const std::optional<CaptionGrammar> &ofCard);

/// A user's: a JSON file with "grammar" as in contrafact.json, named after the file. Errors: a file that cannot be
/// read, a grammar of instructions, which is none of states.
Result<ProbeTemplate> readProbeTemplate(const std::filesystem::path &file);

/// Whether no caption of one differs from that of the other in more than capitals.
bool saysTheSame(const CaptionGrammar &a, const CaptionGrammar &b);

/// The words that a target may be known by besides the template's, without doubles.
std::vector<std::string> otherWordsFor(Target target);

/// As CLIP's tokeniser reads it, for comparing.
std::string withoutCapitals(std::string text);

} // namespace cf
