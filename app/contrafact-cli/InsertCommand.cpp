#include "app/contrafact-cli/OutputFolder.h"
#include "app/contrafact-cli/ReadingArguments.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/program/MemoryLimit.h"
#include "core/base/files/OutputPlan.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/Insertion.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/insertion/dataset/InsertionExport.h"
#include "core/jobs/JobContext.h"
#include "dicom/SyntheticWriter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>

namespace cf::cli {

namespace {

struct InsertOptions {
    std::filesystem::path input;
    ReadingArguments reading;
    std::string abnormality;
    std::uint64_t seed = 1;
    std::filesystem::path output;
    bool supine = false;
    bool noMark = false;
    std::vector<std::filesystem::path> radiographs;
    int count = 10;
    int size = 512;
    bool heldBack = false;
    bool overwrite = false;
};

constexpr const char *tableName = "labels.csv";
constexpr const char *oneStem = "insertion"; ///< Of the files of a single insertion.

/// CheXpert's columns and ours; blank means not known, as there: a radiograph's own devices are not labelled.
std::string tableHeader()
{
    std::string header = "Path,Patient,View,Seed,Side,Zone,Severity";
    for (const Target target : allTargets)
        header.append(",").append(keyOf(target));
    return header + "\n";
}

std::string tableRow(const std::string &path, const std::string &patient, const std::string &view, std::uint64_t seed,
    const Abnormality &abnormality, bool present)
{
    const auto quoted = [](std::string text) {
        std::erase_if(text, [](char c) { return c == '"' || c == '\n' || c == '\r'; });
        text.insert(text.begin(), '"');
        text += '"';
        return text;
    };
    std::ostringstream row;
    row << quoted(path) << ',' << quoted(patient) << ',' << quoted(view) << ',' << seed << ','
        << keyOf(abnormality.side) << ',' << keyOf(abnormality.zone) << ',' << keyOf(abnormality.severity);
    for (const Target target : allTargets) {
        row << ',';
        if (target == abnormality.target && present)
            row << "1.0";
    }
    row << '\n';
    return row.str();
}

nlohmann::json reportOf(const CounterfactualPair &pair, std::uint64_t seed, double confidence)
{
    const auto changed = std::ranges::count_if(pair.region.pixels, [](float share) { return share > 0.0F; });
    return { { "abnormality", describe(pair.abnormality) }, { "target", keyOf(pair.abnormality.target) },
        { "side", keyOf(pair.abnormality.side) }, { "zone", keyOf(pair.abnormality.zone) },
        { "severity", keyOf(pair.abnormality.severity) }, { "seed", seed }, { "confidence", confidence },
        { "visible", pair.visible },
        { "changed_share",
            static_cast<double>(changed) / static_cast<double>(std::max<std::size_t>(1, pair.region.pixels.size())) } };
}

constexpr std::array pairEndings{ "_without.png", "_with.png", "_region.png", "_difference.png" };

Result<> writePair(OutputFolder &folder, const std::string &stem, const CounterfactualPair &pair)
{
    CF_TRY(writePairPictures(folder.path(), stem, pair, folder.policy()));
    for (const char *ending : pairEndings)
        CF_TRY(folder.add(stem + ending));
    return {};
}

/// The same change in stored values, at the source's depth.
Radiograph withChange(const Radiograph &source, const CounterfactualPair &pair)
{
    Radiograph result = source;
    const DisplayMap map(source);
    for (std::size_t i = 0; i < result.stored.pixels.size(); ++i) {
        const std::int32_t stored = source.stored.pixels[i];
        if (pair.region.pixels[i] <= 0.0F || isPadding(source, stored))
            continue;
        const double slope = map.slope(stored);
        const double change = slope != 0.0 ? (pair.with.pixels[i] - pair.without.pixels[i]) / slope : 0.0;
        const double moved = std::clamp(stored + std::round(change), static_cast<double>(map.minimumStored()),
            static_cast<double>(map.maximumStored()));
        result.stored.pixels[i] = static_cast<std::int32_t>(moved);
    }
    return result;
}

/// The input may lie in the output's folder, and be of such a name.
Result<> checkFilesOfOne(const InsertOptions &options, const OutputFolder &folder)
{
    OutputPlan plan;
    plan.reads("--input", options.input);
    for (const char *ending : pairEndings)
        plan.writes("--output", folder.path() / (std::string(oneStem) + ending), folder.policy());
    plan.writes("--output", folder.path() / (std::string(oneStem) + "_with.dcm"), folder.policy());
    CF_TRY(plan.check());
    return folder.checkTable(tableName, tableHeader());
}

Result<> insertIntoOne(const InsertOptions &options, OutputFolder &folder)
{
    CF_ASSIGN(const Abnormality wanted, parseAbnormality(options.abnormality));
    CF_TRY(checkFilesOfOne(options, folder));
    CF_ASSIGN(const ReadingOptions reading, readingOptions(options.reading));
    CF_ASSIGN(const LoadedRadiograph loaded, asInput(openFilm(options.input, reading)));
    printNotes(loaded.notes);
    CF_TRY(checkAnswered(loaded.notes));
    const Turn turn = uprightTurn(loaded.radiograph.axes);
    const Radiograph radiograph = uprightRadiograph(loaded.radiograph);
    if (std::abs(pixelAspect(radiograph) - 1.0) > 0.05)
        return fail(ErrorCode::Unsupported,
            "The pixels of " + options.input.string() + " are not square; resample the image first.");
    const GreyImage grey = toDisplay(radiograph);
    CF_ASSIGN(const ThoraxLandmarks landmarks,
        findThoraxLandmarks(grey, { radiograph.columnSpacing, radiograph.rowSpacing }));
    CF_TRY(checkInsertable(landmarks, wanted));
    RandomStream stream(options.seed, "insert");
    const InsertionView view{ options.supine };
    CF_ASSIGN(CounterfactualPair pair, insertAbnormality(grey, landmarks.geometry, wanted, stream, view));
    pair.without = turned(pair.without, turn.inverse()); // Written as the film lies.
    pair.with = turned(pair.with, turn.inverse());
    pair.region = turned(pair.region, turn.inverse());
    CF_TRY(writePair(folder, oneStem, pair));
    const nlohmann::json report = reportOf(pair, options.seed, landmarks.geometry.confidence);
    SyntheticRecord record;
    record.method = "insertion of a rendered abnormality";
    record.edit = "Added: " + describe(pair.abnormality);
    record.provenanceJson = report.dump();
    record.seriesDescription = describe(pair.abnormality);
    record.identifierSeed = report.dump();
    record.mark = !options.noMark;
    record.reasonForNoMark = options.noMark ? "asked for on the command line" : "";
    const std::string object = std::string(oneStem) + "_with.dcm";
    CF_TRY(writeSynthetic(withChange(loaded.radiograph, pair), record, options.input, folder.path() / object,
        reading.frame, folder.policy()));
    CF_TRY(folder.add(object));
    CF_TRY(folder.beginTable(tableName, tableHeader()));
    for (const bool present : { false, true })
        CF_TRY(folder.addRows(tableRow(std::string(oneStem) + (present ? "_with.png" : "_without.png"),
            loaded.attributes.patientId, radiograph.viewPosition, options.seed, pair.abnormality, present)));
    nlohmann::json printed = report;
    printed["notes"] = notesJson(loaded.notes);
    std::printf("%s\n", printed.dump(2).c_str());
    return {};
}

Result<> insertIntoMany(const InsertOptions &options, OutputFolder &folder, const JobContext &job)
{
    CF_ASSIGN(const InsertionDataset dataset,
        InsertionDataset::open(
            options.radiographs, options.size, options.heldBack ? PatientShare::HeldBack : PatientShare::Training));
    CF_TRY(folder.beginTable(tableName, tableHeader()));
    int written = 0;
    for (std::uint64_t seed = options.seed;
         written < options.count && seed < options.seed + 4 * static_cast<std::uint64_t>(options.count); ++seed) {
        CF_TRY(job.checkStop());
        Abnormality wanted = sampleInsertion(seed);
        if (!options.abnormality.empty()) {
            CF_ASSIGN(wanted, parseAbnormality(options.abnormality));
        }
        const auto sample = dataset.sample(seed, wanted);
        if (!sample) {
            std::printf(
                "seed %llu passed over: %s\n", static_cast<unsigned long long>(seed), sample.error().message.c_str());
            continue;
        }
        const std::string stem = "pair" + std::to_string(seed);
        CF_TRY(writePair(folder, stem, sample->pair));
        for (const bool present : { false, true })
            CF_TRY(folder.addRows(tableRow(stem + (present ? "_with.png" : "_without.png"),
                sample->source.dataSet + "/" + sample->source.patient, sample->source.view, seed,
                sample->pair.abnormality, present)));
        ++written;
        std::printf("%d of %d: %s in %s, visible %.0f\n", written, options.count,
            describe(sample->pair.abnormality).c_str(), sample->source.file.filename().string().c_str(),
            sample->pair.visible);
        std::fflush(stdout);
    }
    return {};
}

Result<> runInsert(const InsertOptions &options)
{
    if (options.input.empty() == options.radiographs.empty())
        return fail(
            ErrorCode::InvalidInput, "Give either --input with one radiograph or --radiographs with folders of them.");
    if (!options.input.empty() && options.abnormality.empty())
        return fail(ErrorCode::InvalidInput, "Say what to insert, for example --abnormality \"pacemaker left\".");
    CF_ASSIGN(const std::stop_token stop, beginWork({ renderingBytes }));
    CF_ASSIGN(OutputFolder folder, OutputFolder::open(options.output, options.overwrite));
    CF_TRY(
        options.input.empty() ? insertIntoMany(options, folder, JobContext(stop, {})) : insertIntoOne(options, folder));
    return folder.finish();
}

} // namespace

void addInsert(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<InsertOptions>();
    CLI::App *command =
        app.add_subcommand("insert", "Render a finding or device into real radiographs: exact counterfactual pairs.");
    command->add_option("--input", options->input, "One frontal chest radiograph, DICOM, PNG, JPEG or TIFF");
    command->add_option(
        "--abnormality", options->abnormality, "For example \"pacemaker left\" or \"small effusion right\"");
    addReadingArguments(*command, options->reading);
    command->add_option("--seed", options->seed, "Equal seeds give equal pairs")->capture_default_str();
    command->add_option("--output", options->output, "Folder for PNG, DICOM, labels.csv and contrafact.sha256")
        ->required();
    addOverwrite(*command, options->overwrite);
    command->add_flag("--supine", options->supine, "The patient lies: fluid spreads as a veil");
    command->add_flag("--no-mark", options->noMark, "Leave out the visible SYNTHETIC plate of the DICOM object");
    command->add_option("--radiographs", options->radiographs, "Folders with images/ and labels.csv, for many pairs");
    command->add_option("--count", options->count, "Pairs to make from the folders")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000000));
    command->add_option("--size", options->size, "Width and height of those pairs")
        ->check(CLI::Range(64, 4096))
        ->capture_default_str();
    command->add_flag("--held-back", options->heldBack, "Use the patients that training never sees");
    command->callback([options, &exitCode] {
        const auto done = runInsert(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
