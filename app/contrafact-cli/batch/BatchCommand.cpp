#include "app/contrafact-cli/ReadingArguments.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/batch/BatchCoco.h"
#include "app/contrafact-cli/batch/BatchReport.h"
#include "app/contrafact-cli/batch/BatchSubmit.h"
#include "app/contrafact-cli/batch/BatchWorkers.h"
#include "app/contrafact-cli/batch/FolderLock.h"
#include "app/contrafact-cli/batch/RegionObject.h"
#include "app/contrafact-cli/batch/ShardOption.h"
#include "app/contrafact-cli/edit/EditOutputs.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/datasets/BatchWorker.h"
#include "core/datasets/Manifest.h"
#include "core/datasets/plan/BatchEstimate.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/editing/methods/MethodOptions.h"
#include "dicom/ImageImport.h"
#include "dicom/MaskImport.h"
#include "dicom/RadiographCheck.h"
#include "dicom/SyntheticWriter.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <unistd.h>

namespace cf::cli {

namespace {

struct BatchOptions {
    std::filesystem::path plan;
    std::filesystem::path films;
    std::vector<std::string> prompts;
    std::filesystem::path output;
    std::filesystem::path model;
    std::string method;
    std::vector<std::string> parameters;
    std::vector<std::uint64_t> seeds;
    int workers = 0;
    std::string shard;
    bool noPictures = false;
    bool quiet = false;
    std::int64_t leader = 0; ///< Not 0: this process is a worker of that one.
    std::vector<std::filesystem::path> merged;
    bool despiteMissing = false;
    BatchSubmission submission;
    bool slurm = false;
};

/// An item on which workers end by themselves this often is given up.
constexpr int maxEnds = 3;
/// How soon a stop is passed on and a worker's end seen.
constexpr std::chrono::milliseconds pollInterval{ 20 };
/// How often the journal is asked how far it is.
constexpr std::chrono::milliseconds countInterval{ 200 };
constexpr std::chrono::seconds reportInterval{ 2 };

Result<BatchPlan> planOf(const BatchOptions &options)
{
    BatchPlan plan;
    if (!options.plan.empty()) {
        CF_ASSIGN(const std::string text, asInput(readText(options.plan)));
        CF_ASSIGN(plan, batchPlanFromJson(text));
    }
    if (!options.films.empty())
        plan.films = options.films;
    for (const std::string &prompt : options.prompts)
        plan.rules.push_back({ prompt, {}, {}, false });
    if (!options.method.empty())
        plan.method = options.method;
    for (const std::string &assignment : options.parameters) {
        CF_ASSIGN(auto parameter, parseMethodParameter(assignment));
        plan.parameters.insert_or_assign(std::move(parameter.first), parameter.second);
    }
    if (!options.seeds.empty())
        plan.seeds = options.seeds;
    plan.pictures = plan.pictures && !options.noPictures;
    if (!options.shard.empty()) {
        CF_ASSIGN(const auto shard, parseShard(options.shard));
        plan.shard = shard.first;
        plan.shards = shard.second;
    }
    if (plan.films.empty())
        return fail(ErrorCode::InvalidInput, "Name the folder of films with --films, or in the plan.");
    CF_TRY(validate(plan));
    return plan;
}

/// The folder is ours: new, empty, or with a journal of an earlier run of the same plan.
Result<> prepareFolder(const BatchOptions &options, const BatchPlan &plan)
{
    std::error_code ignored;
    const bool hasJournal = std::filesystem::exists(options.output / "journal.sqlite", ignored);
    const bool isThere = std::filesystem::exists(options.output, ignored);
    if (isThere && !std::filesystem::is_directory(options.output, ignored))
        return fail(
            ErrorCode::InvalidInput, "\"" + options.output.string() + "\" is a file. Name a new folder with --output.");
    // Locks alone are what a start leaves that ended before its journal, as on a full disk.
    if (!hasJournal && isThere) {
        CF_ASSIGN(const bool isAlone, FolderLock::isAlone(options.output));
        if (!isAlone)
            return fail(ErrorCode::InvalidInput,
                "\"" + options.output.string()
                    + "\" is not empty and holds no batch. Name a new folder with --output.");
    }
    std::vector<std::filesystem::path> folders;
    for (const BatchSource &source : plan.sources)
        folders.push_back(folderOf(plan, source));
    if (folders.empty())
        folders.push_back(plan.films);
    for (const std::filesystem::path &films : folders) {
        const auto inside = std::filesystem::weakly_canonical(options.output, ignored)
                                .lexically_relative(std::filesystem::weakly_canonical(films, ignored));
        if (!inside.empty() && *inside.begin() != "..")
            return fail(
                ErrorCode::InvalidInput, "The output lies inside the films' folder. Name a folder outside of it.");
    }
    return makeFolder(options.output);
}

/// Before hours of work: whether what they make has room.
Result<> checkRoom(const BatchEstimate &estimate, const std::filesystem::path &folder)
{
    if (!estimate.fits())
        return fail(ErrorCode::Io,
            "The disk of \"" + folder.string() + "\" has " + std::to_string(estimate.room / 1'000'000) + " MB left; "
                + std::to_string(estimate.edits) + " edits may need " + std::to_string(estimate.bytes / 1'000'000)
                + " MB. Free some space or name another folder.");
    return {};
}

int workersFor(int asked, std::size_t items)
{
    return asked > 0 ? std::min(asked, std::max(1, static_cast<int>(items))) : measuredWorkers(items);
}

std::int64_t countOf(const std::map<std::string, std::int64_t> &counts, const std::string &state)
{
    const auto found = counts.find(state);
    return found == counts.end() ? 0 : found->second;
}

/// "37 of 300, 5 refused, 2 unreadable; 41 a minute, 7 min left"
class BatchProgress
{
public:
    explicit BatchProgress(bool quiet)
        : m_quiet(quiet)
    {
    }

    void show(const std::map<std::string, std::int64_t> &counts)
    {
        std::int64_t all = 0;
        for (const auto &[state, count] : counts)
            all += count;
        const std::int64_t done = all - countOf(counts, "open") - countOf(counts, "taken");
        if (m_before < 0)
            m_before = done;
        const auto now = std::chrono::steady_clock::now();
        if (m_quiet || done == m_shown || now - m_last < reportInterval)
            return;
        m_last = now;
        m_shown = done;
        std::string text = std::to_string(done) + " of " + std::to_string(all);
        for (const char *state : { "refused", "not_understood", "unreadable", "failed" })
            if (const auto count = countOf(counts, state))
                text += ", " + std::to_string(count) + " " + state;
        const double minutes = std::chrono::duration<double>(now - m_began).count() / 60.0;
        if (done > m_before && minutes > 0.0) {
            const double rate = static_cast<double>(done - m_before) / minutes;
            text += "; " + std::to_string(static_cast<int>(rate + 0.5)) + " a minute, "
                + std::to_string(static_cast<int>(static_cast<double>(all - done) / rate + 0.5)) + " min left";
        }
        std::fprintf(stderr, "%s\n", text.c_str());
    }

private:
    bool m_quiet;
    std::int64_t m_before = -1;
    std::int64_t m_shown = -1;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_last{};
};

std::vector<std::string> workerArguments(const BatchOptions &options, const BatchPlan &plan)
{
    std::vector<std::string> arguments{ programName, "batch", "--worker-of", std::to_string(getpid()), "--films",
        std::filesystem::absolute(plan.films).string(), "--output",
        std::filesystem::absolute(options.output).string() };
    if (!options.model.empty())
        arguments.insert(arguments.end(), { "--model", options.model.string() });
    return arguments;
}

/// While edits are made: whether those in the making still have room.
Result<> watchRoom(const BatchEstimate &estimate, int workers, const std::filesystem::path &folder)
{
    const std::uintmax_t needed = estimate.bytesAnEdit() * static_cast<std::uintmax_t>(std::max(1, workers));
    const auto room = roomLeft(folder);
    if (!room || *room >= needed)
        return {};
    return fail(ErrorCode::Io,
        "The disk is full: \"" + folder.string() + "\" has " + std::to_string(*room / 1'000'000)
            + " MB left, and the edits in the making may need " + std::to_string(needed / 1'000'000 + 1)
            + " MB. Free some space and start the same command again; nothing that was finished is lost.");
}

/// What an earlier start read of the films, where there was one.
Result<KnownFiles> knownFiles(const std::filesystem::path &folder)
{
    KnownFiles::ByPath known;
    std::error_code ignored;
    if (std::filesystem::exists(folder / "journal.sqlite", ignored)) {
        CF_ASSIGN(const BatchJournal journal, BatchJournal::open(folder));
        CF_ASSIGN(known, journal.files());
    }
    return KnownFiles(std::move(known), readPatient);
}

/// A stop is answered within half a second: what libraries tidy up at a regular end takes a third of that in each
/// process, and the system does it as well.
[[noreturn]] void leaveStopped()
{
    std::fflush(nullptr);
    std::_Exit(Cancelled);
}

constexpr const char *stoppedText = "Stopped. Start the same command again to go on.";

/// As long as it lives a stop ends the program at once. For what takes minutes on a large data set and leaves nothing
/// half done wherever it ends: reading tables and headers, the journal's one transaction, files that are written whole.
class LeavesWhenAsked
{
public:
    explicit LeavesWhenAsked(const std::stop_token &stop)
        : m_leaving(stop, [] {
            explainError({ ErrorCode::Cancelled, stoppedText });
            leaveStopped();
        })
    {
    }

private:
    std::stop_callback<void (*)()> m_leaving;
};

/// Has workers make the open edits, and starts others for those that end without a word.
Result<> runWorkers(const BatchOptions &options, const BatchPlan &plan, BatchJournal &journal,
    const BatchEstimate &estimate, const std::stop_token &stop)
{
    CF_ASSIGN(auto counts, journal.counts());
    const std::int64_t open = countOf(counts, "open");
    BatchWorkers workers(workerArguments(options, plan));
    const int wanted = open > 0 ? workersFor(options.workers, static_cast<std::size_t>(open)) : 0;
    for (int worker = 0; worker < wanted; ++worker)
        CF_TRY(workers.start());
    BatchProgress progress(options.quiet);
    bool stopping = false;
    int failedWorkers = 0;
    Result<> hasRoom;
    auto counted = std::chrono::steady_clock::now();
    while (workers.any()) {
        std::this_thread::sleep_for(pollInterval);
        if (stop.stop_requested() && !stopping) {
            stopping = true;
            workers.stop();
        }
        for (const WorkerEnd &end : workers.ended()) {
            if (end.exitCode == Done || (stopping && end.signal == 0))
                continue;
            if (end.exitCode > 0 && end.exitCode != Cancelled) { // It has said why; the others would fail alike.
                ++failedWorkers;
                workers.stop();
                stopping = true;
                continue;
            }
            CF_TRY(journal.releaseEnded(end.process, maxEnds, plan.films));
            if (!stopping)
                CF_TRY(workers.start());
        }
        if (const auto now = std::chrono::steady_clock::now(); now - counted >= countInterval || !workers.any()) {
            counted = now;
            CF_ASSIGN(counts, journal.counts());
            progress.show(counts);
            if (hasRoom = watchRoom(estimate, wanted, options.output); !hasRoom && !stopping && workers.any()) {
                stopping = true;
                workers.stop();
            }
        }
    }
    if (!hasRoom && countOf(counts, "open") + countOf(counts, "taken") > 0)
        return hasRoom;
    if (failedWorkers > 0)
        return fail(ErrorCode::Io,
            "The batch stopped, and nothing that was finished is lost. Mend what is said above and start the same "
            "command again to go on.");
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, stoppedText);
    return {};
}

/// What is written when every edit has been made, and said on the terminal.
Result<> writeDataSet(const BatchPlan &plan, const BatchJournal &journal, const std::filesystem::path &output)
{
    CF_ASSIGN(const auto counts, journal.counts());
    CF_ASSIGN(const auto rows, journal.rows());
    CF_TRY(writeBatchCoco(rows, output));
    CF_ASSIGN(const ManifestNotes notes, writeManifest(rows, toJson(plan), output));
    nameTroubledFilms(rows);
    printNearDuplicates(notes); // Of the patients the census has told.
    std::printf("%lld edits: %lld accepted, %lld refused, %lld not understood, %lld of unreadable films, %lld failed\n",
        static_cast<long long>(rows.size()), static_cast<long long>(countOf(counts, "accepted")),
        static_cast<long long>(countOf(counts, "refused")), static_cast<long long>(countOf(counts, "not_understood")),
        static_cast<long long>(countOf(counts, "unreadable")), static_cast<long long>(countOf(counts, "failed")));
    std::printf("manifest: %s\n", (output / "manifest.csv").string().c_str());
    return {};
}

Result<> lead(const BatchOptions &options, const std::stop_token &stop)
{
    std::optional<LeavesWhenAsked> leaves(stop);
    CF_ASSIGN(BatchPlan plan, planOf(options));
    CF_ASSIGN(const auto listing, filmsOf(plan));
    std::vector<std::filesystem::path> files;
    for (const FilmEntry &film : listing.films)
        files.push_back(filmFileOf(plan, film.path));
    CF_ASSIGN(KnownFiles known, knownFiles(options.output));
    CF_ASSIGN(const PatientCensus census,
        joinPatients(
            listing.films, files, [&known](const std::filesystem::path &file) { return known.patientOf(file); }, {},
            [&known](const std::filesystem::path &file) { return known.sha256Of(file); }));
    const auto &films = census.films;
    const auto items = itemsOf(plan, films);
    BatchPlan whole = plan;
    whole.shard = whole.shards = 1;
    if (itemsOf(whole, films).empty()) // A shard alone may well be empty.
        return fail(ErrorCode::InvalidInput,
            "Nothing to do: \"" + plan.films.string() + "\" has " + std::to_string(films.size())
                + " films, and no rule applies to any of them.");
    if (plan.masks.given())
        CF_TRY(asInput(parseMaskChoice(plan.masks.as)));
    if (listing.rowsWithoutFilm > 0 && !options.quiet)
        std::fprintf(stderr, "%zu rows of the table speak of films that are not in the folder; they are left out.\n",
            listing.rowsWithoutFilm);
    printCensus(census);
    CF_TRY(prepareFolder(options, plan));
    CF_ASSIGN(const FolderLock lock, FolderLock::lead(options.output));
    CF_TRY(FolderLock::awaitNoWorker(options.output));
    CF_ASSIGN(BatchJournal journal, BatchJournal::open(options.output, plan, items));
    CF_TRY(journal.releaseAll());
    if (known.hasNews())
        CF_TRY(journal.keepFiles(known.all()));
    CF_ASSIGN(const auto counts, journal.counts());
    const BatchEstimate estimate = estimateBatch(plan, films, items, options.output);
    if (countOf(counts, "open") == static_cast<std::int64_t>(items.size()))
        CF_TRY(checkRoom(estimate, options.output));
    leaves.reset();
    CF_TRY(runWorkers(options, plan, journal, estimate, stop));
    leaves.emplace(stop);
    return writeDataSet(plan, journal, options.output);
}

std::string digitsOf(const std::string &text)
{
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
        [](char character) { return character >= '0' && character <= '9'; });
    return digits;
}

Result<BatchFilm> readFilm(const std::filesystem::path &file)
{
    CF_ASSIGN(auto loaded, openPlainFilm(file)); // A row names the question of a film that leaves one open.
    const auto &attributes = loaded.attributes;
    CF_TRY(checkIsRadiograph(attributes.modality, file));
    std::string date = digitsOf(attributes.studyDate).substr(0, 8);
    std::string time = digitsOf(attributes.studyTime).substr(0, 6);
    if (date.size() != 8)
        date = "19700101"; // A film that does not say when it was taken.
    time.resize(6, '0');
    return BatchFilm{ std::move(loaded.radiograph), attributes.patientId, date + time };
}

Result<> writeObject(const EditRequest &request, const EditResult &result, const std::filesystem::path &source,
    const std::string &identifierSeed, const std::string &dateTime, const std::filesystem::path &output)
{
    SyntheticRecord record = recordOf(request, result);
    record.identifierSeed = identifierSeed;
    record.contentDateTime = dateTime;
    CF_TRY(writeSynthetic(result.counterfactual, record, source, output, 0, overwriteIf(isOurObject)));
    return {};
}

Result<MaskImage> readMaskOf(const std::filesystem::path &mask, const Radiograph &film,
    const std::filesystem::path &filmFile, const std::string &as)
{
    CF_ASSIGN(const MaskChoice choice, parseMaskChoice(as));
    LoadedRadiograph loaded;
    loaded.radiograph = film;
    if (!looksLikePicture(mask)) { // A segmentation names the object that it belongs to.
        CF_ASSIGN(const LoadedRadiograph whole, openPlainFilm(filmFile));
        loaded.attributes = whole.attributes;
    }
    CF_ASSIGN(auto read, readMask(mask, loaded, choice));
    return std::move(read.mask);
}

Result<std::unique_ptr<CounterfactualEditor>> openEditor(
    const BatchOptions &options, const BatchPlan &plan, const JobContext &job)
{
    const bool inserts = plan.arms.empty() ? plan.method == "insertion" : plan.arms.front().method == "insertion";
    if (inserts && options.model.empty())
        return makeInsertionEditor();
    CF_ASSIGN(const auto model, modelOrBundled(options.model));
    return loadEditor(model, {}, job);
}

Result<> work(const BatchOptions &options, const std::stop_token &stop)
{
    endWithLeader(static_cast<pid_t>(options.leader));
    useEngineThreads(1); // The same bytes whatever the number of workers.
    CF_ASSIGN(const FolderLock lock, FolderLock::work(options.output));
    CF_ASSIGN(BatchJournal journal, BatchJournal::open(options.output));
    CF_ASSIGN(BatchPlan plan, journal.plan());
    plan.films = options.films;
    const JobContext job(stop, {});
    CF_ASSIGN(const auto editor, openEditor(options, plan, job));
    return workOnBatch(journal, plan, options.output, *editor, { readFilm, writeObject, readMaskOf, writeRegion }, job);
}

constexpr std::string_view stoppedAtOnce =
    "Stopped at once. Nothing that was finished is lost: the same command goes on.";

int runLeader(const BatchOptions &options)
{
    const auto stop = beginWork({ .atOnce = stoppedAtOnce });
    const auto done = stop ? lead(options, *stop) : Result<>(tl::unexpected(stop.error()));
    const int code = done ? int(Done) : explainError(done.error());
    if (code == Cancelled)
        leaveStopped();
    return code;
}

/// A worker is stopped by its leader alone, which says so: Ctrl+C reaches both.
int runWorker(const BatchOptions &options)
{
    for (const int signal : { SIGINT, SIGHUP })
        std::signal(signal, SIG_IGN);
    const auto stop = beginWork({ .atOnce = {} });
    const auto done = stop ? work(options, *stop) : Result<>(tl::unexpected(stop.error()));
    if (!done && done.error().code == ErrorCode::Cancelled)
        leaveStopped();
    return done ? Done : explainError(done.error());
}

void addSubmit(CLI::App &batch, BatchOptions &options, int &exitCode)
{
    CLI::App *command = batch.add_subcommand("submit",
        "A batch in shards on a cluster: writes and submits a Slurm job array, follows it and joins the manifests. "
        "Interrupted, the same command goes on.");
    BatchSubmission &submission = options.submission;
    command->add_flag("--slurm", options.slurm, "The engine: Slurm job arrays")->required();
    command->add_option("--plan", submission.plan, "JSON with films, rules, method, seeds, splits")->required();
    command->add_option("--output", submission.output, "Folder for shards, logs and manifest, seen by all nodes")
        ->required();
    command->add_option("--shards", submission.shards, "Tasks of the array; films are dealt out by patient")
        ->required()
        ->check(CLI::Range(1, 100000));
    command->add_option("--model", submission.model, "Model folder; without: the bundled model");
    command->add_option("--cpus", submission.request.cpus, "Processors a task, each with a worker")
        ->capture_default_str()
        ->check(CLI::Range(1, 1024));
    command->add_option("--memory", submission.request.memory, "Memory a task, as sbatch takes it; empty: its default")
        ->capture_default_str();
    command->add_option("--time", submission.request.time, "Time limit a task, as sbatch takes it");
    command->add_option("--partition", submission.request.partition, "Slurm partition");
    command->add_option("--account", submission.request.account, "Slurm account");
    command->add_option("--sbatch", submission.request.options, "One more option of sbatch; may be repeated");
    command->add_flag("!--no-wait", submission.follows, "Submit and leave; the same command follows later");
    command->add_flag("--quiet", submission.isQuiet, "No progress on stderr");
    command->callback([&submission, &exitCode] {
        const auto stop = beginWork({});
        const auto done = stop ? submitBatch(submission, *stop) : Result<>(tl::unexpected(stop.error()));
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace

void addBatch(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<BatchOptions>();
    CLI::App *command = app.add_subcommand("batch",
        "Make many edits: every prompt, or a plan's rules, over a folder of films. Interrupted, the same command goes "
        "on.");
    command->add_option("--films", options->films, "Folder of DICOM files and pictures, perhaps with labels.csv");
    command->add_option("--prompt", options->prompts, "What to change in every film; may be repeated");
    command->add_option("--plan", options->plan, "JSON with rules, method, seeds, splits; see the help page datasets");
    CLI::Option *output =
        command->add_option("--output", options->output, "New folder for objects, journal and manifest");
    command->add_option("--model", options->model, "Model folder; without: the bundled model");
    command->add_option("--method", options->method, "Editing method; without: the model's default");
    command->add_option("--parameter", options->parameters,
        "A method's parameter as name=number; may be repeated. `contrafact-cli methods` lists them");
    command->add_option("--seed", options->seeds, "Seeds, each an edit of its own; may be repeated");
    command
        ->add_option(
            "--workers", options->workers, "Processes; 0: one a core where memory allows. The bytes are the same")
        ->check(CLI::Range(0, 1024));
    command->add_option(
        "--shard", options->shard, "i/n: this part of the work, by patient; join the parts with batch merge");
    command->add_flag("--no-pictures", options->noPictures, "No PNG beside the DICOM objects");
    command->add_flag("--quiet", options->quiet, "No progress on stderr");
    command->add_option("--worker-of", options->leader)->group("");
    CLI::App *joined = command->add_subcommand("merge", "One manifest of several finished shards");
    joined->add_option("shards", options->merged, "The shards' folders")->required();
    joined->add_option("--output", options->output, "Folder for the manifest")->required();
    joined->add_flag("--despite-missing", options->despiteMissing, "Join them although shards are missing");
    joined->callback([options, &exitCode] {
        const auto done = mergeBatches(options->merged, options->output, options->despiteMissing);
        exitCode = done ? Done : explainError(done.error());
    });
    addSubmit(*command, *options, exitCode);
    command->callback([options, command, output, &exitCode] {
        if (!command->get_subcommands().empty())
            return;
        if (output->count() == 0) {
            exitCode = explainError({ ErrorCode::InvalidInput, "Name a new folder with --output." });
            return;
        }
        exitCode = options->leader != 0 ? runWorker(*options) : runLeader(*options);
    });
}

} // namespace cf::cli
