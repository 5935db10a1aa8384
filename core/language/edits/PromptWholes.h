#pragma once

#include "core/language/sentence/PromptSentence.h"
#include "core/language/values/CompiledPrompt.h"

#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// What of the labels a word for many means: "all", "findings" (no devices) or "lungs" (their opacities).
std::vector<Target> wholeOf(std::string_view whole, const std::vector<Target> &labels);

/// The devices that a word such as "wires" can mean; `vague` is the lexicon's key.
std::vector<Target> devicesMeantBy(std::string_view vague);

/// Those of them that the film shows.
std::vector<Target> devicesMeantBy(std::string_view vague, const std::vector<Target> &labels);

/// "“wires” can be ECG Leads or Sternal Wires. Write which."
PromptWarning whichDevice(const std::string &typed, std::string_view vague);

/// True where a prompt without any finding asks for a normal film: "make it normal", 「正常にする」.
bool asksForNormal(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens);

} // namespace cf
