#include "app/contrafact-cli/MachineWords.h"
#include "app/contrafact-cli/PrecisionOption.h"
#include "app/contrafact-cli/ProgressLines.h"
#include "app/contrafact-cli/ReadingArguments.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/evaluate/EvaluationOutputs.h"

#include "app/program/MemoryLimit.h"
#include "core/base/files/OutputPlan.h"
#include "core/base/files/Sha256.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/evaluation/removals/RemovalReport.h"
#include "core/training/loop/ModelCard.h"

#include <cstdio>
#include <memory>

namespace cf::cli {

namespace {

constexpr const char *removalsKey = "removals";

struct EvaluateRemovalsOptions {
    RemovalSource source;
    std::filesystem::path model = bundledModelOrItsName();
    std::filesystem::path json;
    std::filesystem::path html;
    std::filesystem::path state;
    std::string method;
    std::size_t limit = 0;
    int threads = 0;
    Precision precision = Precision::Automatic;
    bool overwrite = false;
};

Result<> checkFiles(const EvaluateRemovalsOptions &options)
{
    OutputPlan plan;
    plan.reads("--labels", options.source.table);
    plan.writes("--json", options.json, outputPolicy(options.overwrite, isOurReport), OutputPlan::Form::Text);
    plan.writes(
        "--html", options.html, pagePolicy(options.html, removalsKey, options.overwrite), OutputPlan::Form::Text);
    return plan.check();
}

/// Opens a film as the subcommand edit does.
Result<Radiograph> openAsUsersDo(const std::filesystem::path &file)
{
    CF_ASSIGN(auto loaded, openFilm(file, {}));
    return std::move(loaded.radiograph);
}

Result<> evaluate(const EvaluateRemovalsOptions &asked, const JobContext &job)
{
    EvaluateRemovalsOptions options = asked;
    useEngineThreads(options.threads);
    tellOfSlowMachine();
    CF_TRY(checkFiles(options));
    options.source.trainedOn = dataSetsOnCard(options.model);
    RemovalPlan plan;
    CF_ASSIGN(plan.films, asInput(listRemovalFilms(options.source)));
    const bool isLimited = options.limit > 0 && options.limit < plan.films.size();
    if (isLimited)
        plan.films.resize(options.limit);
    CF_ASSIGN(const SeeingJudge judge, asInput(loadSeeingJudge(options.model)));
    if (!judge.isIndependent())
        std::fprintf(stderr, "WARNING: %s\n", judge.warning().c_str());
    EditorSettings settings;
    settings.precision = options.precision;
    settings.rememberedBytes = 0; // No two edits begin alike.
    CF_ASSIGN(const auto editor, asInput(loadEditor(options.model, settings, job)));
    if (!options.method.empty()) {
        CF_ASSIGN(plan.method, asInput(readMethod(options.method, *editor)));
    }
    plan.open = openAsUsersDo;
    // Runs that differ in anything that decides keep their records apart, in one folder.
    CF_ASSIGN(const std::string table, asInput(sha256OfFile(options.source.table)));
    std::error_code failure;
    plan.stamp = std::filesystem::weakly_canonical(options.source.films, failure).string() + " " + table;
    const std::string key = keyOfRun(plan.stamp + editor->model().sha256 + judge.part + judge.sha256 + options.method
        + std::to_string(static_cast<int>(options.precision)));
    const auto state = stateFolder(options.state, options.json, options.html, "removals");
    plan.records = state / (key + ".jsonl");
    plan.pictures = state / key;
    CF_TRY(makeFolder(plan.pictures));
    CF_ASSIGN(const auto cases, evaluateRemovals(*editor, judge, plan, job));
    const RemovalSummary summary = summaryOf(cases);
    const RemovalTitle title{ editor->model().name, editor->model().sha256,
        options.method.empty() ? "default: " + editor->model().defaultMethod : options.method, judge.part, judge.sha256,
        judge.warning(), options.source.folder(), options.source.onlyHeldBack(), isLimited };
    std::fputs(removalTable(summary, title).c_str(), stdout);
    if (!options.html.empty())
        CF_TRY(writeSection(
            options.html, removalsKey, removalSection(cases, summary, title, plan.pictures), options.overwrite));
    if (!options.json.empty())
        CF_TRY(writeWhole(
            options.json, markedReport(removalJson(summary, title)), outputPolicy(options.overwrite, isOurReport)));
    return {};
}

Result<> evaluateUntilStopped(const EvaluateRemovalsOptions &options)
{
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes }));
    return evaluate(options, JobContext(stop, [lines = ProgressLines(stderr)](const Progress &progress) mutable {
        if (progress.stage == "Evaluating removals")
            lines(progress);
    }));
}

} // namespace

void addEvaluateRemovals(CLI::App &evaluate, int &exitCode)
{
    auto options = std::make_shared<EvaluateRemovalsOptions>();
    CLI::App *command = evaluate.add_subcommand("removals",
        "Real devices of real films, removed as a user would: whether a second segmenter still finds them, and whether "
        "a "
        "printed mark changed. Interrupted, it goes on where it stopped.");
    command->add_option("--films", options->source.films, "Folder with images/ and labels.csv (file, patient_id)")
        ->required();
    command
        ->add_option("--labels", options->source.table,
            "Table of what the films show: file, a column a device (1 there, 0 not there, ? unsure), marks")
        ->required();
    command->add_flag("--all-patients", options->source.allPatients,
        "All patients also of a folder that trained the model; without: only those held back from training");
    command->add_option("--model", options->model, "Model folder with second-segmenter/")->capture_default_str();
    command->add_option("--method", options->method,
        "Editing method, with its parameters where they are not the defaults; without: the model's default");
    command->add_option("--limit", options->limit, "So many films at most, always the same ones; 0: all");
    command->add_option("--json", options->json, "Write the figures to this file");
    command->add_option("--html", options->html,
        "Write a page with a contact sheet (before, after, change) to this file; a page of the other evaluations takes "
        "it in");
    command->add_option("--state", options->state,
        "Folder for what is measured film by film; without: beside --json or --html, else work/removals");
    command->add_option("--threads", options->threads, "Threads of the networks; 0: one a core");
    addPrecision(*command, options->precision);
    addOverwrite(*command, options->overwrite);
    command->callback([options, &exitCode] {
        const auto done = evaluateUntilStopped(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
