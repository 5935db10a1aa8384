#include "app/contrafact-cli/pilot/PilotWork.h"

#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/batch/BatchReport.h"
#include "app/contrafact-cli/batch/ProgramCall.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/PrintedName.h"
#include "core/base/files/RegularFile.h"
#include "core/base/text/CsvFile.h"
#include "core/base/text/HtmlText.h"
#include "core/base/text/JsonFile.h"
#include "core/datasets/BatchJournal.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/engine/networks/ModelSettings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace cf::cli {

namespace {

/// Copies of the chosen films, whose names tell nothing, with the patients' keys.
Result<> copyFilms(const PilotOptions &options, const std::vector<FilmCheck> &checks,
    const std::vector<std::size_t> &chosen, const std::filesystem::path &folder)
{
    CF_TRY(makeFolder(folder));
    std::string table = "file,patient_id\n";
    int number = 0;
    for (const std::size_t index : chosen) {
        const std::filesystem::path source = options.films / pathOfPrintedName(checks[index].film);
        std::array<char, 16> stem{};
        std::snprintf(stem.data(), stem.size(), "film%03d", ++number);
        const auto copy = folder / (stem.data() + source.extension().string());
        table += copy.filename().string() + ","
            + (checks[index].patientKnown ? checks[index].patientKey : std::string()) + "\n";
        std::error_code error;
        if (std::filesystem::exists(copy, error))
            continue;
        constexpr std::uintmax_t largestFilm = std::uintmax_t{ 4 } << 30U;
        CF_ASSIGN(const std::string bytes, readText(source, largestFilm));
        CF_TRY(writeWhole(copy, bytes, { {}, true }));
    }
    return writeWhole(folder / "labels.csv", table, replaceOwnConfidential());
}

Result<EditCounts> countEdits(const std::filesystem::path &manifest)
{
    CF_ASSIGN(const auto rows, readTable(manifest));
    EditCounts counts;
    for (const auto &row : rows) {
        const bool accepted = row.at("status") == "accepted";
        ++counts.all;
        const bool isNotThere = !accepted && row.at("gates").find("seen_before=0") != std::string::npos;
        counts.notThere += isNotThere ? 1 : 0;
        counts.accepted += accepted ? 1 : 0;
        auto &prompt = counts.byPrompt[row.at("prompt")];
        ++prompt.second;
        prompt.first += accepted ? 1 : 0;
        if (isNotThere) // Whatever else failed: this comes before it.
            ++counts.reasons["refused, rightly: the program does not see on the film what is to go"];
        else if (!accepted)
            ++counts.reasons[row.at("status") + ": " + withoutNumbers(row.at("reason"))];
    }
    return counts;
}

/// Of a batch that an earlier start began.
Result<std::int64_t> finishedIn(const std::filesystem::path &folder)
{
    std::error_code ignored;
    if (!std::filesystem::exists(folder / "journal.sqlite", ignored))
        return 0;
    CF_ASSIGN(const BatchJournal journal, BatchJournal::open(folder));
    CF_ASSIGN(const BatchStanding standing, journal.standing(0));
    return standing.done();
}

/// "37 of 300; 41 a minute, 7 min left" of what a batch says.
void sayProgress(const std::string &line)
{
    if (!line.empty() && line.front() >= '0' && line.front() <= '9' && line.find(" of ") != std::string::npos)
        std::fprintf(stderr, "Editing: %s\n", line.c_str());
}

/// A word as a shell takes it.
std::string inShell(const std::string &word)
{
    if (!word.empty() && word.find_first_of(" \t\n\"'\\$`&|;<>()*?[]#~!{}") == std::string::npos)
        return word;
    std::string quoted = "'";
    for (const char character : word)
        quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
    return quoted + "'";
}

} // namespace

Result<std::filesystem::path> modelOf(const PilotOptions &options)
{
    return modelOrBundled(options.model);
}

Result<std::filesystem::path> textModelOf(const PilotOptions &options)
{
    return modelOrBundled(options.textModel, "--text-model", "mini-cxr-text");
}

Result<CaptionGrammar> grammarOf(const std::filesystem::path &model)
{
    CF_ASSIGN(const ModelSettings settings, asInput(readModelSettings(model)));
    return settings.description.grammar;
}

std::string minutes(double seconds)
{
    std::array<char, 48> text{};
    if (seconds < 90.0)
        std::snprintf(text.data(), text.size(), "about %.0f s", seconds);
    else if (seconds < 7200.0)
        std::snprintf(text.data(), text.size(), "about %.0f minutes", seconds / 60.0);
    else
        std::snprintf(text.data(), text.size(), "about %.1f hours", seconds / 3600.0);
    return text.data();
}

std::string percentText(double share)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.0f %%", 100.0 * share);
    return text.data();
}

Result<std::string> callOurselves(std::vector<std::string> arguments, const CallWatch &watch)
{
    arguments.insert(arguments.begin(), "/proc/self/exe");
    const std::string what = arguments.size() > 2 ? arguments[1] + " " + arguments[2] : arguments[1];
    CF_ASSIGN(Called called, callProgram(std::move(arguments), {}, watch));
    if (called.exitCode == Cancelled)
        return fail(ErrorCode::Cancelled, "Stopped. Start the same command again to go on.");
    if (called.exitCode != Done)
        return fail(ErrorCode::Io, "\"" + what + "\" did not succeed: " + trimmed(called.text));
    return std::move(called.text);
}

Result<PilotFilms> checkedFilms(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    PilotFilms films;
    CF_ASSIGN(films.checks,
        checkFilms(options.films, options.output / "films.jsonl",
            { [](const std::filesystem::path &file) -> Result<FilmCheckServices::Film> {
                 return fail(ErrorCode::InvalidInput, "\"" + file.filename().string() + "\" came after stage 0.");
             },
                {}, {}, false, patientInObject },
            job));
    films.verdict = judgeFilms(films.checks, rules);
    return films;
}

std::filesystem::path folderOfStage(const PilotOptions &options, int stage)
{
    return options.output / ("stage-" + std::to_string(stage));
}

Result<BegunStage> beginStage(
    int stage, std::string title, const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    BegunStage begun;
    begun.page.stage = stage;
    begun.page.title = std::move(title);
    begun.folder = folderOfStage(options, stage);
    CF_ASSIGN(begun.page.despite, allowStage(options.output, stage, options.despite));
    CF_ASSIGN(begun.films, checkedFilms(options, rules, job));
    return begun;
}

Result<EditCounts> makeEdits(const PilotOptions &options, const PilotFilms &films, int count,
    const std::filesystem::path &folder, const JobContext &job)
{
    const auto chosen = chooseFilms(films.checks, films.verdict.suitable, count);
    CF_TRY(copyFilms(options, films.checks, chosen, folder / "films"));
    CF_ASSIGN(const auto model, modelOf(options));
    std::vector<std::string> batch{
        "batch",
        "--films",
        (folder / "films").string(),
        "--output",
        (folder / "batch").string(),
        "--model",
        model.string(),
        "--workers",
        std::to_string(options.workers),
    };
    for (const std::string &prompt : options.prompts)
        batch.insert(batch.end(), { "--prompt", prompt });
    std::error_code ignored;
    const auto manifest = folder / "batch/manifest.csv";
    const bool isFresh = !std::filesystem::exists(manifest, ignored);
    CF_ASSIGN(const std::int64_t before, finishedIn(folder / "batch"));
    const auto start = std::chrono::steady_clock::now();
    CF_TRY(callOurselves(std::move(batch), { job.stopToken(), sayProgress }));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    CF_TRY(job.checkStop());
    CF_ASSIGN(EditCounts counts, countEdits(manifest));
    if (isFresh && counts.all > before)
        counts.secondsAnEdit = seconds / static_cast<double>(counts.all - before);
    return counts;
}

std::string editsBody(const PilotOptions &options, const EditCounts &counts)
{
    const std::string folder = "stage-" + std::to_string(options.stage);
    std::string html = "<h2>Edits</h2><table><tr><th>Prompt</th><th>accepted</th><th>asked</th></tr>\n";
    for (const auto &[prompt, count] : counts.byPrompt)
        html += "<tr><td>" + escapedHtml(prompt) + "</td><td>" + std::to_string(count.first) + "</td><td>"
            + std::to_string(count.second) + "</td></tr>\n";
    html += "</table>\n<p>Not accepted:</p><ul>\n";
    for (const auto &[reason, count] : counts.reasons)
        html += "<li>" + std::to_string(count) + " × " + escapedHtml(reason) + "</li>\n";
    html += "</ul>\n<p><a href=\"" + folder + "/batch/sheet.html\">Every edit as a picture</a>, <a href=\"" + folder
        + "/batch/card.html\">the data set's card</a>.</p>\n<h2>The reading</h2><p>One after the other, with a code of "
          "your choice for the reader; then this pilot is told who has read, and what share of the edits was found "
          "fit:</p><pre>";
    for (const std::string &command : readingCommands(options))
        html += escapedHtml(command) + "\n";
    return html + "</pre>\n";
}

std::vector<std::string> readingCommands(const PilotOptions &options)
{
    const std::string study =
        inShell((options.output / ("stage-" + std::to_string(options.stage)) / "study.cfstudy").string());
    return { "contrafact-cli study reader " + study + " --id R1", "contrafact-cli study leaks " + study,
        "contrafact-cli study seal " + study, "contrafact --read " + study + " --reader R1",
        pilotCommand(options, options.stage, "--read-by \"Dr. A\" --found-fit 0.85") };
}

std::string pilotCommand(const PilotOptions &options, int stage, const std::string &more)
{
    return "contrafact-cli pilot --films " + inShell(options.films.string()) + " --output "
        + inShell(options.output.string()) + " --stage " + std::to_string(stage) + (more.empty() ? "" : " " + more);
}

Result<int> prepareStudy(
    const PilotOptions &options, const std::filesystem::path &folder, int cases, const JobContext &job)
{
    const std::string study = (folder / "study.cfstudy").string();
    const auto mark = folder / "study.done";
    std::error_code ignored;
    if (!std::filesystem::exists(mark, ignored)) {
        for (const char *end : { "", "-wal", "-shm" }) // Of an attempt that was interrupted.
            std::filesystem::remove(study + end, ignored);
        CF_TRY(callOurselves({ "study", "create", study, "--design", "rating", "--title", "Pilot" }));
        CF_ASSIGN(const auto model, modelOf(options)); // Real films go through the model that has edited.
        std::fprintf(stderr, "Preparing the reading\n");
        CF_TRY(callOurselves({ "study", "cases", study, "--manifest", (folder / "batch/manifest.csv").string(),
                                 "--films", (folder / "films").string(), "--real-arm", "real", "--count",
                                 std::to_string(cases / 2), "--model", model.string() },
            { job.stopToken(), {} }));
        CF_TRY(writeWhole(mark, "", replaceOwn()));
    }
    CF_ASSIGN(const std::string list, callOurselves({ "study", "cases", study }));
    int count = 0;
    for (std::size_t at = list.find("\"training\""); at != std::string::npos; at = list.find("\"training\"", at + 1))
        ++count;
    return count;
}

PilotVerdict verdictOf(std::string rule, std::string found, bool met)
{
    return { std::move(rule), std::move(found), met ? PilotVerdict::State::Met : PilotVerdict::State::NotMet };
}

Result<PilotVerdict> readingVerdict(
    const PilotOptions &options, const PilotRules &rules, const std::filesystem::path &folder)
{
    const std::string rule = pilot::readingFit(rules);
    const auto file = folder / "reading.json";
    std::error_code ignored;
    std::string by = options.readBy;
    std::optional<double> fit = options.foundFit;
    if (std::filesystem::exists(file, ignored)) {
        CF_ASSIGN(const nlohmann::json json, readJsonFile(file));
        if (!json.contains("read_by") || !json.contains("fit") || !json["read_by"].is_string()
            || !json["fit"].is_number())
            return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is no record of a reading.");
        const auto readBy = json["read_by"].get<std::string>();
        const double foundFit = json["fit"];
        if (fit && (std::abs(*fit - foundFit) > 1e-9 || by != readBy))
            return fail(ErrorCode::InvalidInput,
                "A reading of this stage was recorded before (" + readBy + ": " + percentText(foundFit)
                    + ") and is not changed now.");
        by = readBy;
        fit = foundFit;
    } else if (fit) {
        if (by.find_first_not_of(" \t") == std::string::npos)
            return fail(ErrorCode::InvalidInput, "Say with --read-by who found so many of the edits fit.");
        const nlohmann::ordered_json json{ { "read_by", by }, { "fit", *fit } };
        CF_TRY(writeWhole(
            file, json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", replaceOwn()));
    }
    if (!fit)
        return PilotVerdict{ rule, "to be read, see below", PilotVerdict::State::Open };
    return verdictOf(rule, by + ": " + percentText(*fit), *fit >= rules.minFit);
}

Result<std::vector<PilotVerdict>> editVerdicts(const PilotOptions &options, const PilotRules &rules,
    const EditCounts &counts, int cases, const std::filesystem::path &folder, const JobContext &job)
{
    std::vector<PilotVerdict> verdicts;
    verdicts.push_back(verdictOf(pilot::enoughAccepted(rules),
        std::to_string(counts.accepted) + " of " + std::to_string(counts.possible())
            + (counts.notThere > 0 ? ", without " + std::to_string(counts.notThere) + " of what is not there" : ""),
        counts.share() >= rules.minAccepted));
    const std::string rule = pilot::readingPrepared(cases);
    if (counts.accepted > 0) {
        CF_ASSIGN(const int prepared, prepareStudy(options, folder, cases, job));
        verdicts.push_back(verdictOf(rule, std::to_string(prepared), prepared >= cases));
    } else {
        verdicts.push_back(verdictOf(rule, "no edit was accepted", false));
    }
    CF_ASSIGN(PilotVerdict reading, readingVerdict(options, rules, folder));
    verdicts.push_back(std::move(reading));
    return verdicts;
}

std::string rememberedNext(const std::filesystem::path &folder, const std::string &measured)
{
    const auto file = folder / "next.txt";
    if (!measured.empty()) {
        (void)writeWhole(file, measured, replaceOwn()); // A page without it says less, and nothing wrong.
        return measured;
    }
    return readText(file).value_or(std::string());
}

Result<bool> finishStage(const PilotOptions &options, StagePage page)
{
    const auto is = [](PilotVerdict::State state) {
        return [state](const PilotVerdict &each) { return each.state == state; };
    };
    const bool isMet = std::ranges::all_of(page.verdicts, is(PilotVerdict::State::Met));
    const bool isRead = page.stage == 1 || page.stage == 2;
    if (page.stage < lastStage
        && (isMet || !isRead || std::ranges::none_of(page.verdicts, is(PilotVerdict::State::Open))))
        page.command = pilotCommand(options, page.stage + 1, isMet ? "" : "--despite \"REASON\"");
    CF_TRY(writeStage(options.output, page));
    const std::string name = "stage-" + std::to_string(page.stage) + ".html";
    for (const PilotVerdict &each : page.verdicts)
        std::printf("%-7s  %s: %s\n", nameOf(each.state), each.rule.c_str(), each.found.c_str());
    if (isRead && std::ranges::any_of(page.verdicts, is(PilotVerdict::State::Open))) {
        std::printf("The reading:\n");
        for (const std::string &command : readingCommands(options))
            std::printf("  %s\n", command.c_str());
    }
    if (!page.next.empty())
        std::printf("%s\n", page.next.c_str());
    if (!page.command.empty())
        std::printf("%s\n  %s\n", isMet ? "It starts with" : "All the same it starts with a reason, which is recorded:",
            page.command.c_str());
    std::printf("page: %s\n", (options.output / name).string().c_str());
    return std::ranges::none_of(page.verdicts, is(PilotVerdict::State::NotMet));
}

} // namespace cf::cli
