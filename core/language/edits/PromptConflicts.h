#pragma once

#include "core/language/edits/UnderstoodPrompt.h"

namespace cf {

/// "a small effusion instead of the large one" is a replacement; other opposites contradict each other.
void joinOpposites(UnderstoodPrompt &understood);

/// What is to stay on one side leaves the other: "remove the effusions, but not the right one". What is to stay and to
/// change at the same place is a contradiction.
void spareKept(UnderstoodPrompt &understood);

/// Adds a warning that is not there yet.
void warnOnce(UnderstoodPrompt &understood, PromptWarning warning);

} // namespace cf
