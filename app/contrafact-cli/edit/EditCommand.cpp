#include "app/contrafact-cli/MachineWords.h"
#include "app/contrafact-cli/PrecisionOption.h"
#include "app/contrafact-cli/ReadingArguments.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/edit/EditOptions.h"
#include "app/contrafact-cli/edit/EditOutputs.h"
#include "app/contrafact-cli/edit/EditReport.h"
#include "app/program/MemoryLimit.h"
#include "core/diffusion/loading/ModelLinks.h"
#include "core/diffusion/runtime/Kernels.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/editing/methods/MethodOptions.h"
#include "core/imaging/MaskMorphology.h"
#include "dicom/MaskImport.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace cf::cli {

namespace {

using Json = nlohmann::ordered_json;

/// The report as far as it is known; a failure leaves the rest out.
struct Report {
    Json json{ { "written_by", writtenBy("edit") }, { "status", "failed" }, { "reason", "" },
        { "notes", Json::array() }, { "source_caption", "" }, { "target_caption", "" }, { "slots", Json::array() },
        { "method", "" }, { "model", "" }, { "model_sha256", "" }, { "seed", 0 }, { "network_evaluations", 0 },
        { "seconds", 0.0 }, { "region", nullptr }, { "outside_changed_values", nullptr },
        { "reconstruction_psnr", nullptr } };
};

void printEditProgress(const Progress &progress)
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
    CF_ASSIGN(const auto model, modelOrBundled(options.model));
    return loadEditor(model, settings, job);
}

/// What was odd in film and mask, on stderr and in the report alike. Questions are answered before anything is edited.
Result<> tellNotes(const EditOptions &options, const ReadingNotes &notes, Report &report)
{
    for (const auto &note : notesJson(notes))
        report.json["notes"].push_back(note);
    if (!options.quiet)
        printNotes(notes);
    return checkAnswered(notes);
}

Result<MaskImage> readDrawnMask(const EditOptions &options, const LoadedRadiograph &film, Report &report)
{
    if (options.mask.empty())
        return MaskImage{};
    CF_ASSIGN(const auto choice, parseMaskChoice(options.maskAs));
    CF_ASSIGN(auto loaded, readMask(options.mask, film, choice));
    CF_TRY(tellNotes(options, loaded.notes, report));
    return std::move(loaded.mask);
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

Result<std::vector<Target>> readSourceLabels(const std::vector<std::string> &names)
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
    json["scorecard"] = scorecardJson(result);
    if (!result.candidates.empty())
        json["candidates"] = candidatesJson(result);
    if (result.spread)
        json["spread"] = spreadJson(result);
    describeReadings(result, json);
    json["provenance"] = Json::parse(toJson(result.provenance));
}

std::string blockingWarning(const CompiledPrompt &compiled)
{
    for (const PromptWarning &warning : compiled.warnings)
        if (warning.blocks)
            return warning.text;
    return "The prompt cannot be carried out.";
}

/// Nothing would be kept in a file, and nobody would be told.
Result<> checkCacheFolder(const EditOptions &options)
{
    std::error_code failure;
    if (!options.noInversionCache && std::filesystem::exists(options.inversionCache, failure)
        && !std::filesystem::is_directory(options.inversionCache, failure))
        return fail(ErrorCode::InvalidInput,
            "--inversion-cache: " + options.inversionCache.string() + " is not a folder. Name a folder.");
    return {};
}

/// Latents show their radiograph: whoever may enter the folder may see when and how large.
void warnOfOpenCache(const EditOptions &options)
{
    namespace fs = std::filesystem;
    std::error_code failure;
    const auto status = fs::status(options.inversionCache, failure);
    if (options.noInversionCache || options.quiet || failure || status.type() != fs::file_type::directory)
        return;
    if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        std::fprintf(stderr,
            "warning: the folder of stored inversions, %s, may be entered by others. Its files stay readable for you "
            "alone; chmod 700 hides their names, too.\n",
            options.inversionCache.string().c_str());
}

void nameLinks(const EditOptions &options, Report &report)
{
    for (const std::string &link : linksOutOfModel(options.model)) {
        report.json["model_links"].push_back(link);
        if (!options.quiet)
            std::fprintf(stderr, "note: in the model folder, %s\n", link.c_str());
    }
}

void warnOfMachine(const EditOptions &options, Report &report)
{
    report.json["kernels"] = kernelsInUse();
    if (!options.quiet)
        tellOfSlowMachine();
}

Result<EditStatus> edit(const EditOptions &options, const std::stop_token &stop, Report &report)
{
    StageReport stages;
    report.json["seed"] = options.seed;
    CF_TRY(checkCacheFolder(options));
    warnOfOpenCache(options);
    warnOfMachine(options, report);
    CF_ASSIGN(const auto reading, readingOptions(options.reading));
    CF_ASSIGN(const auto loaded, asInput(openFilm(options.input, reading)));
    CF_TRY(tellNotes(options, loaded.notes, report));
    EditRequest request;
    request.source = loaded.radiograph;
    CF_ASSIGN(request.mask, asInput(readDrawnMask(options, loaded, report)));
    CF_ASSIGN(request.parameters, readParameters(options.parameters));
    CF_ASSIGN(const auto labels, readSourceLabels(options.sourceLabels));
    stages.finish("read");
    const JobContext job(stop, options.quiet ? JobContext::ProgressSink{} : printEditProgress);
    CF_ASSIGN(const auto editor, asInput(openEditor(options, job)));
    stages.finish("load_model");
    report.json["model"] = editor->model().name;
    report.json["model_sha256"] = editor->model().sha256;
    nameLinks(options, report);
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
    CF_TRY(writeOutputs(options, request, result, report.json));
    stages.finish("write");
    report.json["timings"] = stages.json();
    return result.status;
}

Result<EditStatus> checkedEdit(const EditOptions &options, Report &report)
{
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes })); // The model takes a while to load.
    return edit(options, stop, report);
}

int runEdit(const EditOptions &options)
{
    const OutputPlan plan = planOf(options);
    if (const auto checked = plan.check(); !checked) {
        // Where the report itself may be written, it tells of the others.
        Report report;
        report.json["reason"] = checked.error().message;
        if (!options.json.empty() && plan.checkOutput("--json"))
            (void)writeReport(options, report.json);
        return explainError(checked.error());
    }
    useEngineThreads(options.threads);
    Report report;
    const auto status = checkedEdit(options, report);
    if (!status) {
        report.json["status"] = "failed";
        report.json["reason"] = status.error().message;
    }
    if (!options.json.empty())
        if (const auto written = writeReport(options, report.json); !written && status)
            return explainError(written.error());
    if (!status)
        return explainError(status.error());
    const std::string reason = report.json["reason"];
    std::printf("%s%s%s\n", *status == EditStatus::Accepted ? "accepted" : "refused", reason.empty() ? "" : ": ",
        reason.c_str());
    std::fputs(scorecardText(report.json["scorecard"]).c_str(), stdout);
    std::printf("synthetic DICOM: %s\n", options.output.string().c_str());
    if (!options.figure.empty())
        std::printf("figure: %s\n", options.figure.string().c_str());
    std::printf("%.2f s, %d network evaluations, %s values changed inside the region, %s outside it\n",
        report.json["seconds"].get<double>(), report.json["network_evaluations"].get<int>(),
        report.json["inside_changed_values"].dump().c_str(), report.json["outside_changed_values"].dump().c_str());
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
        "--mask", options->mask, "Picture or DICOM segmentation: white may change. Without: found by the program");
    command
        ->add_option("--mask-as", options->maskAs,
            "How a mask is meant that can be read in more than one way: grey, not-black, opaque, transparent, "
            "label:NUMBER or colour:#RRGGBB")
        ->capture_default_str();
    command->add_option("--model", options->model, "Model folder in the diffusers layout; without: the bundled model");
    command->add_option("--classifier", options->classifier,
        "Folder of a classifier (EfficientNet-B0, torchvision's names) that judges; without: the model's own");
    command->add_option("--method", options->method, "Editing method; without: the model's default");
    command
        ->add_option(
            "--seed", options->seed, "Same request, seed and number of threads on the same machine: same bytes")
        ->capture_default_str();
    command->add_option("--seeds", options->seeds,
        "Runs seed, seed + 1, … in one batch and says how much the edit depends on them (instruct, flow, direct)");
    command->add_option("--steps", options->steps, "Steps of the method; 0: its default");
    command->add_option("--parameter", options->parameters,
        "A method's parameter as name=number; may be repeated. `contrafact-cli methods` lists them");
    command
        ->add_option(
            "--source-labels", options->sourceLabels, "What the image shows, e.g. \"Pleural Effusion,Pacemaker\"")
        ->delimiter(',');
    addReadingArguments(*command, options->reading);
    command->add_option("--figure", options->figure, "PNG: original, counterfactual and difference side by side");
    command->add_option("--json", options->json, "Report, also of failures; written last, with the others' SHA-256");
    addOverwrite(*command, options->overwrite);
    command->add_option("--no-mark-reason", options->noMarkReason,
        "Leaves the visible SYNTHETIC plate out; the reason is kept in the object");
    command->add_flag("--deidentify", options->deidentify,
        "The object is written without the patient's identity (PS3.15 Basic Profile and stricter): no name, number, "
        "date, free text, source or prompt; new UIDs. What is printed in the pixels stays: look at the film");
    command->add_option("--inversion-cache", options->inversionCache,
        "Folder in which inversions wait for the next edit of the same image; without: the user's cache folder. Its "
        "files are as confidential as the images");
    command->add_flag("--no-inversion-cache", options->noInversionCache, "Neither reads nor keeps inversions");
    command->add_option("--threads", options->threads,
        "Threads of the network; 0: one a core. Sums are added in another order with another number, so that a few "
        "values "
        "may differ by one");
    addPrecision(*command, options->precision);
    command->add_flag("--quiet", options->quiet, "No progress and warnings on stderr");
    command->callback([options, &exitCode] { exitCode = runEdit(*options); });
}

} // namespace cf::cli
