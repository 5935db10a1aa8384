#pragma once

#include "core/language/PromptLanguage.h"

#include <string>

namespace cf {

enum class PromptTongue { English, Japanese };

/// The sentence for an edit, as a builder writes it into the prompt box: "add a small left pleural effusion",
/// 「左の少量の胸水を追加」. compilePrompt reads it back as the same edit.
std::string promptPhrase(const EditInstruction &edit, PromptTongue tongue);

} // namespace cf
