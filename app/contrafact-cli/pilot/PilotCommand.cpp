#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/batch/BatchWorkers.h"
#include "app/contrafact-cli/batch/ProgramCall.h"
#include "app/contrafact-cli/pilot/PrintedWords.h"

#include "core/base/AtomicFile.h"
#include "core/base/HtmlText.h"
#include "core/datasets/FilmList.h"
#include "core/datasets/pilot/PilotStage.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/SourceReader.h"
#include "dicom/ImageImport.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>

namespace cf::cli {

namespace {

struct PilotOptions {
    std::filesystem::path films;
    std::filesystem::path output;
    std::filesystem::path model;
    std::vector<std::string> prompts{ "remove the pacemaker", "add a left pacemaker" };
    int stage = 0;
    int workers = 1;
    PilotRules rules;
};

constexpr int filmsOfStageTwo = 200;

Result<std::filesystem::path> modelOf(const PilotOptions &options)
{
    if (!options.model.empty())
        return options.model;
    if (auto bundled = findBundledModel("/proc/self/exe"))
        return *bundled;
    return fail(ErrorCode::InvalidInput, "The bundled model was not found. Name a model folder with --model.");
}

std::string minutes(double seconds)
{
    std::array<char, 48> text{};
    if (seconds < 90.0)
        std::snprintf(text.data(), text.size(), "about %.0f s", seconds);
    else
        std::snprintf(text.data(), text.size(), "about %.0f minutes", seconds / 60.0);
    return text.data();
}

/// Calls this program once more; what it says is shown where it fails.
Result<std::string> callOurselves(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "/proc/self/exe");
    const std::string what = arguments.size() > 2 ? arguments[1] + " " + arguments[2] : arguments[1];
    CF_ASSIGN(Called called, callProgram(std::move(arguments)));
    if (called.exitCode == Cancelled)
        return fail(ErrorCode::Cancelled, "Stopped. Start the same command again to go on.");
    if (called.exitCode != Done)
        return fail(ErrorCode::Io, "\"" + what + "\" did not succeed: " + called.text);
    return std::move(called.text);
}

/// How long one edit takes here, by the first film that is to be edited.
Result<double> secondsAnEdit(
    CounterfactualEditor &editor, const PilotOptions &options, const FilmCheck &check, const JobContext &job)
{
    CF_ASSIGN(auto loaded, openRadiograph(options.films / check.film));
    double seconds = 0.0;
    for (const std::string &prompt : options.prompts) {
        const CompiledPrompt compiled = compilePrompt(prompt, editor.model().grammar);
        if (!compiled.canGenerate())
            return fail(ErrorCode::InvalidInput, "\"" + prompt + "\" is not understood. See explain --prompt.");
        EditRequest request;
        request.source = loaded.radiograph;
        request.prompt = prompt;
        request.edits = compiled.edits;
        request.captions = compiled.captions;
        const auto start = std::chrono::steady_clock::now();
        CF_TRY(editor.edit(request, job, {}));
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    return seconds / static_cast<double>(options.prompts.size());
}

Result<std::vector<FilmCheck>> checkAll(
    const PilotOptions &options, CounterfactualEditor &editor, const JobContext &job)
{
    FilmCheckServices services;
    services.readFilm = [](const std::filesystem::path &file) -> Result<FilmCheckServices::Film> {
        CF_ASSIGN(auto loaded, openRadiograph(file));
        Radiograph film = std::move(loaded.radiograph);
        if (film.viewPosition.empty())
            film.viewPosition = loaded.attributes.viewPosition;
        return FilmCheckServices::Film{ std::move(film), loaded.attributes.patientId };
    };
    if (auto *reader = dynamic_cast<SourceReader *>(&editor))
        services.look = [reader, &job](const Radiograph &film) -> Result<std::vector<FilmNote>> {
            CF_ASSIGN(const FilmReading reading, reader->readFilm(film, job));
            return notesOf(reading);
        };
    services.countWords = countPrintedWords;
    return checkFilms(options.films, options.output / "films.jsonl", services, job);
}

Result<bool> filmStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    CF_ASSIGN(const auto model, modelOf(options));
    CF_ASSIGN(const auto editor, asInput(loadEditor(model, {}, job)));
    CF_ASSIGN(const auto checks, checkAll(options, *editor, job));
    const FilmsVerdict verdict = judgeFilms(checks, rules);
    StagePage page;
    page.stage = 0;
    page.title = "are these films fit for it?";
    page.verdicts = verdict.verdicts;
    page.body = filmsTable(checks, verdict);
    if (!verdict.suitable.empty()) {
        CF_ASSIGN(const double seconds, secondsAnEdit(*editor, options, checks[verdict.suitable.front()], job));
        const auto edits = static_cast<double>(rules.films) * static_cast<double>(options.prompts.size());
        std::array<char, 160> measured{};
        std::snprintf(measured.data(), measured.size(), " (measured: %.1f s an edit of one worker)", seconds);
        page.next = "Stage 1: " + std::to_string(rules.films) + " films, " + std::to_string(static_cast<int>(edits))
            + " edits, " + minutes(edits * seconds / options.workers) + measured.data() + ", and a reading of "
            + std::to_string(rules.cases) + " cases by an expert.";
    }
    CF_TRY(writeWhole(options.output / "stage-0.html", toHtml(page), replaceOwnConfidential()));
    std::printf("page: %s\n", (options.output / "stage-0.html").string().c_str());
    for (const PilotVerdict &each : verdict.verdicts)
        std::printf("%s: %s\n", each.rule.c_str(), each.found.c_str());
    return std::ranges::none_of(
        verdict.verdicts, [](const PilotVerdict &each) { return each.state == PilotVerdict::State::NotMet; });
}

/// Copies of the chosen films, whose names tell nothing, with the patients' keys.
Result<> copyFilms(const PilotOptions &options, const std::vector<FilmCheck> &checks,
    const std::vector<std::size_t> &chosen, const std::filesystem::path &folder)
{
    CF_TRY(makeFolder(folder));
    std::string table = "file,patient_id\n";
    int number = 0;
    for (const std::size_t index : chosen) {
        const std::filesystem::path source = options.films / checks[index].film;
        std::array<char, 16> stem{};
        std::snprintf(stem.data(), stem.size(), "film%03d", ++number);
        const auto copy = folder / (stem.data() + source.extension().string());
        table += copy.filename().string() + ","
            + (checks[index].patientKnown ? checks[index].patientKey : std::string()) + "\n";
        std::error_code error;
        if (std::filesystem::exists(copy, error))
            continue;
        const auto part = folder / ("." + copy.filename().string());
        std::filesystem::copy_file(source, part, std::filesystem::copy_options::overwrite_existing, error);
        if (!error)
            std::filesystem::permissions(
                part, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
        if (!error)
            std::filesystem::rename(part, copy, error);
        if (error)
            return fail(ErrorCode::Io, "\"" + source.string() + "\" could not be copied: " + error.message() + ".");
    }
    return writeWhole(folder / "labels.csv", table, replaceOwnConfidential());
}

/// What came of the edits, from their manifest.
struct EditCounts {
    int all = 0;
    int accepted = 0;
    std::map<std::string, std::pair<int, int>> byPrompt; ///< Accepted, all.
    std::map<std::string, int> reasons;
};

Result<EditCounts> countEdits(const std::filesystem::path &manifest)
{
    CF_ASSIGN(const auto rows, readFilmTable(manifest));
    EditCounts counts;
    for (const auto &row : rows) {
        const bool accepted = row.at("status") == "accepted";
        ++counts.all;
        counts.accepted += accepted ? 1 : 0;
        auto &prompt = counts.byPrompt[row.at("prompt")];
        ++prompt.second;
        prompt.first += accepted ? 1 : 0;
        if (!accepted)
            ++counts.reasons[row.at("status") + ": " + row.at("reason")];
    }
    return counts;
}

std::string editsBody(const EditCounts &counts)
{
    std::string html = "<h2>Edits</h2><table><tr><th>Prompt</th><th>accepted</th><th>asked</th></tr>\n";
    for (const auto &[prompt, count] : counts.byPrompt)
        html += "<tr><td>" + escapedHtml(prompt) + "</td><td>" + std::to_string(count.first) + "</td><td>"
            + std::to_string(count.second) + "</td></tr>\n";
    html += "</table>\n<p>Not accepted:</p><ul>\n";
    for (const auto &[reason, count] : counts.reasons)
        html += "<li>" + std::to_string(count) + " × " + escapedHtml(reason) + "</li>\n";
    return html
        + "</ul>\n<p><a href=\"stage-1/batch/sheet.html\">Every edit as a picture</a>, "
          "<a href=\"stage-1/batch/card.html\">the data set's card</a>. The reading: <code>contrafact --read "
          "stage-1/study.cfstudy --reader R1</code>, after <code>study reader</code>, <code>study leaks</code> and "
          "<code>study seal</code>.</p>\n";
}

/// Half edits, half films that only went through the model.
Result<int> prepareStudy(const std::filesystem::path &folder, int cases)
{
    const std::string study = (folder / "study.cfstudy").string();
    const auto mark = folder / "study.done";
    std::error_code ignored;
    if (!std::filesystem::exists(mark, ignored)) {
        for (const char *end : { "", "-wal", "-shm" }) // Of an attempt that was interrupted.
            std::filesystem::remove(study + end, ignored);
        CF_TRY(callOurselves({ "study", "create", study, "--design", "rating", "--title", "Pilot" }));
        CF_TRY(callOurselves({ "study", "cases", study, "--manifest", (folder / "batch/manifest.csv").string(),
            "--films", (folder / "films").string(), "--real-arm", "real", "--count", std::to_string(cases / 2) }));
        CF_TRY(writeWhole(mark, "", replaceOwn()));
    }
    CF_ASSIGN(const std::string list, callOurselves({ "study", "cases", study }));
    int count = 0;
    for (std::size_t at = list.find("\"training\""); at != std::string::npos; at = list.find("\"training\"", at + 1))
        ++count;
    return count;
}

Result<bool> editStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    std::error_code ignored;
    if (!std::filesystem::exists(options.output / "stage-0.html", ignored))
        return fail(ErrorCode::InvalidInput, "Stage 0 comes first: the same command with --stage 0.");
    // What stage 0 found is on the disk: no film is read again.
    CF_ASSIGN(const auto checks,
        checkFilms(options.films, options.output / "films.jsonl",
            { [](const std::filesystem::path &file) -> Result<FilmCheckServices::Film> {
                 return fail(ErrorCode::InvalidInput, "\"" + file.filename().string() + "\" came after stage 0.");
             },
                {}, {} },
            job));
    const FilmsVerdict verdict = judgeFilms(checks, rules);
    if (std::ranges::any_of(
            verdict.verdicts, [](const PilotVerdict &each) { return each.state == PilotVerdict::State::NotMet; }))
        return fail(ErrorCode::InvalidInput,
            "A rule of stage 0 is not met (stage-0.html). Choose other films and begin in a new folder.");
    const auto chosen = chooseFilms(checks, verdict.suitable, rules.films);
    const auto folder = options.output / "stage-1";
    CF_TRY(copyFilms(options, checks, chosen, folder / "films"));
    CF_ASSIGN(const auto model, modelOf(options));
    std::vector<std::string> batch{ "batch", "--films", (folder / "films").string(), "--output",
        (folder / "batch").string(), "--model", model.string(), "--workers", std::to_string(options.workers),
        "--quiet" };
    for (const std::string &prompt : options.prompts)
        batch.insert(batch.end(), { "--prompt", prompt });
    const auto start = std::chrono::steady_clock::now();
    const bool isFresh = !std::filesystem::exists(folder / "batch/manifest.csv", ignored);
    CF_TRY(callOurselves(batch));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    CF_TRY(job.checkStop());
    CF_ASSIGN(const EditCounts counts, countEdits(folder / "batch/manifest.csv"));
    StagePage page;
    page.stage = 1;
    page.title = "do edits hold on them?";
    const double share = static_cast<double>(counts.accepted) / std::max(1, counts.all);
    const auto state = [](bool met) { return met ? PilotVerdict::State::Met : PilotVerdict::State::NotMet; };
    std::array<char, 80> least{};
    std::snprintf(least.data(), least.size(), "At least %.0f %% of the edits accepted", 100.0 * rules.leastAccepted);
    page.verdicts.push_back({ least.data(), std::to_string(counts.accepted) + " of " + std::to_string(counts.all),
        state(share >= rules.leastAccepted) });
    const std::string casesRule = "A reading of " + std::to_string(rules.cases) + " cases is prepared";
    if (counts.accepted > 0) {
        CF_ASSIGN(const int cases, prepareStudy(folder, rules.cases));
        page.verdicts.push_back({ casesRule, std::to_string(cases), state(cases >= rules.cases) });
    } else {
        page.verdicts.push_back({ casesRule, "no edit was accepted", PilotVerdict::State::NotMet });
    }
    page.verdicts.push_back({ "An expert has read them and finds the edits fit for what they are to be used for",
        "to be read, see below", PilotVerdict::State::Open });
    page.body = editsBody(counts);
    if (isFresh) {
        const double more =
            seconds / std::max(1, counts.all) * filmsOfStageTwo * static_cast<double>(options.prompts.size());
        page.next = "Stage 2: " + std::to_string(filmsOfStageTwo) + " films, "
            + std::to_string(filmsOfStageTwo * options.prompts.size()) + " edits, " + minutes(more)
            + ", a second reading, collateral changes and entanglement on these films.";
        CF_TRY(writeWhole(folder / "next.txt", page.next, replaceOwn()));
    } else {
        std::FILE *file = std::fopen((folder / "next.txt").c_str(), "r");
        std::array<char, 512> text{};
        if (file != nullptr && std::fgets(text.data(), text.size(), file) != nullptr)
            page.next = text.data();
        if (file != nullptr)
            std::fclose(file);
    }
    CF_TRY(writeWhole(options.output / "stage-1.html", toHtml(page), replaceOwnConfidential()));
    std::printf("page: %s\n", (options.output / "stage-1.html").string().c_str());
    for (const PilotVerdict &each : page.verdicts)
        std::printf("%s: %s\n", each.rule.c_str(), each.found.c_str());
    return share >= rules.leastAccepted;
}

Result<bool> pilot(const PilotOptions &options, const std::stop_token &stop)
{
    const auto inside = std::filesystem::weakly_canonical(options.output)
                            .lexically_relative(std::filesystem::weakly_canonical(options.films));
    if (!inside.empty() && *inside.begin() != "..")
        return fail(ErrorCode::InvalidInput, "The output lies inside the films' folder. Name a folder outside of it.");
    CF_TRY(makeFolder(options.output));
    CF_ASSIGN(const FolderLock lock, FolderLock::lead(options.output));
    CF_ASSIGN(const PilotRules rules, settleRules(options.output, options.rules));
    auto last = std::chrono::steady_clock::now();
    const JobContext job(stop, [&last](const Progress &progress) {
        const auto now = std::chrono::steady_clock::now();
        if (progress.stage != "Checking films" || now - last < std::chrono::seconds(2))
            return;
        last = now;
        std::fprintf(stderr, "%s: %d of %d, %.0f s left\n", progress.stage.c_str(), progress.step, progress.steps,
            progress.secondsLeft);
    });
    return options.stage == 0 ? filmStage(options, rules, job) : editStage(options, rules, job);
}

} // namespace

void addPilot(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<PilotOptions>();
    CLI::App *command = app.add_subcommand("pilot",
        "A staged pilot on your own films: 0 films checked, 1 a few films edited and read by an expert; each stage "
        "ends "
        "in a page with its rules. Exit code 3: a rule is not met.");
    command->add_option("--films", options->films, "Folder of DICOM files and pictures, perhaps with labels.csv")
        ->required();
    command->add_option("--output", options->output, "Folder of this pilot; everything stays there")->required();
    command->add_option("--stage", options->stage, "0 or 1")->capture_default_str()->check(CLI::Range(0, 1));
    command->add_option("--prompt", options->prompts, "What to change; may be repeated")->capture_default_str();
    command->add_option("--model", options->model, "Model folder; without: the bundled model");
    command->add_option("--workers", options->workers, "Processes that edit")
        ->capture_default_str()
        ->check(CLI::Range(1, 256));
    PilotRules &rules = options->rules;
    command->add_option("--rule-films", rules.films, "Films of stage 1")->capture_default_str();
    command->add_option("--rule-suitable", rules.leastSuitable, "Least share of suitable films")->capture_default_str();
    command->add_option("--rule-unknown", rules.mostUnknown, "Most films of unknown patients")->capture_default_str();
    command->add_option("--rule-text", rules.mostText, "Most films with printed words")->capture_default_str();
    command->add_option("--rule-doubled", rules.mostDoubled, "Most films that look like another patient's")
        ->capture_default_str();
    command->add_option("--rule-accepted", rules.leastAccepted, "Least share of accepted edits")->capture_default_str();
    command->add_option("--rule-cases", rules.cases, "Cases of the first reading")->capture_default_str();
    command->callback([options, &exitCode] {
        constexpr std::chrono::seconds grace{ 60 };
        const auto stop = beginWork({ 0, grace });
        const auto done = stop ? pilot(*options, *stop) : Result<bool>(tl::unexpected(stop.error()));
        exitCode = !done ? explainError(done.error()) : *done ? Done : Refused;
    });
}

} // namespace cf::cli
