#include "app/contrafact-cli/MachineWords.h"
#include "app/contrafact-cli/PrecisionOption.h"
#include "app/contrafact-cli/ProgressLines.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/evaluate/EvaluationOutputs.h"
#include "app/contrafact-cli/evaluate/EvaluationPairs.h"

#include "app/program/MemoryLimit.h"
#include "core/base/files/OutputPlan.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/editing/DefaultModel.h"
#include "core/evaluation/edits/EditEvaluation.h"
#include "core/evaluation/edits/EvaluationReport.h"
#include "core/phantom/Phantom.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

namespace cf::cli {

namespace {

struct EvaluateOptions {
    std::filesystem::path model = bundledModelOrItsName();
    std::filesystem::path records = "work/evaluation.jsonl";
    std::filesystem::path lpips; ///< Empty: not measured.
    std::filesystem::path classifier; ///< Empty: the model's own.
    std::vector<std::filesystem::path> radiographs; ///< Empty: phantoms.
    std::vector<std::string> methods;
    std::vector<std::string> masks{ "none", "drawn_like" };
    std::filesystem::path json;
    std::filesystem::path csv;
    std::filesystem::path html;
    bool withoutBaselines = false;
    bool overwrite = false;
    int count = 200;
    int size = 0; ///< Side of the images; 0: the model's.
    int threads = 0;
    Precision precision = Precision::Automatic;
};

constexpr const char *pageSection = "edits";
constexpr int donorsACase = 4;
constexpr std::uint64_t firstDonorSeed = 2'000'000; ///< Beyond the held-back seeds, which are below one million.

/// The donors of one case serve both of its directions.
struct DonorCache {
    std::optional<std::uint64_t> seed;
    std::vector<CounterfactualPair> pairs;
};

template <typename Draw> auto cachedDonors(Draw draw)
{
    return [draw, cache = std::make_shared<DonorCache>()](
               std::uint64_t seed, const std::string &patient, const Abnormality &abnormality) {
        if (cache->seed != seed) {
            cache->seed = seed;
            cache->pairs.clear();
            for (std::uint64_t index = 0; index < donorsACase; ++index)
                if (auto pair = draw(firstDonorSeed + seed * donorsACase + index, patient, abnormality))
                    cache->pairs.push_back(*std::move(pair));
        }
        return cache->pairs;
    };
}

void measureOnPhantoms(EvaluationPlan &plan, int size)
{
    plan.origin = "phantom";
    plan.source = [pairs = phantomPairs(size)](std::uint64_t seed) { return pairs(seed, {}); };
    plan.donors = cachedDonors([size](std::uint64_t seed, const std::string &, const Abnormality &abnormality) {
        return renderPhantomPair(seed, size, {}, abnormality);
    });
}

Result<> measureOnInsertions(EvaluationPlan &plan, const EvaluateOptions &options, int size)
{
    CF_ASSIGN(const PairSource pairs, insertionPairs(options.radiographs, size));
    plan.origin = "insertion";
    plan.source = [pairs](std::uint64_t seed) { return pairs(seed, {}); };
    plan.donors = cachedDonors([pairs](std::uint64_t seed, const std::string &patient,
                                   const Abnormality &abnormality) -> std::optional<CounterfactualPair> {
        auto sample = pairs(seed, abnormality);
        if (!sample || sample->patient == patient)
            return std::nullopt;
        return std::move(sample->pair);
    });
    return {};
}

bool isOurTable(const std::filesystem::path &file)
{
    std::string header = evaluationCsv({});
    return beginsWith(file, header);
}

/// The records go on where a run was interrupted; what they are is checked when they are read.
Result<> checkFiles(const EvaluateOptions &options)
{
    OutputPlan plan;
    plan.writes("--records", options.records, replaceOwn());
    plan.writes("--csv", options.csv, outputPolicy(options.overwrite, isOurTable), OutputPlan::Form::Text);
    plan.writes(
        "--html", options.html, pagePolicy(options.html, pageSection, options.overwrite), OutputPlan::Form::Text);
    plan.writes("--json", options.json, outputPolicy(options.overwrite, isOurReport), OutputPlan::Form::Text);
    return plan.check();
}

Result<> writeReports(const EvaluateOptions &options, const std::vector<EvaluationCase> &cases,
    const EvaluationTitle &title, const std::filesystem::path &pictures)
{
    if (!options.csv.empty())
        CF_TRY(writeWhole(options.csv, evaluationCsv(cases), outputPolicy(options.overwrite, isOurTable)));
    if (!options.html.empty())
        CF_TRY(writeSection(options.html, pageSection, evaluationSection(cases, title, pictures), options.overwrite));
    if (!options.json.empty())
        CF_TRY(writeWhole(
            options.json, markedReport(evaluationJson(cases, title)), outputPolicy(options.overwrite, isOurReport)));
    return {};
}

Result<std::vector<MethodVariant>> readMethods(const EvaluateOptions &options, const CounterfactualEditor &editor)
{
    std::vector<MethodVariant> variants;
    for (const std::string &text : options.methods) {
        CF_ASSIGN(auto variant, readMethod(text, editor));
        variants.push_back(std::move(variant));
    }
    return variants;
}

Result<> evaluate(const EvaluateOptions &options, const JobContext &job)
{
    useEngineThreads(options.threads);
    tellOfSlowMachine();
    CF_TRY(makeFolder(options.records.parent_path()));
    CF_TRY(checkFiles(options));
    EditorSettings settings;
    settings.precision = options.precision;
    settings.rememberedBytes = 0; // Each edit shall cost what it costs alone.
    CF_ASSIGN(const auto editor, asInput(loadEditor(options.model, settings, job)));
    CF_ASSIGN(auto methods, readMethods(options, *editor));
    const auto own = options.model / "classifier";
    const bool hasOwn = std::filesystem::is_directory(own);
    CF_ASSIGN(const auto judge,
        EvaluationJudge::load(!options.classifier.empty() ? options.classifier
                : hasOwn                                  ? own
                                                          : std::filesystem::path()));
    EvaluationPlan plan;
    plan.count = options.count;
    plan.methods = std::move(methods);
    plan.baselines = !options.withoutBaselines;
    plan.records = options.records;
    plan.masks.clear();
    for (const std::string &mask : options.masks)
        plan.masks.push_back(mask == "none" ? MaskKind::None : MaskKind::DrawnLike);
    if (!options.html.empty()) {
        plan.pictures = options.records;
        plan.pictures.replace_extension("pictures");
        CF_TRY(makeFolder(plan.pictures));
    }
    if (!options.lpips.empty()) {
        CF_ASSIGN(plan.perceptual, loadPerceptualDistance(options.lpips));
    }
    std::error_code failure;
    if (std::filesystem::is_directory(options.model / segmenterPart, failure)
        || std::filesystem::is_directory(options.model / secondSegmenterPart, failure)) {
        CF_ASSIGN(plan.seeing, loadSeeingJudge(options.model));
        if (!plan.seeing->isIndependent())
            std::fprintf(stderr, "Of \"Seen\": %s\n", plan.seeing->warning().c_str());
    }
    const int size = options.size > 0 ? options.size : editor->model().imageSize;
    if (options.radiographs.empty())
        measureOnPhantoms(plan, size);
    else
        CF_TRY(measureOnInsertions(plan, options, size));
    if (size != editor->model().imageSize)
        plan.origin.append(" ").append(std::to_string(size)).append(" pixels");
    CF_ASSIGN(const auto cases, evaluateEdits(*editor, judge, plan, job));
    std::fputs(evaluationTable(cases).c_str(), stdout);
    return writeReports(
        options, cases, { editor->model().name, editor->model().sha256, judge.sha256(), plan.origin }, plan.pictures);
}

Result<> evaluateUntilStopped(const EvaluateOptions &options)
{
    constexpr std::chrono::seconds grace{ 60 }; // An edit that runs is left in its middle; its records are whole.
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes, grace }));
    return evaluate(options, JobContext(stop, [lines = ProgressLines(stderr)](const Progress &progress) mutable {
        if (progress.steps > 0 && progress.stage.starts_with("Evaluating"))
            lines(progress);
    }));
}

void addOptions(CLI::App &edits, EvaluateOptions &options)
{
    edits.add_option("--model", options.model, "Model folder")->capture_default_str();
    edits.add_option("--radiographs", options.radiographs,
        "Folders with images/ and labels.csv: insertions into radiographs of held-back patients instead of phantoms");
    edits
        .add_option("--method", options.methods,
            "Editing method, with its parameters where they are not the defaults (flow:guidance_scale=1:start=0.7); "
            "may be "
            "repeated; without: the model's default")
        ->delimiter(',');
    edits.add_option("--mask", options.masks, "none, drawn_like; may be repeated; without: both")
        ->delimiter(',')
        ->check(CLI::IsMember({ "none", "drawn_like" }));
    edits.add_option("--classifier", options.classifier,
        "Folder of the classifier that judges; without: the model's own, which also gates its edits");
    edits.add_option("--lpips", options.lpips,
        "Folder with LPIPS weights (backbone and linear, .safetensors or .bin): adds the perceptual distance to the "
        "truth");
    edits.add_option("--count", options.count, "Number of held-back pairs")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    edits
        .add_option("--size", options.size,
            "Side of the images in pixels; without: the model's. Larger ones show what recomposition does at full size")
        ->check(CLI::Range(64, 4096));
    edits
        .add_option(
            "--records", options.records, "JSON lines of the cases; an interrupted evaluation goes on from there")
        ->capture_default_str();
    edits.add_flag("--no-baselines", options.withoutBaselines,
        "Leaves out doing nothing, the reconstruction, the codec's limit, copying from another patient and the truth");
    edits.add_option("--json", options.json, "Write the summary to this file");
    edits.add_option("--csv", options.csv, "Write one line a case to this file");
    edits.add_option("--html", options.html,
        "Write one self-contained page with pictures of the best, median and worst edits to this file; a page of the "
        "other evaluations takes them in");
    addOverwrite(edits, options.overwrite);
    edits.add_option("--threads", options.threads, "Threads of the networks; 0: one a core");
    addPrecision(edits, options.precision);
}

} // namespace

void addEvaluate(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<EvaluateOptions>();
    CLI::App *command = app.add_subcommand("evaluate", "Measure edits against exact counterfactuals.");
    CLI::App *edits = command->add_subcommand("edits",
        "Held-back phantoms or insertions, both directions: errors inside and outside the true region, gain, spill, "
        "success, side, classifier, seconds, memory; baselines and paired tests between methods.");
    addEvaluateGates(*command, exitCode);
    addEvaluateRemovals(*command, exitCode);
    addEvaluateAxioms(*command, exitCode);
    addEvaluateDownstream(*command, exitCode);
    command->require_subcommand(1);
    addOptions(*edits, *options);
    edits->callback([options, &exitCode] {
        const auto done = evaluateUntilStopped(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
