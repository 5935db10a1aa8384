#include "app/contrafact-cli/ProgressLines.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/batch/FolderLock.h"
#include "app/contrafact-cli/pilot/PilotWork.h"

#include "app/program/MemoryLimit.h"
#include "core/base/files/AtomicFile.h"
#include "core/datasets/pilot/PilotSettings.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>

namespace cf::cli {

namespace {

const std::vector<std::string> usualPrompts{ "remove the pacemaker", "add a left pacemaker" };

Result<bool> runPilot(PilotOptions options, const std::stop_token &stop)
{
    const auto inside = std::filesystem::weakly_canonical(options.output)
                            .lexically_relative(std::filesystem::weakly_canonical(options.films));
    if (!inside.empty() && *inside.begin() != "..")
        return fail(ErrorCode::InvalidInput, "The output lies inside the films' folder. Name a folder outside of it.");
    if ((!options.readBy.empty() || options.foundFit) && options.stage != 1 && options.stage != 2)
        return fail(ErrorCode::InvalidInput, "Stages 1 and 2 are read: name one of them with --stage.");
    CF_TRY(FolderLock::claim(options.output));
    CF_ASSIGN(const FolderLock lock, FolderLock::lead(options.output));
    CF_ASSIGN(const PilotRules rules, settleRules(options.output, options.rules));
    CF_ASSIGN(const PilotSettings settings,
        settleSettings(options.output, options.stage, { options.prompts, options.model }, { usualPrompts, {} }));
    options.prompts = settings.prompts;
    options.model = settings.model;
    const JobContext job(
        stop, [lines = ProgressLines(stderr, std::chrono::seconds(2))](const Progress &progress) mutable {
            const bool isOfAll = progress.stage == "Checking films" || progress.stage == "Looking at edits"
                || progress.stage == "Preparing training films" || progress.stage == "Fine-tuning"
                || progress.stage == "Making films" || progress.stage.starts_with("Probing")
                || progress.stage.starts_with("Editing (") || progress.stage.find(", training ") != std::string::npos;
            if (isOfAll)
                lines(progress);
        });
    static constexpr std::array stages{ filmStage, editStage, modelStage, adaptingStage, downstreamStage };
    return stages.at(static_cast<std::size_t>(options.stage))(options, rules, job);
}

void addRules(CLI::App &command, PilotRules &rules)
{
    command.add_option("--rule-films", rules.films, "Films of stage 1")->capture_default_str();
    command.add_option("--rule-suitable", rules.minSuitable, "Least share of suitable films")->capture_default_str();
    command.add_option("--rule-unknown", rules.maxUnknown, "Most films of unknown patients")->capture_default_str();
    command.add_option("--rule-text", rules.maxText, "Most films with printed words")->capture_default_str();
    command.add_option("--rule-doubled", rules.maxDoubled, "Most films that look like another patient's")
        ->capture_default_str();
    command.add_option("--rule-accepted", rules.minAccepted, "Least share of accepted edits")->capture_default_str();
    command.add_option("--rule-cases", rules.cases, "Cases of the first reading")->capture_default_str();
    command.add_option("--rule-fit", rules.minFit, "Least share of edits that the reader finds fit")
        ->capture_default_str();
    command.add_option("--rule-films-second", rules.filmsSecond, "Films of stage 2")->capture_default_str();
    command.add_option("--rule-cases-second", rules.casesSecond, "Cases of the second reading")->capture_default_str();
    command.add_option("--rule-as-asked", rules.minAsAsked, "Least share of edits that are as asked to a segmenter")
        ->capture_default_str();
    command.add_option("--rule-collateral", rules.maxCollateral, "How far anything else may move, in probability")
        ->capture_default_str();
    command.add_option("--rule-learnt", rules.minLearnt, "Least per cent by which the adapted model errs less")
        ->capture_default_str();
    command.add_option("--rule-gain", rules.minGain, "Least gain of the worst group's accuracy")->capture_default_str();
}

} // namespace

void addPilot(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<PilotOptions>();
    CLI::App *command = app.add_subcommand("pilot",
        "A staged pilot on your own films: 0 films checked, 1 a few films edited and read by an expert, 2 many films, "
        "what else moves, a second reading, 3 a model adapted to the training patients, 4 a downstream study; each "
        "stage ends in a page with "
        "its rules, and the next one starts when they are met. Exit code 3: a rule is not met.");
    command->add_option("--films", options->films, "Folder of DICOM files and pictures, perhaps with labels.csv")
        ->required();
    command->add_option("--output", options->output, "Folder of this pilot; everything stays there")->required();
    command->add_option("--stage", options->stage, "0 to 4")->capture_default_str()->check(CLI::Range(0, 4));
    command->add_option("--prompt", options->prompts,
        "What to change; may be repeated. Without: as before in this pilot, at first \"" + usualPrompts[0] + "\" and \""
            + usualPrompts[1] + "\"");
    command->add_option(
        "--model", options->model, "Model folder; without: as before in this pilot, at first the bundled model");
    command->add_option("--workers", options->workers, "Processes that edit")
        ->capture_default_str()
        ->check(CLI::Range(1, 256));
    command->add_option("--read-by", options->readBy, "Stages 1 and 2: who has read the cases");
    command
        ->add_option("--found-fit", options->foundFit, "Stages 1 and 2: share of the edits that the reader finds fit")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option(
        "--despite", options->despite, "Why to go on although the stage before has not met its rules; is recorded");
    command->add_option(
        "--text-model", options->textModel, "Stage 3: text-to-image model that is adapted; without: the bundled one");
    command->add_option("--labels", options->labels,
        "Stages 3 and 4: tables of what the films show (see probe); without: labels.csv of their folder");
    command->add_option("--task", options->task, "Stage 4: pacemaker, chest-tube or ecg-leads, with its finding")
        ->capture_default_str();
    command
        ->add_option("--correlation", options->correlation,
            "Stage 4: share of training films in which the device goes with the finding, 0.5 to 1")
        ->capture_default_str()
        ->check(CLI::Range(0.5, 1.0));
    command->add_option("--adapting-steps", options->adaptingSteps, "Stage 3: steps of the optimiser")
        ->capture_default_str()
        ->check(CLI::Range(1, 10000000));
    command->add_option("--adapting-batch", options->adaptingBatch, "Stage 3: films a step")
        ->capture_default_str()
        ->check(CLI::Range(1, 4096));
    command->add_option("--adapting-rate", options->adaptingRate, "Stage 3: learning rate")
        ->capture_default_str()
        ->check(CLI::Range(1e-9, 1.0));
    addRules(*command, options->rules);
    command->callback([options, &exitCode] {
        constexpr std::chrono::seconds grace{ 60 };
        const auto stop = beginWork({ 0, grace });
        const auto done = stop ? runPilot(*options, *stop) : Result<bool>(tl::unexpected(stop.error()));
        exitCode = !done ? explainError(done.error()) : *done ? Done : Refused;
    });
}

} // namespace cf::cli
