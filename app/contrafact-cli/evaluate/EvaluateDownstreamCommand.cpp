#include "app/contrafact-cli/MachineWords.h"
#include "app/contrafact-cli/ProgressLines.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/batch/FolderLock.h"
#include "app/contrafact-cli/batch/ShardOption.h"
#include "app/contrafact-cli/evaluate/TableStudy.h"

#include "core/editing/DefaultModel.h"
#include "core/evaluation/MethodVariant.h"
#include "core/evaluation/downstream/DownstreamStudy.h"
#include "core/evaluation/downstream/plan/StudyArm.h"
#include "core/evaluation/downstream/report/StudyReport.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <thread>

namespace cf::cli {

namespace {

using namespace cf::downstream;

struct DownstreamOptions {
    std::filesystem::path state = "work/downstream";
    std::string preset = "quick";
    std::vector<std::string> tasks;
    std::vector<double> correlations;
    std::vector<std::string> arms;
    std::optional<int> classifierSeeds;
    std::optional<int> generationSeeds;
    std::optional<int> trainingPatients;
    std::optional<int> validationPatients;
    std::optional<int> testPatients;
    std::optional<int> probes;
    std::optional<int> renderSize;
    std::optional<int> imageSize;
    std::optional<int> steps;
    std::optional<int> batch;
    std::optional<int> checks;
    std::optional<double> editShare;
    std::vector<std::filesystem::path> radiographs;
    TableChoice table;
    std::filesystem::path model;
    std::filesystem::path textModel;
    std::string defaultMethod;
    std::string sdedit = "sdedit";
    std::string prism = "prism";
    std::filesystem::path startFrom;
    int threads = 0;
    std::string shard; ///< "2/8"
    bool prepareOnly = false;
    bool estimate = false;
    bool reportOnly = false;
};

template <typename Value> void take(const std::optional<Value> &given, Value &setting)
{
    if (given)
        setting = *given;
}

Result<StudyPlan> planOf(const DownstreamOptions &options)
{
    StudyPlan plan = options.preset == "full" ? fullPlan() : quickPlan();
    if (!(options.radiographs.empty() && options.table.table.empty()) && options.preset != "full")
        plan.classifier = {}; // A phantom's plain finding is seen in small images, a real one is not.
    if (!options.tasks.empty())
        plan.tasks = options.tasks;
    if (!options.correlations.empty())
        plan.correlations = options.correlations;
    if (!options.arms.empty())
        plan.arms = options.arms;
    take(options.classifierSeeds, plan.classifierSeeds);
    take(options.generationSeeds, plan.generationSeeds);
    take(options.trainingPatients, plan.trainingPatients);
    take(options.validationPatients, plan.validationPatients);
    take(options.testPatients, plan.testPatients);
    take(options.probes, plan.probes);
    take(options.renderSize, plan.renderSize);
    take(options.imageSize, plan.classifier.imageSize);
    take(options.steps, plan.classifier.steps);
    take(options.batch, plan.classifier.batch);
    take(options.checks, plan.classifier.checks);
    take(options.editShare, plan.editShare);
    plan.probes = std::min(plan.probes, plan.testPatients);
    plan.classifier.checks = std::min(plan.classifier.checks, plan.classifier.steps);
    if (!options.table.table.empty())
        CF_TRY(fitToTable(plan, !options.arms.empty()));
    CF_TRY(validate(plan));
    return plan;
}

/// A model's editor, loaded when the first edit is due and kept.
class EditorOf
{
public:
    EditorOf(std::filesystem::path folder, bool refuses)
        : m_folder(std::move(folder))
        , m_refuses(refuses)
    {
    }

    Result<CounterfactualEditor *> open()
    {
        if (!m_editor) {
            EditorSettings settings;
            settings.rememberedBytes = 0; // Every film is another one.
            CF_ASSIGN(m_editor, asInput(loadEditor(m_folder, settings)));
            if (m_refuses)
                m_editor = refusingEditor(std::move(m_editor));
        }
        return m_editor.get();
    }

private:
    std::filesystem::path m_folder;
    bool m_refuses; ///< What the editor cannot begin is a refused edit, no error.
    std::unique_ptr<CounterfactualEditor> m_editor;
};

Result<std::vector<EditWay>> waysOf(const DownstreamOptions &options)
{
    CF_ASSIGN(const auto own, modelOrBundled(options.model));
    CF_ASSIGN(const auto text, modelOrBundled(options.textModel, "--text-model", "mini-cxr-text"));
    const bool isTable = !options.table.table.empty();
    const auto ownEditor = std::make_shared<EditorOf>(own, isTable);
    const auto textEditor = std::make_shared<EditorOf>(text, isTable);
    std::vector<EditWay> ways;
    const auto add = [&ways](
                         const char *name, const std::string &method, std::shared_ptr<EditorOf> editor) -> Result<> {
        EditWay way{ name, {}, {}, [editor = std::move(editor)] { return editor->open(); } };
        if (!method.empty()) {
            CF_ASSIGN(MethodVariant variant, parseMethodVariant(method));
            way.method = std::move(variant.method);
            way.parameters = std::move(variant.parameters);
        }
        ways.push_back(std::move(way));
        return {};
    };
    CF_TRY(add("default", options.defaultMethod, ownEditor));
    CF_TRY(add("sdedit", options.sdedit, textEditor));
    CF_TRY(add("prism", options.prism, textEditor));
    return ways;
}

/// What is to do, and how long it takes here as far as it can be known from what was done.
Result<> printWork(const StudyPlan &plan, const StudyParts &parts, int shards)
{
    CF_ASSIGN(const StudyWork work, workOf(plan, parts));
    std::printf("patients to render: %d, left %d\n", work.films, work.filmsLeft);
    for (const auto &[way, count] : work.edits)
        std::printf("edits (%s): %d, left %d\n", way.c_str(), count, work.editsLeft.at(way));
    std::printf("trainings of %d steps: %d, left %d\n", plan.classifier.steps, work.trainings, work.trainingsLeft);
    CF_ASSIGN(const StudyPace pace, measurePace(plan, parts));
    StudyCost left;
    const auto add = [&left](const StudyCost &cost, double times) {
        left.clock += cost.clock * times;
        left.processor += cost.processor * times;
    };
    std::printf("measured now, in seconds of the clock (and of one core):\n");
    const auto print = [](const StudyCost &cost, const std::string &what) {
        std::printf("  %.2f (%.2f) %s\n", cost.clock, cost.processor, what.c_str());
    };
    print(pace.film, "a patient");
    add(pace.film, work.filmsLeft);
    for (const auto &[way, count] : work.editsLeft) {
        print(pace.edit.at(way), "an edit (" + way + ")");
        add(pace.edit.at(way), count);
    }
    print(pace.step, "a step of training");
    add(pace.step, static_cast<double>(plan.classifier.steps) * work.trainingsLeft);
    constexpr double minute = 60.0;
    std::printf("left in all: about %.0f minutes on this machine as it is now; %.0f minutes of one core\n",
        left.clock / minute, left.processor / minute);
    if (shards > 1)
        std::printf(
            "in %d shards on as many such machines: about %.0f minutes\n", shards, left.clock / minute / shards);
    return {};
}

/// Of one process among several in the folder: none leads for longer than it takes to begin.
struct ShardLocks {
    FolderLock worker;
    FileLock own; ///< A share has one process, lest two train into one state.
};

Result<ShardLocks> lockShard(const std::filesystem::path &folder, const StudyShard &shard)
{
    constexpr std::chrono::seconds patience{ 30 };
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        auto leader = FolderLock::lead(folder);
        if (!leader && std::chrono::steady_clock::now() > end)
            return tl::make_unexpected(leader.error()); // Somebody makes the whole study here.
        if (!leader) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            continue;
        }
        CF_ASSIGN(FolderLock worker, FolderLock::work(folder));
        const std::string name = ".shard-" + std::to_string(shard.place) + "-of-" + std::to_string(shard.of) + ".lock";
        CF_ASSIGN(auto own, FileLock::take(folder / name, LockTerms{ false, true }));
        if (!own)
            return fail(ErrorCode::InvalidInput,
                "Another program is at work on shard " + std::to_string(shard.place) + " in \"" + folder.string()
                    + "\".");
        return ShardLocks{ std::move(worker), *std::move(own) };
    }
}

/// One share, of films and edits or of trainings; the report is for when all are done.
Result<> studyShard(const DownstreamOptions &options, const StudyPlan &plan, const StudyParts &parts,
    const StudyShard &shard, const JobContext &job)
{
    CF_TRY(FolderLock::claim(parts.folder));
    CF_ASSIGN(const ShardLocks locks, lockShard(parts.folder, shard));
    CF_TRY(options.prepareOnly ? prepareStudy(plan, parts, shard, job) : trainStudy(plan, parts, shard, job));
    std::printf("shard %d of %d done: %s\n", shard.place, shard.of,
        options.prepareOnly ? "films and edits" : "trainings; when all are, --report-only writes the report");
    return {};
}

Result<> study(const DownstreamOptions &options, const std::stop_token &stop)
{
    useEngineThreads(options.threads);
    tellOfSlowMachine();
    CF_ASSIGN(const StudyPlan plan, planOf(options));
    StudyParts parts;
    parts.folder = options.state;
    parts.startFrom = options.startFrom;
    parts.origin = options.radiographs.empty() ? "phantom" : "insertion";
    const bool isTable = !options.table.table.empty();
    TableChoice table;
    if (isTable) {
        CF_ASSIGN(const ShortcutTask task, shortcutTask(plan.tasks.front()));
        auto columns = asInput(withColumns(options.table, task));
        if (!columns && !options.reportOnly) // A report needs no table.
            return tl::make_unexpected(columns.error());
        table = columns ? *std::move(columns) : options.table;
        parts.origin = originOf(table, task);
    }
    parts.films = [&](const ShortcutTask &task) -> Result<std::unique_ptr<FilmSource>> {
        if (isTable)
            return asInput(openTable(table, task, plan));
        if (options.radiographs.empty())
            return makePhantomFilms(task, plan);
        return openRadiographFilms(task, plan, options.radiographs);
    };
    if (!options.reportOnly) {
        CF_ASSIGN(parts.ways, waysOf(options));
        CF_ASSIGN(const auto model, modelOrBundled(options.model));
        CF_ASSIGN(parts.judge, asInput(loadIndependentJudge(model)));
        if (!parts.judge)
            std::fprintf(stderr, "note: the model has no second segmenter; nobody looks at the edits.\n");
    }
    CF_ASSIGN(const auto shard, parseShard(options.shard.empty() ? "1/1" : options.shard));
    if (options.estimate)
        return printWork(plan, parts, shard.second);
    const JobContext job(stop, ProgressLines(stderr, std::chrono::seconds(2)));
    if (!options.shard.empty() || options.prepareOnly)
        return studyShard(options, plan, parts, { shard.first, shard.second }, job);
    CF_TRY(FolderLock::claim(parts.folder));
    CF_ASSIGN(const FolderLock lock, FolderLock::lead(parts.folder));
    if (!options.reportOnly) {
        CF_TRY(FolderLock::awaitNoWorker(parts.folder)); // Of shards.
        CF_TRY(runStudy(plan, parts, job));
    }
    CF_ASSIGN(StudyReport report, gather(plan, parts.folder, parts.origin));
    if (isTable)
        dropExactPairs(report);
    CF_TRY(writeReport(report, parts.folder));
    std::fputs(reportTable(report).c_str(), stdout);
    std::printf("report: %s\n", (parts.folder / "report.html").string().c_str());
    return {};
}

void addNumbers(CLI::App &command, DownstreamOptions &options)
{
    command.add_option("--seeds", options.classifierSeeds, "Classifiers of each arm")->check(CLI::Range(1, 1000));
    command.add_option("--generation-seeds", options.generationSeeds, "Seeds of the edits")->check(CLI::Range(1, 1000));
    command.add_option("--patients", options.trainingPatients, "Patients to train on")->check(CLI::Range(4, 100000));
    command.add_option("--validation", options.validationPatients, "Patients to validate, four films each")
        ->check(CLI::Range(2, 100000));
    command.add_option("--test", options.testPatients, "Patients to test, four films each")
        ->check(CLI::Range(2, 100000));
    command.add_option("--probes", options.probes, "Test patients whose films are edited, too")
        ->check(CLI::Range(0, 100000));
    command.add_option("--render-size", options.renderSize, "Side of the films when made and edited, pixels")
        ->check(CLI::Range(64, 4096));
    command.add_option("--size", options.imageSize, "Side of what the classifier sees, pixels")
        ->check(CLI::Range(32, 1024));
    command.add_option("--steps", options.steps, "Steps of the optimiser, the same in every arm")
        ->check(CLI::Range(1, 10000000));
    command.add_option("--batch", options.batch, "Films a step")->check(CLI::Range(2, 4096));
    command.add_option("--checks", options.checks, "Looks at the validation set")->check(CLI::Range(1, 1000));
    command.add_option("--share", options.editShare, "Share of the training films that get a counterfactual")
        ->check(CLI::Range(0.01, 1.0));
}

void addFilms(CLI::App &command, DownstreamOptions &options)
{
    command.add_option("--radiographs", options.radiographs,
        "Folders with images/ and labels.csv: finding and device are inserted into these films instead of phantoms");
    auto *table = command.add_option("--table", options.table.table,
        "Your own table with 1 and 0 for finding and device, for the films of --films; one --task. Published ones are "
        "read as they are, but for their splits: patients are parted anew");
    auto *films = command.add_option("--films", options.table.films, "Folder of the table's films");
    table->needs(films)->excludes("--radiographs");
    films->needs(table);
    command
        .add_option(
            "--finding-column", options.table.findingColumn, "Without: the finding's name, Pneumothorax, Effusion")
        ->needs(table);
    command
        .add_option("--device-column", options.table.deviceColumn, "Without: the device's name, Chest Tube, Drain, PM")
        ->needs(table);
    command.add_option("--only-column", options.table.onlyColumn, "Only films with 1 there, as drain_annotated")
        ->needs(table);
    command
        .add_option("--about", options.table.about,
            "Another table of these films with sex, age, view or scanner, as Data_Entry_2017.csv")
        ->needs(table);
}

void addEditing(CLI::App &command, DownstreamOptions &options)
{
    command.add_option("--model", options.model, "Model of the default arm; without: the bundled one");
    command.add_option(
        "--text-model", options.textModel, "Text-to-image model of sdedit and prism; without: the bundled");
    command.add_option("--method", options.defaultMethod, "Of the default arm; without: the model's default");
    command.add_option("--sdedit", options.sdedit, "Method of the arm sdedit, as METHOD:NAME=NUMBER")
        ->capture_default_str();
    command.add_option("--prism", options.prism, "Method of the arm prism")->capture_default_str();
    command.add_option("--start-from", options.startFrom, "Folder of an EfficientNet-B0 to begin with");
}

} // namespace

void addEvaluateDownstream(CLI::App &evaluate, int &exitCode)
{
    auto options = std::make_shared<DownstreamOptions>();
    CLI::App *command = evaluate.add_subcommand("downstream",
        "Does it help a classifier? Trains classifiers on films where a device goes with a finding, with and without "
        "counterfactuals, and reports worst group, sensitivity to the device, new bias. Interrupted, the same command "
        "goes on.");
    command->add_option("--state", options->state, "Folder of this study: films, edits, results, report")
        ->capture_default_str();
    command->add_option("--preset", options->preset, "quick: 3 arms, 3 seeds, one task; full: everything")
        ->capture_default_str()
        ->check(CLI::IsMember({ "quick", "full" }));
    command->add_option("--task", options->tasks, "pacemaker, chest-tube, ecg-leads; may be repeated")->delimiter(',');
    command->add_option("--correlation", options->correlations, "1, 0.75, 0.5; may be repeated")->delimiter(',');
    command
        ->add_option("--arm", options->arms,
            "original, subsample, duplicate, null, random, sdedit, prism, default, pretrain, dro, jtt, exact; may be "
            "repeated")
        ->delimiter(',');
    addNumbers(*command, *options);
    addFilms(*command, *options);
    addEditing(*command, *options);
    command->add_option("--threads", options->threads, "Threads of the networks; 0: one a core");
    auto *shard = command->add_option("--shard", options->shard,
        "i/n: one share of the trainings, beside other processes in the same folder; --report-only when all are done");
    auto *prepare = command->add_flag(
        "--prepare-only", options->prepareOnly, "Films and edits alone, no trainings; with --shard that share of them");
    command->add_flag("--estimate", options->estimate, "Only say what is to do and how long it takes here");
    command->add_flag("--report-only", options->reportOnly, "Only write the report of what is there")
        ->excludes(shard)
        ->excludes(prepare);
    command->callback([options, &exitCode] {
        constexpr std::chrono::seconds grace{ 60 };
        const auto stop = beginWork({ 0, grace });
        const auto done = stop ? study(*options, *stop) : Result<>(tl::unexpected(stop.error()));
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
