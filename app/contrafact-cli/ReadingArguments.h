#pragma once

#include "core/base/Result.h"
#include "core/imaging/ReadingNote.h"
#include "dicom/LoadedRadiograph.h"
#include "dicom/ReadingOptions.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace cf::cli {

/// How the user says that a film is to be read; the same options for every subcommand that opens one.
struct ReadingArguments {
    int frame = 0;
    std::string orientation; ///< "L\F", "R/F" …; "stored": as it lies is upright.
    std::string white = "evident";
    std::string polarity = "stated";
};

void addReadingArguments(CLI::App &command, ReadingArguments &arguments);

/// Errors: InvalidInput, with what there is to choose.
Result<ReadingOptions> readingOptions(const ReadingArguments &arguments);

/// Reads a film as the user says, and looks at how it lies where the user does not say it.
Result<LoadedRadiograph> openFilm(const std::filesystem::path &path, const ReadingOptions &options);

/// The same where nobody is there to be asked. Errors: also InvalidInput with the question that a film leaves open.
Result<LoadedRadiograph> openPlainFilm(const std::filesystem::path &path);

/// "note: …", "warning: …" or "question: …", one line each, on stderr.
void printNotes(const ReadingNotes &notes);

/// The same for the report: code, sentence, severity.
nlohmann::ordered_json notesJson(const ReadingNotes &notes);

/// InvalidInput with the first question that a film leaves open.
Result<> checkAnswered(const ReadingNotes &notes);

} // namespace cf::cli
