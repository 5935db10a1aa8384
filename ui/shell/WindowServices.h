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
    std::filesystem::path sampleFolder; ///< What "Open the sample" opens; empty: not offered.
    std::function<void(const QString &)> log; ///< For the log file; never given names of patients or files.
};

} // namespace cf::ui
