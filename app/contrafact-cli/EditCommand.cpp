#include "app/contrafact-cli/EditReport.h"
#include "app/contrafact-cli/PrecisionOption.h"
#include "app/contrafact-cli/Subcommands.h"

#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/MethodOptions.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/imaging/AtomicFile.h"
#include "core/imaging/DifferenceMap.h"
#include "core/imaging/FigureWriter.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/SpreadFigure.h"
#include "dicom/ImageImport.h"
#include "dicom/SyntheticWriter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace cf::cli {

namespace {

using Json = nlohmann::ordered_json;

struct EditOptions {
    std::filesystem::path input;
    std::string prompt;
    std::filesystem::path mask;
    std::filesystem::path model;
    std::filesystem::path classifier;
    std::string method;
    std::uint64_t seed = 0;
    int seeds = 1;
    int steps = 0;
    int frame = 0;
    int threads = 0;
    Precision precision = Precision::Automatic;
    std::vector<std::string> parameters;
    std::vector<std::string> sourceLabels;
    std::filesystem::path output;
    std::filesystem::path figure;
    std::filesystem::path json;
    std::string noMarkReason;
    std::filesystem::path inversionCache = defaultInversionCache();
    bool noInversionCache = false;
    bool quiet = false;
};

/// The report as far as it is known; a failure leaves the rest out.
struct Report {
    Json json{ { "status", "failed" }, { "reason", "" }, { "source_caption", "" }, { "target_caption", "" },
        { "slots", Json::array() }, { "method", "" }, { "model", "" }, { "model_sha256", "" }, { "seed", 0 },
        { "network_evaluations", 0 }, { "seconds", 0.0 }, { "region", nullptr }, { "outside_changed_values", nullptr },
        { "reconstruction_psnr", nullptr } };

    std::string text() const { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }
};

void printProgress(const Progress &progress)
{
    if (progress.steps > 0)
        std::fprintf(stderr, "%s: %d of %d\n", progress.stage.c_str(), progress.step, progress.steps);
    else
        std::fprintf(stderr, "%s\n", progress.stage.c_str());
}

Result<std::unique_ptr<CounterfactualEditor>> openEditor(const EditOptions &options, const JobContext &job)
{
    if (options.method == "insertion" && options.model.empty())
        return makeInsertionEditor();
    EditorSettings settings;
    settings.inversionCache = options.noInversionCache ? std::filesystem::path() : options.inversionCache;
    settings.classifier = options.classifier;
    settings.precision = options.precision;
    if (!options.model.empty())
        return loadEditor(options.model, settings, job);
    const auto bundled = findBundledModel("/proc/self/exe");
    if (!bundled)
        return fail(ErrorCode::InvalidInput, "The bundled model was not found. Name a model folder with --model.");
    return loadEditor(*bundled, settings, job);
}

/// A mask picture: white may change, black is kept.
Result<MaskImage> readMask(const std::filesystem::path &file)
{
    if (file.empty())
        return MaskImage{};
    CF_ASSIGN(const auto picture, readPicture(file));
    const Radiograph &radiograph = picture.radiograph;
    MaskImage mask(radiograph.stored.width, radiograph.stored.height);
    const auto white = static_cast<float>(radiograph.maximumStored());
    for (std::size_t index = 0; index < mask.pixels.size(); ++index)
        mask.pixels[index] = static_cast<float>(radiograph.stored.pixels[index]) / white;
    return mask;
}

Result<std::map<std::string, double>> readParameters(const std::vector<std::string> &assignments)
{
    std::map<std::string, double> parameters;
    for (const std::string &assignment : assignments) {
        CF_ASSIGN(auto parameter, parseMethodParameter(assignment));
        parameters.insert_or_assign(std::move(parameter.first), parameter.second);
    }
    return parameters;
}

Result<std::vector<Target>> readLabels(const std::vector<std::string> &names)
{
    std::vector<Target> labels;
    for (const std::string &name : names) {
        const auto target = targetFromKey(name);
        if (!target)
            return fail(ErrorCode::InvalidInput, "\"" + name + "\" is no known finding or device.");
        labels.push_back(*target);
    }
    return labels;
}

void describePrompt(const CompiledPrompt &compiled, Report &report)
{
    report.json["source_caption"] = compiled.captions.source;
    report.json["target_caption"] = compiled.captions.target;
    for (const PromptSlot &slot : compiled.slots)
        report.json["slots"].push_back({ { "kind", slot.kind }, { "text", slot.text }, { "value", slot.value },
            { "hearing", keyOf(slot.hearing) } });
    report.json["warnings"] = Json::array();
    for (const PromptWarning &warning : compiled.warnings)
        report.json["warnings"].push_back({ { "code", warning.code }, { "text", warning.text } });
}

Json regionJson(const EditResult &result)
{
    const auto box = boundingBox(result.region);
    Json region{ { "drawn", result.regionIsDrawn }, { "area", areaOf(result.region) }, { "box", nullptr } };
    if (box)
        region["box"] = { { "x", box->x }, { "y", box->y }, { "width", box->width }, { "height", box->height } };
    region["warnings"] = Json::array();
    for (const RegionWarning &warning : result.regionWarnings)
        region["warnings"].push_back({ { "code", warning.code }, { "text", warning.text } });
    return region;
}

/// What classifier and CLIP say of the edit, where the model has them.
void describeReadings(const EditResult &result, Json &json)
{
    if (result.classifier) {
        const ClassifierReadings &readings = *result.classifier;
        Json labels = Json::array();
        for (const LabelReading &each : readings.labels)
            labels.push_back({ { "label", each.label }, { "before", each.before }, { "after", each.after },
                { "asked", each.asked }, { "related", each.related }, { "trusted", each.trusted } });
        json["classifier"] = { { "labels", labels }, { "cpg", readings.gain ? Json(*readings.gain) : Json(nullptr) },
            { "flipped", readings.flipped ? Json(*readings.flipped) : Json(nullptr) },
            { "collateral", readings.collateral }, { "collateral_label", readings.collateralLabel } };
    }
    if (result.clip)
        json["clip"] = { { "before", result.clip->before }, { "after", result.clip->after },
            { "direction", result.clip->direction }, { "image", result.clip->image } };
}

void describeResult(const EditResult &result, Report &report)
{
    Json &json = report.json;
    json["status"] = result.status == EditStatus::Accepted ? "accepted" : "refused";
    json["reason"] = result.reason;
    json["method"] = result.provenance.method;
    for (const MethodChoice &choice : result.provenance.chosen)
        json["chosen_methods"].push_back(describe(choice));
    json["model"] = result.provenance.model;
    json["model_sha256"] = result.provenance.modelSha256;
    json["seed"] = result.provenance.seed;
    json["network_evaluations"] = result.metrics.networkEvaluations;
    json["seconds"] = result.metrics.seconds;
    json["region"] = regionJson(result);
    json["outside_changed_values"] = result.metrics.outsideChangedValues;
    json["inside_changed_values"] = result.metrics.insideChangedValues;
    json["largest_change"] = result.metrics.largestChange;
    json["noise_floor"] = result.metrics.noiseFloor;
    json["reconstruction_psnr"] = result.metrics.reconstructionPsnr;
    json["gates"] = gatesJson(result.gates);
    if (!result.candidates.empty())
        json["candidates"] = candidatesJson(result);
    if (result.spread)
        json["spread"] = spreadJson(result);
    describeReadings(result, json);
    json["provenance"] = Json::parse(toJson(result.provenance));
}

std::string asciiCaption(const EditResult &result)
{
    std::string caption = result.provenance.captions.target + "  |  " + result.provenance.method + ", "
        + result.provenance.model + ", seed " + std::to_string(result.provenance.seed)
        + (result.status == EditStatus::Accepted ? "  |  accepted" : "  |  REFUSED: " + result.reason);
    for (char &character : caption)
        if (static_cast<unsigned char>(character) < 32 || static_cast<unsigned char>(character) > 126)
            character = '?';
    return caption;
}

/// Standard deviation and agreement over the seeds, beside the figure: FIGURE.spread.png.
Result<> writeSpread(const EditOptions &options, const EditRequest &request, const EditResult &result, Report &report)
{
    std::filesystem::path file = options.figure;
    file.replace_extension(".spread.png");
    const SeedSpread &spread = *result.spread;
    CF_TRY(writeSpreadFigure(
        { request.source, spread.meanChange, spread.deviation, spread.agreement, asciiCaption(result) }, file));
    report.json["spread"]["figure"] = file.string();
    return {};
}

Result<> writeOutputs(const EditOptions &options, const EditRequest &request, const EditResult &result, Report &report)
{
    SyntheticRecord record;
    const std::string &program = result.provenance.program; // "Contrafact 0.1.0"
    record.programVersion = program.substr(std::min(program.size(), program.find(' ') + 1));
    record.modelName = result.provenance.model;
    record.modelSha256 = result.provenance.modelSha256;
    record.method = result.provenance.method;
    record.edit = request.captions.target;
    record.provenanceJson = toJson(result.provenance);
    record.seriesDescription = request.captions.target;
    record.mark = options.noMarkReason.empty();
    record.reasonForNoMark = options.noMarkReason;
    CF_ASSIGN(const auto written,
        writeSynthetic(result.counterfactual, record, options.input, options.output, options.frame));
    report.json["output"] = written.path.string();
    if (written.mark)
        report.json["mark"] = { { "x", written.mark->x }, { "y", written.mark->y }, { "width", written.mark->width },
            { "height", written.mark->height } };
    if (!options.figure.empty()) {
        CF_ASSIGN(const auto difference,
            differenceMap(request.source.stored, result.counterfactual.stored, result.metrics.noiseFloor));
        CF_TRY(writeFigure({ request.source, result.counterfactual, difference, result.region, asciiCaption(result) },
            options.figure));
        report.json["figure"] = options.figure.string();
        if (result.spread)
            CF_TRY(writeSpread(options, request, result, report));
    }
    return {};
}

std::string blockingWarning(const CompiledPrompt &compiled)
{
    for (const PromptWarning &warning : compiled.warnings)
        if (warning.blocks)
            return warning.text;
    return "The prompt cannot be carried out.";
}

/// Asked before the edit, so that no minutes of work are lost to a wrong path.
Result<> checkOutputs(const EditOptions &options)
{
    std::error_code ignored;
    if (std::filesystem::equivalent(options.input, options.output, ignored))
        return fail(ErrorCode::InvalidInput, "A synthetic image is never saved over its source. Choose another name.");
    for (const std::filesystem::path &file : { options.output, options.figure, options.json }) {
        if (!file.empty()) {
            CF_TRY(checkWritable(file));
        }
    }
    return {};
}

Result<EditStatus> edit(const EditOptions &options, const std::stop_token &stop, Report &report)
{
    StageReport stages;
    report.json["seed"] = options.seed;
    CF_TRY(checkOutputs(options));
    CF_ASSIGN(const auto loaded, openRadiograph(options.input, options.frame));
    EditRequest request;
    request.source = loaded.radiograph;
    CF_ASSIGN(request.mask, readMask(options.mask));
    CF_ASSIGN(request.parameters, readParameters(options.parameters));
    CF_ASSIGN(const auto labels, readLabels(options.sourceLabels));
    stages.finish("read");
    const JobContext job(stop, options.quiet ? JobContext::ProgressSink{} : printProgress);
    CF_ASSIGN(const auto editor, openEditor(options, job));
    stages.finish("load_model");
    report.json["model"] = editor->model().name;
    report.json["model_sha256"] = editor->model().sha256;
    const CompiledPrompt compiled =
        compilePrompt(options.prompt, editor->model().grammar, labels, !request.mask.empty());
    describePrompt(compiled, report);
    if (!compiled.canGenerate())
        return fail(ErrorCode::InvalidInput, blockingWarning(compiled));
    if (!options.quiet)
        for (const PromptWarning &warning : compiled.warnings)
            std::fprintf(stderr, "warning: %s\n", warning.text.c_str());
    request.prompt = options.prompt;
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    request.method = options.method;
    request.seed = options.seed;
    request.seeds = options.seeds;
    request.steps = options.steps;
    stages.finish("prompt");
    CF_ASSIGN(const EditResult result, editor->edit(request, job, {}));
    stages.add(result.metrics.stages);
    describeResult(result, report);
    CF_TRY(writeOutputs(options, request, result, report));
    stages.finish("write");
    report.json["timings"] = stages.json();
    return result.status;
}

int runEdit(const EditOptions &options)
{
    const std::stop_token stop = stopWhenInterrupted(); // Before the model loads, which takes a while.
    useEngineThreads(options.threads);
    Report report;
    const auto status = edit(options, stop, report);
    if (!status) {
        report.json["status"] = "failed";
        report.json["reason"] = status.error().message;
    }
    if (!options.json.empty())
        if (const auto written = writeWhole(options.json, report.text()); !written && status)
            return explainError(written.error());
    if (!status)
        return explainError(status.error());
    const std::string reason = report.json["reason"];
    std::printf("%s%s%s\n", *status == EditStatus::Accepted ? "accepted" : "refused", reason.empty() ? "" : ": ",
        reason.c_str());
    std::printf("synthetic DICOM: %s\n", options.output.string().c_str());
    if (!options.figure.empty())
        std::printf("figure: %s\n", options.figure.string().c_str());
    std::printf("%.2f s, %d network evaluations, %s values changed, 0 outside the region\n",
        report.json["seconds"].get<double>(), report.json["network_evaluations"].get<int>(),
        report.json["inside_changed_values"].dump().c_str());
    return *status == EditStatus::Accepted ? Done : Refused;
}

} // namespace

void addEdit(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<EditOptions>();
    CLI::App *command = app.add_subcommand(
        "edit", "Change one radiograph as a prompt says; the result is a new synthetic DICOM object.");
    command->add_option("--input", options->input, "DICOM file, or PNG, JPEG or TIFF")->required();
    command->add_option("--prompt", options->prompt, "What to change, in English or Japanese")->required();
    command->add_option("--output", options->output, "Synthetic DICOM file to write")->required();
    command->add_option(
        "--mask", options->mask, "Picture of the image's size: white may change. Without: found by the program");
    command->add_option("--model", options->model, "Model folder in the diffusers layout; without: the bundled model");
    command->add_option("--classifier", options->classifier,
        "Folder of a classifier (EfficientNet-B0, torchvision's names) that judges; without: the model's own");
    command->add_option("--method", options->method, "Editing method; without: the model's default");
    command->add_option("--seed", options->seed, "Same request and seed, same bytes")->capture_default_str();
    command->add_option("--seeds", options->seeds,
        "Runs seed, seed + 1, … in one batch and says how much the edit depends on them (instruct, flow, direct)");
    command->add_option("--steps", options->steps, "Steps of the method; 0: its default");
    command->add_option("--parameter", options->parameters, "A method's parameter as name=number; may be repeated");
    command
        ->add_option(
            "--source-labels", options->sourceLabels, "What the image shows, e.g. \"Pleural Effusion,Pacemaker\"")
        ->delimiter(',');
    command->add_option("--frame", options->frame, "Frame of a multi-frame object, from 0");
    command->add_option("--figure", options->figure, "PNG: original, counterfactual and difference side by side");
    command->add_option("--json", options->json, "Report, also of failures");
    command->add_option("--no-mark-reason", options->noMarkReason,
        "Leaves the visible SYNTHETIC plate out; the reason is kept in the object");
    command->add_option("--inversion-cache", options->inversionCache,
        "Folder in which inversions wait for the next edit of the same image; without: the user's cache folder. Its "
        "files are as confidential as the images");
    command->add_flag("--no-inversion-cache", options->noInversionCache, "Neither reads nor keeps inversions");
    command->add_option("--threads", options->threads, "Threads of the network; 0: one a core");
    addPrecision(*command, options->precision);
    command->add_flag("--quiet", options->quiet, "No progress and warnings on stderr");
    command->callback([options, &exitCode] { exitCode = runEdit(*options); });
}

} // namespace cf::cli
