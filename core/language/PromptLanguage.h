#pragma once

#include "core/base/Result.h"
#include "core/base/Sentence.h"
#include "core/base/terms/ClinicalTerms.h"
#include "core/language/values/CaptionGrammar.h"
#include "core/language/values/CompiledPrompt.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// Turns what a clinician types (English or Japanese) into edits and captions in the model's own grammar.
/// Never fails: what it does not understand becomes a warning, and text of any length or encoding is accepted.
/// `sourceLabels`: what the image is said to show; findings to be removed that are not among them warn.
/// `maskDrawn`: a drawn mask honours side and zone where the model cannot.
CompiledPrompt compilePrompt(const std::string &typed, const CaptionGrammar &grammar,
    const std::vector<Target> &sourceLabels = {}, bool maskDrawn = false);

} // namespace cf
