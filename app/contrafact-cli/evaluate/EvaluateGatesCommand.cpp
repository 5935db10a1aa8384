#include "app/contrafact-cli/ProgressLines.h"
#include "app/contrafact-cli/Subcommands.h"

#include "app/contrafact-cli/MachineWords.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/evaluation/GateEvaluation.h"

#include <cstdio>
#include <memory>

namespace cf::cli {

void addEvaluateGates(CLI::App &evaluate, int &exitCode)
{
    struct Options {
        GateEvaluationPlan plan;
        int threads = 0;
    };
    auto options = std::make_shared<Options>();
    options->plan.model = bundledModelOrItsName();
    CLI::App *gates = evaluate.add_subcommand("gates",
        "What the segmenter's gates refuse: exact insertions into films of held-back patients, and the same blurred, "
        "faded, cut, mirrored, doubled; and how many printed marks are protected.");
    gates->add_option("--model", options->plan.model, "Model folder with segmenter/")->capture_default_str();
    gates->add_option("--radiographs", options->plan.radiographs, "Folders with images/ and labels.csv")->required();
    gates->add_option("--labels", options->plan.deviceTable, "Table of devices and marks by eye");
    gates->add_option("--count", options->plan.count, "Number of insertions")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    gates->add_option("--threads", options->threads, "Threads of the networks; 0: one a core");
    gates->callback([options, &exitCode] {
        const auto stop = beginWork({});
        if (!stop) {
            exitCode = explainError(stop.error());
            return;
        }
        useEngineThreads(options->threads);
        tellOfSlowMachine();
        const auto figures = evaluateGates(
            options->plan, JobContext(*stop, [lines = ProgressLines(stderr)](const Progress &progress) mutable {
                if (progress.steps > 0 && progress.step % 20 == 0)
                    lines(progress);
            }));
        if (figures)
            std::fputs(gateTable(*figures).c_str(), stdout);
        exitCode = figures ? Done : explainError(asInputError(figures.error())); // It writes nothing.
    });
}

} // namespace cf::cli
