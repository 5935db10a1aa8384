#pragma once

#include "core/editing/CaptionTokens.h"
#include "core/sessions/blinding/CaseImport.h"
#include "ui/session/EditSession.h"

#include <QString>

#include <filesystem>
#include <functional>

namespace cf::sessions {
struct StudyAnalysis;
}

namespace cf::ui {

/// What reader studies need from the rest of the program.
struct StudyServices {
    sessions::ImageReader readImage; ///< A film from its file, on any thread.
    std::function<sessions::ReadImage(const Radiograph &)> asImage; ///< The same of one in memory.
    std::function<Result<std::string>(const sessions::StudyAnalysis &)>
        pdf; ///< The report on paper; empty: not offered.
};

/// What the window needs from the rest of the program.
struct WindowServices {
    SessionServices session;
    /// Counts a caption's tokens as the model in that folder does; may be empty.
    std::function<TokenCounter(const std::filesystem::path &)> tokenCounter;
    /// Makes what "Open the sample" opens where it is not there yet, off the GUI thread; empty: not offered.
    std::function<Result<std::filesystem::path>(const JobContext &)> sample;
    StudyServices study;
    /// Looks at how each opened film lies, off the GUI thread; may be empty.
    std::function<void(Radiograph &, ReadingNotes &)> checkFilm;
    std::filesystem::path batchProgram; ///< contrafact-cli, which makes data sets.
    bool remembers = false; ///< The window's place, panels, tools and options are kept in the user's settings.
    std::filesystem::path bundledModel; ///< Its folder; empty: there is none.
    QString settingsFile; ///< Of the preferences; empty: the user's own.
    std::function<void(const QString &)> log; ///< For the log file; never given names of patients or files.
};

} // namespace cf::ui
