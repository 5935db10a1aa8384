#include "app/contrafact/CommandLine.h"

#include "app/program/ExitCode.h"
#include "app/program/NamedPath.h"

#include <CLI/CLI.hpp>

#include <QSize>

#include <string>
#include <vector>

namespace cf {

namespace {

/// "1920x1080"; empty for what is no size of a window.
QSize sizeIn(const std::string &text)
{
    constexpr int smallest = 100; // Pixels of a side.
    constexpr int largest = 10000; // A picture of it must be possible.
    const QStringList sides = QString::fromStdString(text).split('x');
    const QSize size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
    const auto isPossible = [](int side) { return side >= smallest && side <= largest; };
    return isPossible(size.width()) && isPossible(size.height()) ? size : QSize();
}

std::string whyNoSize(const std::string &text)
{
    return sizeIn(text).isEmpty() ? text + " is no size of a window; write WIDTHxHEIGHT, such as 1920x1080" : "";
}

/// What was typed, as the parser leaves it.
struct TypedTexts {
    std::vector<std::string> files;
    std::string model;
    std::string inversionCache;
    std::string prompt;
    std::string screenshot;
    std::string arrangement;
    std::string size;
    std::string study;
    std::string reader;
    std::string passphraseFile;
    std::string language;
};

void declareOptions(CLI::App &parser, CommandLine &line, TypedTexts &texts)
{
    parser.add_option("FILE", texts.files, "DICOM files, pictures, folders or DICOMDIRs to open");
    parser.add_option("--model", texts.model, "Model folder in the diffusers layout (the bundled model when left out)");
    parser.add_option("--inversion-cache", texts.inversionCache,
        "Folder in which inversions wait for the next edit of the same image (the user's cache folder when left out)");
    parser.add_flag("--no-inversion-cache", line.noInversionCache, "Neither reads nor keeps inversions");
    parser.add_option("--prompt", texts.prompt, "The instruction to put into the box");
    parser.add_option("--seed", line.seed, "Seed of the edit")->check(CLI::NonNegativeNumber);
    parser.add_flag("--generate", line.generate, "Start the edit when image and model are there");
    parser.add_option("--screenshot", texts.screenshot,
        "Save a picture of the window (PNG) when all is done; a file that is there already stays");
    parser.add_option("--compare", texts.arrangement, "side, swipe, blink, checker, overlay or difference")
        ->check(CLI::IsMember({ "side", "swipe", "blink", "checker", "overlay", "difference" }));
    parser.add_option("--size", texts.size, "Size of the window, e.g. 1920x1080")
        ->check(CLI::Validator([](const std::string &text) { return whyNoSize(text); }, ""));
    parser.add_flag("--quit", line.quit, "Leave when all is done, with an exit code as below");
    parser.add_option(
        "--read", texts.study, "Study (NAME.cfstudy, postgresql://…) or reader package (NAME.cfreader) to read");
    parser.add_option("--reader", texts.reader, "Whose cases, e.g. R1; a package knows its reader");
    parser.add_option("--passphrase-file", texts.passphraseFile, "Of a reader package");
    parser.add_option("--language", texts.language, "en or ja; of the reader's place")
        ->check(CLI::IsMember({ "en", "ja" }));
    for (CLI::Option *option : parser.get_options())
        if (option->get_type_name().starts_with("TEXT"))
            option->check(CLI::Validator([](const std::string &text) { return whyNoFile(text); }, ""));
    parser.footer(exitCodeText());
}

void takeTexts(const TypedTexts &texts, CommandLine &line)
{
    for (const std::string &file : texts.files)
        line.files << QString::fromStdString(file);
    line.model = texts.model;
    line.inversionCache = texts.inversionCache;
    line.study = QString::fromStdString(texts.study);
    line.reader = QString::fromStdString(texts.reader);
    line.passphraseFile = QString::fromStdString(texts.passphraseFile);
    line.language = QString::fromStdString(texts.language);
    line.prompt = QString::fromStdString(texts.prompt);
    line.screenshot = QString::fromStdString(texts.screenshot);
    line.arrangement = QString::fromStdString(texts.arrangement);
    if (const QSize wanted = sizeIn(texts.size); !wanted.isEmpty()) {
        line.width = wanted.width();
        line.height = wanted.height();
    }
}

} // namespace

CommandLine readCommandLine(int argc, char **argv)
{
    CommandLine line;
    CLI::App parser(
        "Contrafact: counterfactual chest radiographs for research and education. Not for diagnosis.", "contrafact");
    TypedTexts texts;
    declareOptions(parser, line, texts);
    parser.set_version_flag("--version", std::string("contrafact ") + CONTRAFACT_VERSION);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        line.leave = true;
        line.exitCode = error.get_exit_code() == 0
            ? parser.exit(error) // Help or version.
            : explainError("contrafact", { ErrorCode::InvalidInput, std::string(error.what()) + "; see --help." });
        return line;
    }
    takeTexts(texts, line);
    return line;
}

} // namespace cf
