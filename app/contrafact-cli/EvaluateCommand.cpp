#include "app/contrafact-cli/Subcommands.h"

#include "core/evaluation/EvaluationSummary.h"
#include "core/phantom/InsertionDataset.h"
#include "core/phantom/PhantomDataset.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>

namespace cf::cli {

namespace {

struct EvaluateOptions {
    std::filesystem::path model = "resources/models/mini-cxr";
    std::filesystem::path records = "work/evaluation.jsonl";
    std::vector<std::filesystem::path> radiographs; ///< Empty: phantoms.
    std::string json;
    std::string method;
    int count = 200;
};

Result<> evaluate(const EvaluateOptions &options, const JobContext &job)
{
    CF_ASSIGN(const auto editor, loadEditor(options.model));
    EvaluationPlan plan;
    plan.count = options.count;
    plan.method = options.method;
    plan.records = options.records;
    const int size = editor->model().imageSize;
    plan.source = [size](std::uint64_t seed) { return samplePhantomPair(seed, size); };
    std::optional<InsertionDataset> dataset;
    if (!options.radiographs.empty()) {
        CF_ASSIGN(dataset, InsertionDataset::open(options.radiographs, size, PatientShare::HeldBack));
        plan.origin = "insertion";
        plan.source = [&dataset](std::uint64_t seed) -> Result<CounterfactualPair> {
            CF_ASSIGN(auto sample, dataset->sample(seed));
            return std::move(sample.pair);
        };
    }
    if (options.records.has_parent_path())
        std::filesystem::create_directories(options.records.parent_path());
    CF_ASSIGN(const auto cases, evaluateEdits(*editor, plan, job));
    std::fputs(summaryTable(cases).c_str(), stdout);
    if (!options.json.empty()) {
        std::ofstream stream(options.json);
        stream << summaryJson(cases, editor->model(), plan) << '\n';
        stream.close();
        if (!stream)
            return fail(ErrorCode::Io, "The report " + options.json + " cannot be written.");
    }
    return {};
}

} // namespace

void addEvaluate(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<EvaluateOptions>();
    CLI::App *command = app.add_subcommand("evaluate", "Measure edits against exact counterfactuals.");
    CLI::App *edits = command->add_subcommand("edits",
        "Held-back phantoms or insertions: error inside and outside the true region, gain, spill, success, side.");
    command->require_subcommand(1);
    edits->add_option("--model", options->model, "Model folder")->capture_default_str();
    edits->add_option("--radiographs", options->radiographs,
        "Folders with images/ and labels.csv: insertions into radiographs of held-back patients instead of phantoms");
    edits->add_option("--method", options->method, "Editing method; empty: the model's default");
    edits->add_option("--count", options->count, "Number of held-back pairs")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    edits
        ->add_option(
            "--records", options->records, "JSON lines of the cases; an interrupted evaluation goes on from there")
        ->capture_default_str();
    edits->add_option("--json", options->json, "Write the summary to this file");
    edits->callback([options, &exitCode] {
        const auto done = evaluate(*options, JobContext(stopWhenInterrupted(), [](const Progress &progress) {
            std::fprintf(stderr, "%s: %d of %d, %.0f s left\n", progress.stage.c_str(), progress.step, progress.steps,
                progress.secondsLeft);
        }));
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
