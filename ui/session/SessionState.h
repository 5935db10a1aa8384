#pragma once

#include "ui/session/EditController.h"
#include "ui/session/documents/EditDocument.h"

#include <QDateTime>

#include <optional>
#include <vector>

namespace cf::ui {

/// The model that edits, as far as it is there.
struct ModelState {
    int serial = 0; ///< Counts the models that were loaded.
    bool loading = false;
    bool there = false;
    QString problem; ///< Why the one that was asked for last is not there; another may be.
    ModelDescription description;
    std::vector<MethodDescription> methods;
};

/// A chosen image that cannot be shown, and why.
struct UnreadableImage {
    QString name; ///< Of its file; shown in the view, never logged.
    QString reason;
};

/// An edit or a search for a region that is under way.
struct RunningEdit {
    bool isRegion = false;
    int number = 0;
    QString instruction;
    bool ofShownImage = false;
    Progress progress;
    QImage preview; ///< Null before the first one.
};

/// What was said to the user last.
struct SessionMessage {
    QString text;
    bool isProblem = false;
};

/// Everything that the window shows of the work. A value: panels draw it, compare it, and send intents to EditSession.
struct SessionState {
    ModelState model;

    /// The image in view; null while none is open or the chosen one is unreadable. Owned by the session; the canvas
    /// paints into its mask, the strip lists its history.
    EditDocument *document = nullptr;
    std::optional<UnreadableImage> unreadable;
    bool loading = false; ///< Another image was chosen and is being read; nothing can be asked for meanwhile.
    bool anotherWindow = false; ///< Another window works on the same image; this one's work is a branch.

    EditDraft draft; ///< As the prompt panel shall show it …
    int draftSerial = 0; ///< … where it was set by anything but the panel, which counts this up.
    bool regionFirst = true; ///< The region is shown before it is applied.
    FilmFindings findings;
    QString hindrance; ///< Why nothing can be generated, image and model apart from the instruction; empty: nothing.

    int shownRow = 0; ///< Of the document's history.
    int branchOf = 0; ///< Number of the edit under which the next ones stand; 0: under the original.
    std::optional<HistoryEntry> shown; ///< Its entry; the original's too.
    bool outOfDate = false; ///< The user's mask has changed since the shown result.
    bool maskDrawn = false;
    QString notice; ///< Advice on the found region, while it holds.
    bool noticeWarns = false;

    std::optional<RunningEdit> running;
    std::vector<QString> waiting; ///< Instructions of the edits that wait.
    double expectedSeconds = -1.0; ///< Of an edit, as the last one took; negative while unknown.

    QDateTime saved; ///< When work was written last; invalid before.
    QDateTime restored; ///< From when the shown image's work is that the disk knew at its opening; invalid: none.
    SessionMessage message;
};

} // namespace cf::ui
