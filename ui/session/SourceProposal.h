#pragma once

#include "core/editing/readings/SourceReader.h"
#include "core/language/PromptLanguage.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace cf::ui {

/// What a film is proposed to show, until the user confirms or corrects it.
struct SourceProposal {
    std::vector<Target> labels;
    QString origin; ///< Who says what, for a tooltip; empty where nobody says anything.
};

/// core/language's compilePrompt, bound to a grammar, without labels or mask.
using SentenceReading = std::function<CompiledPrompt(const std::string &)>;

/// Everything that the study's own words name, and everything that a trusted output of the classifier holds for more
/// likely than not; what the words deny ("no effusion") is not proposed, whatever the classifier says.
SourceProposal proposeSource(
    const std::vector<std::string> &words, const SentenceReading &read, const std::vector<SourceReading> &readings);

} // namespace cf::ui
