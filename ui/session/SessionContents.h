#pragma once

#include "ui/images/ViewportContent.h"
#include "ui/session/SessionState.h"

namespace cf::ui {

/// What two views show of a state.
struct SessionContents {
    ViewportContent original;
    ViewportContent shown; ///< The result, preview, rebuilt image, or why there is none.
    ResultPointer result; ///< In `shown`; null where it shows none.
};

/// `rebuilt`: instead of the result, what coding alone makes of the source.
SessionContents contentsOf(const SessionState &state, bool rebuilt = false);

/// The image of a document.
ViewportContent originalContent(const EditDocument &document);
/// An edit of its history: the result, the last preview, or why there is neither.
ViewportContent entryContent(const EditDocument &document, const HistoryEntry &entry);

} // namespace cf::ui
