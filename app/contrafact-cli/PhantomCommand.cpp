#include "app/contrafact-cli/Subcommands.h"

#include "core/insertion/InsertionExport.h"
#include "core/phantom/Phantom.h"
#include "core/phantom/PhantomDataset.h"
#include "dicom/SyntheticWriter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
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
};

/// Collects the rows of labels.csv: CheXpert's labels and our devices; a phantom knows all of them, so 0 means absent.
class LabelTable
{
public:
    explicit LabelTable(std::filesystem::path file)
        : m_file(std::move(file))
        , m_stream(m_file)
    {
        m_stream << "Path,Patient,Sex,Age,Frontal/Lateral,AP/PA,Seed,Switches,No Finding";
        for (const Target target : allTargets)
            m_stream << ',' << keyOf(target);
        m_stream << '\n';
    }

    void add(
        const std::string &path, const Phantom &phantom, std::uint64_t seed, const std::vector<Abnormality> &switches)
    {
        const auto shows = [&switches](Target target) {
            return std::ranges::any_of(switches, [target](const Abnormality &one) {
                return one.target == target || (target == Target::SupportDevices && isDevice(one.target));
            });
        };
        const bool finding =
            std::ranges::any_of(switches, [](const Abnormality &one) { return !isDevice(one.target); });
        m_stream << path << ",phantom" << seed << ',' << (phantom.female ? "Female" : "Male") << ',' << phantom.ageYears
                 << ",Frontal,PA," << seed << ",\"";
        for (std::size_t i = 0; i < switches.size(); ++i)
            m_stream << (i == 0 ? "" : "; ") << describe(switches[i]);
        m_stream << "\"," << (finding ? "0.0" : "1.0");
        for (const Target target : allTargets)
            m_stream << ',' << (shows(target) ? "1.0" : "0.0");
        m_stream << '\n';
    }

    Result<> finish()
    {
        m_stream.flush();
        if (m_stream)
            return {};
        return fail(ErrorCode::Io,
            "The table " + m_file.string() + " cannot be written. Is the folder writable, and the disk not full?");
    }

private:
    std::filesystem::path m_file;
    std::ofstream m_stream;
};

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
    const std::vector<Abnormality> &switches, const std::string &stem)
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
    CF_TRY(writeRadiograph(phantom.radiograph(), patient, record, options.output / (stem + ".dcm")));
    return {};
}

/// One film with its table row.
Result<> writeFilm(const PhantomOptions &options, LabelTable &table, const Phantom &phantom, std::uint64_t seed,
    const std::vector<Abnormality> &switches, const std::string &stem)
{
    const bool dicom = options.format == "dicom";
    if (dicom) {
        CF_TRY(writeDicom(options, phantom, seed, switches, stem));
    } else {
        CF_TRY(writeGreyPicture(options.output / (stem + ".png"), phantom.display));
    }
    table.add(stem + (dicom ? ".dcm" : ".png"), phantom, seed, switches);
    return {};
}

/// Where one switch changes the film: the film against the one without it.
Result<> writeMasks(const PhantomOptions &options, const PhantomPatient &patient, const Phantom &film,
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
        CF_TRY(writeGreyPicture(options.output / (stem + "_mask_" + name + ".png"), mask));
    }
    return {};
}

Result<> writeOne(
    const PhantomOptions &options, LabelTable &table, std::uint64_t seed, const std::vector<Abnormality> &asked)
{
    const std::string stem = "phantom" + std::to_string(seed);
    CF_ASSIGN(const auto patient, PhantomPatient::make(seed, options.size));
    if (!options.pairs) {
        CF_ASSIGN(const auto film, patient.film(asked));
        CF_TRY(writeFilm(options, table, film, seed, asked, stem));
        return writeMasks(options, patient, film, asked, stem);
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
    CF_TRY(writeFilm(options, table, without, seed, sample.base, stem + "_without"));
    CF_TRY(writeFilm(options, table, with, seed, switches, stem + "_with"));
    CF_TRY(writeGreyPicture(options.output / (stem + "_region.png"), pair.region));
    std::printf("%s: %s, visible %.0f\n", stem.c_str(), describe(sample.turned).c_str(), pair.visible);
    return {};
}

Result<> runPhantom(const PhantomOptions &options)
{
    CF_ASSIGN(const auto switches, parseSwitches(options.switches));
    std::error_code error;
    std::filesystem::create_directories(options.output, error);
    if (error)
        return fail(
            ErrorCode::Io, "The folder " + options.output.string() + " cannot be made: " + error.message() + ".");
    LabelTable table(options.output / "labels.csv");
    for (int i = 0; i < options.count; ++i) {
        CF_TRY(writeOne(options, table, options.seed + static_cast<std::uint64_t>(i), switches));
        std::fflush(stdout);
    }
    return table.finish();
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
    command->add_option("--size", options->size, "Width and height in pixels, 64 to 4096")->capture_default_str();
    command->add_option("--switches", options->switches,
        "What the films show, separated by commas: \"small effusion left, pacemaker\"; with --pairs the last is the "
        "one that is turned");
    command->add_option("--output", options->output, "Folder for the films, their masks and labels.csv")->required();
    command->add_flag(
        "--pairs", options->pairs, "Write each patient without and with one switch; drawn where none is given");
    command->add_option("--format", options->format, "png or dicom")
        ->capture_default_str()
        ->check(CLI::IsMember({ "png", "dicom" }));
    command->add_flag("--no-mark", options->noMark, "Leave out the visible SYNTHETIC plate of DICOM objects");
    command->callback([options, &exitCode] {
        const auto done = runPhantom(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
