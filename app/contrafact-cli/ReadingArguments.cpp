#include "app/contrafact-cli/ReadingArguments.h"

#include "core/anatomy/FilmLie.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/engine/reading/SideLetterCheck.h"
#include "dicom/ImageImport.h"

#include <cstdio>

namespace cf::cli {

void addReadingArguments(CLI::App &command, ReadingArguments &arguments)
{
    command.add_option("--frame", arguments.frame, "Frame of a multi-frame object, from 0");
    command.add_option("--orientation", arguments.orientation,
        "How the film lies, in place of what it says: where its rows and columns run, e.g. L/F (upright), R/F "
        "(mirrored), R/H (upside down); \"stored\": upright as it lies");
    command
        .add_option("--white", arguments.white,
            "White of a VOI look-up table whose entries have fewer bits than it states: what they reach, or as stated")
        ->check(CLI::IsMember({ "evident", "stated" }))
        ->capture_default_str();
    command
        .add_option("--polarity", arguments.polarity,
            "Light and dark as the file states, by its photometric interpretation alone, or the other way round")
        ->check(CLI::IsMember({ "stated", "photometric", "inverted" }))
        ->capture_default_str();
}

Result<ReadingOptions> readingOptions(const ReadingArguments &arguments)
{
    ReadingOptions options;
    options.frame = arguments.frame;
    options.white = arguments.white == "stated" ? ReadingOptions::White::Stated : ReadingOptions::White::Evident;
    options.polarity = arguments.polarity == "inverted" ? ReadingOptions::Polarity::Inverted
        : arguments.polarity == "photometric"           ? ReadingOptions::Polarity::Photometric
                                                        : ReadingOptions::Polarity::Stated;
    if (arguments.orientation == "stored")
        options.axes = frontalAxes;
    else if (!arguments.orientation.empty()) {
        const auto stated = parsePatientAxes(arguments.orientation);
        if (!stated)
            return fail(ErrorCode::InvalidInput,
                "\"" + arguments.orientation
                    + "\" is no orientation. Say where rows and columns run, e.g. L/F, R/F, R/H or H/L, or "
                      "\"stored\".");
        options.axes = stated->axes;
    }
    return options;
}

Result<LoadedRadiograph> openFilm(const std::filesystem::path &path, const ReadingOptions &options)
{
    CF_ASSIGN(LoadedRadiograph loaded, openRadiograph(path, options));
    if (options.axes)
        return loaded; // The user knows.
    checkFilmLie(loaded.radiograph, loaded.notes);
    static const auto bundled = findBundledModel("/proc/self/exe");
    if (bundled) {
        static const auto checkSideLetters = sideLetterCheck(*bundled);
        checkSideLetters(loaded.radiograph, loaded.notes);
    }
    return loaded;
}

Result<LoadedRadiograph> openPlainFilm(const std::filesystem::path &path)
{
    CF_ASSIGN(LoadedRadiograph loaded, openFilm(path, {}));
    if (const ReadingNote *question = openQuestion(loaded.notes))
        return fail(ErrorCode::InvalidInput,
            question->sentence
                + " Edit this film by itself (contrafact-cli edit, or the window), where that can be said.");
    return loaded;
}

void printNotes(const ReadingNotes &notes)
{
    for (const ReadingNote &note : notes)
        std::fprintf(stderr, "%s: %s\n", std::string(keyOf(note.severity)).c_str(), withRemedy(note).c_str());
}

nlohmann::ordered_json notesJson(const ReadingNotes &notes)
{
    auto json = nlohmann::ordered_json::array();
    for (const ReadingNote &note : notes)
        json.push_back({ { "code", note.code }, { "sentence", withRemedy(note) },
            { "severity", std::string(keyOf(note.severity)) } });
    return json;
}

Result<> checkAnswered(const ReadingNotes &notes)
{
    if (const ReadingNote *question = openQuestion(notes))
        return fail(ErrorCode::InvalidInput, withRemedy(*question));
    return {};
}

} // namespace cf::cli
