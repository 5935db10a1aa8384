#pragma once

#include "core/editing/CaptionTokens.h"
#include "ui/session/EditSession.h"

#include <QString>

#include <filesystem>
#include <functional>

namespace cf::ui {

/// What the window needs from the rest of the program.
struct WindowServices {
    SessionServices session;
    /// Counts a caption's tokens as the model in that folder does; may be empty.
    std::function<TokenCounter(const std::filesystem::path &)> tokenCounter;
    /// Makes what "Open the sample" opens where it is not there yet, off the GUI thread; empty: not offered.
    std::function<Result<std::filesystem::path>(const JobContext &)> sample;
    /// Looks at how each opened film lies, off the GUI thread; may be empty.
    std::function<void(Radiograph &, ReadingNotes &)> checkFilm;
    bool remembers = false; ///< The window's place, panels, tools and options are kept in the user's settings.
    std::filesystem::path bundledModel; ///< Its folder; empty: there is none.
    QString settingsFile; ///< Of the preferences; empty: the user's own.
    std::function<void(const QString &)> log; ///< For the log file; never given names of patients or files.
};

} // namespace cf::ui
