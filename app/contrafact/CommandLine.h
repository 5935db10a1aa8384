#pragma once

#include <QString>
#include <QStringList>

#include <filesystem>
#include <optional>

namespace cf {

/// What the program was started with.
struct CommandLine {
    QStringList files; ///< Opened at the start.
    std::filesystem::path model; ///< Empty: the bundled one.
    std::filesystem::path inversionCache; ///< Empty: what the settings say, else the user's cache folder.
    bool noInversionCache = false;
    QString prompt;
    bool generate = false; ///< Start the edit as soon as image and model are there.
    QString screenshot; ///< Where to save the window as a picture, once all that was asked for is done.
    QString arrangement; ///< "side", "swipe", "blink", "checker", "overlay", "difference"
    int width = 0; ///< Of the window; 0: its own size.
    int height = 0;
    std::optional<unsigned> seed; ///< Nothing: as it was.
    QString study; ///< A reader study to be read, instead of the editor's window.
    QString reader; ///< Whose place it is.
    QString passphraseFile; ///< For a reader package.
    QString language; ///< "en" or "ja"; empty: the system's.
    bool quit = false; ///< Leave when all that was asked for is done.
    int exitCode = 0; ///< When not empty() below: what to leave with at once.
    bool leave = false; ///< --help or a mistake: its text has been printed.
};

/// Reads the arguments. Mistakes are printed as one line on stderr.
CommandLine readCommandLine(int argc, char **argv);

} // namespace cf
