#include "app/contrafact-cli/OutputFolder.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/program/MemoryLimit.h"

#include "core/insertion/dataset/InsertionExport.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/Phantom.h"
#include "core/phantom/PhantomDataset.h"
#include "dicom/SyntheticWriter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>

namespace cf::cli {

namespace {

struct PhantomOptions {
    std::uint64_t seed = 1;
    int count = 1;
    int size = 512;
    std::string switches;
    std::filesystem::path output;
    bool pairs = false;
    bool noMark = false;
    std::string format = "png";
    bool overwrite = false;
};

constexpr const char *phantomTable = "labels.csv";

/// CheXpert's labels and our devices; a phantom knows all of them, so 0 means absent.
std::string phantomHeader()
{
    std::string header = "Path,Patient,Sex,Age,Frontal/Lateral,AP/PA,Seed,Switches,No Finding";
    for (const Target target : allTargets)
        header.append(",").append(keyOf(target));
    return header + "\n";
}

std::string tableRow(
    const std::string &path, const Phantom &phantom, std::uint64_t seed, const std::vector<Abnormality> &switches)
{
    const auto shows = [&switches](Target target) {
        return std::ranges::any_of(switches, [target](const Abnormality &one) {
            return one.target == target || (target == Target::SupportDevices && isDevice(one.target));
        });
    };
    const bool finding = std::ranges::any_of(switches, [](const Abnormality &one) { return !isDevice(one.target); });
    std::ostringstream row;
    row << path << ",phantom" << seed << ',' << (phantom.female ? "Female" : "Male") << ',' << phantom.ageYears
        << ",Frontal,PA," << seed << ",\"";
    for (std::size_t i = 0; i < switches.size(); ++i)
        row << (i == 0 ? "" : "; ") << describe(switches[i]);
    row << "\"," << (finding ? "0.0" : "1.0");
    for (const Target target : allTargets)
        row << ',' << (shows(target) ? "1.0" : "0.0");
    row << '\n';
    return row.str();
}

Result<std::vector<Abnormality>> parseSwitches(const std::string &text)
{
    std::vector<Abnormality> switches;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        CF_ASSIGN(auto abnormality, parseAbnormality(part));
        if (!canSwitch(abnormality.target))
            return fail(
                ErrorCode::InvalidInput, "Phantoms cannot show \"" + std::string(keyOf(abnormality.target)) + "\".");
        switches.push_back(abnormality);
    }
    return switches;
}

Result<> writeDicom(const PhantomOptions &options, const Phantom &phantom, std::uint64_t seed,
    const std::vector<Abnormality> &switches, const std::string &stem, const OutputFolder &folder)
{
    nlohmann::json shown = nlohmann::json::array();
    for (const Abnormality &abnormality : switches)
        shown.push_back(describe(abnormality));
    SyntheticRecord record;
    record.method = "procedural phantom";
    record.provenanceJson =
        nlohmann::json{ { "phantom_seed", seed }, { "size", options.size }, { "switches", shown } }.dump();
    record.seriesDescription = "Phantom";
    record.identifierSeed = record.provenanceJson;
    record.mark = !options.noMark;
    record.reasonForNoMark = options.noMark ? "asked for on the command line" : "";
    char number[32];
    std::snprintf(number, sizeof number, "%06llu", static_cast<unsigned long long>(seed));
    PatientDescription patient;
    patient.name = std::string("PHANTOM^") + number;
    patient.id = std::string("PHANTOM") + number;
    patient.sex = phantom.female ? "F" : "M";
    std::snprintf(number, sizeof number, "%03dY", phantom.ageYears);
    patient.age = number;
    patient.studyDescription = "Procedural phantom of a chest";
    CF_TRY(writeRadiograph(phantom.radiograph(), patient, record, folder.path() / (stem + ".dcm"), folder.policy()));
    return {};
}

Result<> writePicture(OutputFolder &folder, const std::string &name, const GreyImage &image)
{
    CF_TRY(writeGreyPicture(folder.path() / name, image, folder.policy()));
    return folder.add(name);
}

/// One film with its table row.
Result<> writeFilm(const PhantomOptions &options, OutputFolder &folder, const Phantom &phantom, std::uint64_t seed,
    const std::vector<Abnormality> &switches, const std::string &stem)
{
    const bool dicom = options.format == "dicom";
    const std::string name = stem + (dicom ? ".dcm" : ".png");
    if (dicom) {
        CF_TRY(writeDicom(options, phantom, seed, switches, stem, folder));
        CF_TRY(folder.add(name));
    } else {
        CF_TRY(writePicture(folder, name, phantom.display));
    }
    return folder.addRows(tableRow(name, phantom, seed, switches));
}

/// Where one switch changes the film: the film against the one without it.
Result<> writeMasks(OutputFolder &folder, const PhantomPatient &patient, const Phantom &film,
    const std::vector<Abnormality> &switches, const std::string &stem)
{
    for (std::size_t i = 0; i < switches.size(); ++i) {
        auto others = switches;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        CF_ASSIGN(const auto without, patient.film(others));
        MaskImage mask(film.display.width, film.display.height);
        for (std::size_t p = 0; p < mask.pixels.size(); ++p)
            mask.pixels[p] = film.stored.pixels[p] != without.stored.pixels[p] ? 1.0F : 0.0F;
        std::string name = describe(switches[i]);
        std::ranges::replace(name, ' ', '-');
        CF_TRY(writePicture(folder, stem + "_mask_" + name + ".png", mask));
    }
    return {};
}

Result<> writeOne(
    const PhantomOptions &options, OutputFolder &folder, std::uint64_t seed, const std::vector<Abnormality> &asked)
{
    const std::string stem = "phantom" + std::to_string(seed);
    CF_ASSIGN(const auto patient, PhantomPatient::make(seed, options.size));
    if (!options.pairs) {
        CF_ASSIGN(const auto film, patient.film(asked));
        CF_TRY(writeFilm(options, folder, film, seed, asked, stem));
        return writeMasks(folder, patient, film, asked, stem);
    }
    // The last switch asked for is the one that is turned; without any, one is drawn.
    PhantomCase sample = samplePhantomCase(seed);
    if (!asked.empty())
        sample = { { asked.begin(), asked.end() - 1 }, asked.back() };
    CF_ASSIGN(const auto without, patient.film(sample.base));
    auto switches = sample.base;
    switches.push_back(sample.turned);
    CF_ASSIGN(const auto with, patient.film(switches));
    CF_ASSIGN(const auto pair, pairOf(patient, sample.base, sample.turned));
    CF_TRY(writeFilm(options, folder, without, seed, sample.base, stem + "_without"));
    CF_TRY(writeFilm(options, folder, with, seed, switches, stem + "_with"));
    CF_TRY(writePicture(folder, stem + "_region.png", pair.region));
    std::printf("%s: %s, visible %.0f\n", stem.c_str(), describe(sample.turned).c_str(), pair.visible);
    return {};
}

Result<> runPhantom(const PhantomOptions &options)
{
    CF_ASSIGN(const auto switches, parseSwitches(options.switches));
    CF_ASSIGN(const std::stop_token stop, beginWork({ renderingBytes }));
    CF_ASSIGN(OutputFolder folder, OutputFolder::open(options.output, options.overwrite));
    CF_TRY(folder.beginTable(phantomTable, phantomHeader()));
    const JobContext job(stop, {});
    for (int i = 0; i < options.count; ++i) {
        CF_TRY(job.checkStop());
        CF_TRY(writeOne(options, folder, options.seed + static_cast<std::uint64_t>(i), switches));
        std::fflush(stdout);
    }
    return folder.finish();
}

} // namespace

void addPhantom(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<PhantomOptions>();
    CLI::App *command = app.add_subcommand(
        "phantom", "Render procedural chest radiographs of nobody, alone or as exact counterfactual pairs.");
    command->add_option("--seed", options->seed, "Of the first patient; the others follow")->capture_default_str();
    command->add_option("--count", options->count, "Number of patients")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000000));
    command->add_option("--size", options->size, "Width and height in pixels")
        ->check(CLI::Range(64, 4096))
        ->capture_default_str();
    command->add_option("--switches", options->switches,
        "What the films show, separated by commas: \"small effusion left, pacemaker\"; with --pairs the last is the "
        "one that is turned");
    command
        ->add_option("--output", options->output, "Folder for the films, their masks, labels.csv and contrafact.sha256")
        ->required();
    command->add_flag(
        "--pairs", options->pairs, "Write each patient without and with one switch; drawn where none is given");
    command->add_option("--format", options->format, "png or dicom")
        ->capture_default_str()
        ->check(CLI::IsMember({ "png", "dicom" }));
    addOverwrite(*command, options->overwrite);
    command->add_flag("--no-mark", options->noMark, "Leave out the visible SYNTHETIC plate of DICOM objects");
    command->callback([options, &exitCode] {
        const auto done = runPhantom(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
