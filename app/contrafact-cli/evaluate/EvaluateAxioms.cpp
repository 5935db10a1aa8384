#include "app/contrafact-cli/MachineWords.h"
#include "app/contrafact-cli/PrecisionOption.h"
#include "app/contrafact-cli/ProgressLines.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/evaluate/EvaluationOutputs.h"
#include "app/contrafact-cli/evaluate/EvaluationPairs.h"

#include "app/program/MemoryLimit.h"
#include "core/base/files/OutputPlan.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/evaluation/axioms/AxiomReport.h"

#include <cstdio>
#include <memory>

namespace cf::cli {

namespace {

constexpr const char *axiomsKey = "axioms";

struct EvaluateAxiomsOptions {
    std::filesystem::path model = bundledModelOrItsName();
    std::vector<std::filesystem::path> films; ///< Empty: phantoms.
    std::filesystem::path json;
    std::filesystem::path html;
    std::filesystem::path state;
    std::string method;
    int count = 40;
    int threads = 0;
    Precision precision = Precision::Automatic;
    bool overwrite = false;
};

Result<> checkFiles(const EvaluateAxiomsOptions &options)
{
    OutputPlan plan;
    plan.writes("--json", options.json, outputPolicy(options.overwrite, isOurReport), OutputPlan::Form::Text);
    plan.writes("--html", options.html, pagePolicy(options.html, axiomsKey, options.overwrite), OutputPlan::Form::Text);
    return plan.check();
}

Result<> evaluate(const EvaluateAxiomsOptions &options, const JobContext &job)
{
    useEngineThreads(options.threads);
    tellOfSlowMachine();
    CF_TRY(checkFiles(options));
    CF_ASSIGN(const SeeingJudge judge, asInput(loadSeeingJudge(options.model)));
    if (!judge.isIndependent())
        std::fprintf(stderr, "WARNING: %s\n", judge.warning().c_str());
    EditorSettings settings;
    settings.precision = options.precision;
    settings.rememberedBytes = 0; // No two edits begin alike.
    CF_ASSIGN(const auto editor, asInput(loadEditor(options.model, settings, job)));
    AxiomPlan plan;
    plan.count = options.count;
    if (!options.method.empty()) {
        CF_ASSIGN(plan.method, asInput(readMethod(options.method, *editor)));
    }
    const int size = editor->model().imageSize;
    plan.source = phantomPairs(size);
    std::string folders;
    if (!options.films.empty()) {
        plan.origin = "insertion";
        CF_ASSIGN(plan.source, asInput(insertionPairs(options.films, size)));
        std::error_code failure;
        for (const auto &folder : options.films)
            folders += std::filesystem::weakly_canonical(folder, failure).string() + "\n";
    }
    // Runs that differ in anything that decides keep their records apart, in one folder.
    const std::string key = keyOfRun(plan.origin + folders + editor->model().sha256 + judge.part + judge.sha256
        + options.method + std::to_string(static_cast<int>(options.precision)));
    const auto state = stateFolder(options.state, options.json, options.html, "axioms");
    plan.records = state / (key + ".jsonl");
    plan.crops = state / key;
    CF_TRY(makeFolder(plan.crops));
    CF_ASSIGN(const auto findings, evaluateAxioms(*editor, judge, plan, job));
    const AxiomSummary summary = summaryOf(findings);
    const AxiomTitle title{ editor->model().name, editor->model().sha256,
        options.method.empty() ? "default: " + editor->model().defaultMethod : options.method, judge.part, judge.sha256,
        judge.warning(), plan.origin };
    std::fputs(axiomTable(findings, summary, title).c_str(), stdout);
    if (!options.html.empty())
        CF_TRY(writeSection(options.html, axiomsKey, axiomSection(findings, summary, title), options.overwrite));
    if (!options.json.empty())
        CF_TRY(writeWhole(options.json, markedReport(axiomJson(findings, summary, title)),
            outputPolicy(options.overwrite, isOurReport)));
    return {};
}

Result<> evaluateUntilStopped(const EvaluateAxiomsOptions &options)
{
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes }));
    return evaluate(options, JobContext(stop, [lines = ProgressLines(stderr)](const Progress &progress) mutable {
        if (progress.stage == "Evaluating axioms" || progress.stage == "Training the detector")
            lines(progress);
    }));
}

} // namespace

void addEvaluateAxioms(CLI::App &evaluate, int &exitCode)
{
    auto options = std::make_shared<EvaluateAxiomsOptions>();
    CLI::App *command = evaluate.add_subcommand("axioms",
        "What every counterfactual has to fulfil, on held-back phantoms or insertions: composition, reversibility, "
        "effectiveness, minimality, entanglement, separability. Interrupted, it goes on where it stopped.");
    command->add_option("--films", options->films,
        "Folders with images/ and labels.csv: insertions into films of held-back patients instead of phantoms");
    command->add_option("--model", options->model, "Model folder with second-segmenter/")->capture_default_str();
    command->add_option("--method", options->method,
        "Editing method, with its parameters where they are not the defaults; without: the model's default");
    command->add_option("--count", options->count, "Number of pairs; each takes five edits")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command->add_option("--json", options->json, "Write the figures to this file");
    command->add_option(
        "--html", options->html, "Write a page to this file; a page of the other evaluations takes it in");
    command->add_option("--state", options->state,
        "Folder for what is measured pair by pair; without: beside --json or --html, else work/axioms");
    command->add_option("--threads", options->threads, "Threads of the networks; 0: one a core");
    addPrecision(*command, options->precision);
    addOverwrite(*command, options->overwrite);
    command->callback([options, &exitCode] {
        const auto done = evaluateUntilStopped(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
