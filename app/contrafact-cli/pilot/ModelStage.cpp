#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/pilot/PilotWork.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/PrintedName.h"
#include "core/base/text/CsvFile.h"
#include "core/base/text/HtmlText.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/probe/ListenerFolder.h"
#include "core/evaluation/probe/ProbeReport.h"
#include "dicom/ImageImport.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

namespace cf::cli {

namespace {

using Row = std::map<std::string, std::string>;

Result<Radiograph> open(const std::filesystem::path &file)
{
    CF_ASSIGN(auto loaded, openRadiograph(file));
    return std::move(loaded.radiograph);
}

/// The one thing that each prompt is about; prompts of several edits say nothing of what moved with which.
std::map<std::string, EditInstruction> instructionsOf(
    const std::vector<std::string> &prompts, const CaptionGrammar &grammar)
{
    std::map<std::string, EditInstruction> instructions;
    for (const std::string &prompt : prompts) {
        const CompiledPrompt compiled = compilePrompt(prompt, grammar);
        const bool isSwitch = compiled.edits.size() == 1
            && (compiled.edits[0].action == EditAction::Add || compiled.edits[0].action == EditAction::Remove);
        if (isSwitch)
            instructions[prompt] = compiled.edits[0];
    }
    return instructions;
}

/// Looks at every edit that was made; what was seen before is known.
Result<std::vector<ProbeEdit>> judgeEdits(const PilotOptions &options, const std::filesystem::path &folder,
    const SeeingJudge &judge, const CaptionGrammar &grammar, const JobContext &job)
{
    const auto instructions = instructionsOf(options.prompts, grammar);
    const std::string stamp = "pilot edits " + judge.part + " " + judge.sha256.substr(0, 16);
    const auto records = folder / "movements.jsonl";
    CF_ASSIGN(std::vector<ProbeEdit> edits, readProbeEdits(records, stamp));
    std::set<std::string> known;
    for (const ProbeEdit &edit : edits)
        known.insert(edit.film);
    CF_ASSIGN(const std::vector<Row> rows, readTable(folder / "batch/manifest.csv"));
    const auto start = std::chrono::steady_clock::now();
    int done = 0;
    int made = 0;
    for (const Row &row : rows) {
        CF_TRY(job.checkStop());
        ++done;
        const auto instruction = instructions.find(row.at("prompt"));
        const std::string name = row.at("film") + ", " + row.at("prompt") + ", " + row.at("seed");
        if (instruction == instructions.end() || known.contains(name) || row.at("dicom").empty())
            continue;
        ProbeEdit edit;
        edit.target = instruction->second.target;
        edit.adds = instruction->second.action == EditAction::Add;
        edit.film = name;
        edit.patient = row.at("patient");
        edit.made = true;
        edit.refused = row.at("status") != "accepted";
        edit.reason = row.at("reason");
        CF_ASSIGN(const Radiograph before, open(folder / "films" / pathOfPrintedName(row.at("film"))));
        CF_ASSIGN(const Radiograph after, open(folder / "batch" / row.at("dicom")));
        CF_TRY(judgeEdit(edit, judge, before, after, job));
        CF_TRY(appendProbeEdit(records, stamp, edit));
        edits.push_back(std::move(edit));
        ++made;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        job.report({ done, static_cast<int>(rows.size()), "Looking at edits",
            seconds / made * static_cast<double>(static_cast<int>(rows.size()) - done) });
    }
    return edits;
}

std::string fixed(double value, int places)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", places, value);
    return text.data();
}

PilotVerdict asAskedVerdict(const Entanglement &entanglement, const PilotRules &rules)
{
    int judged = 0;
    int effective = 0;
    for (const auto &[target, row] : entanglement) {
        judged += row.judged;
        effective += row.effective;
    }
    const std::string rule = pilot::asAsked(rules);
    if (judged == 0)
        return { rule, "it saw none rightly before", PilotVerdict::State::Open };
    return verdictOf(rule, std::to_string(effective) + " of " + std::to_string(judged),
        static_cast<double>(effective) / judged >= rules.minAsAsked);
}

PilotVerdict collateralVerdict(const Entanglement &entanglement, const PilotRules &rules)
{
    const std::string rule = pilot::nothingElseMoves(rules);
    double farthest = 0.0;
    std::string what;
    bool isMeasured = false;
    for (const auto &[target, row] : entanglement)
        for (const auto &[name, mean] : row.moved) {
            if (belongsTo(name, target) || isOutlineMovement(name) || !mean.interval)
                continue;
            isMeasured = true;
            const double end = std::max(std::abs(mean.interval->low), std::abs(mean.interval->high));
            if (end > farthest) {
                farthest = end;
                what = std::string(keyOf(target)) + " → " + name;
            }
        }
    if (!isMeasured)
        return { rule, "not measured: no edit of one thing, or of one patient alone", PilotVerdict::State::Open };
    return verdictOf(rule, what + ": " + fixed(farthest, 3), farthest <= rules.maxCollateral);
}

/// Of the next stage: what adapting takes, by one answer of the text-to-image model, measured.
Result<std::string> costOfAdapting(const PilotOptions &options, const PilotFilms &films, const JobContext &job)
{
    CF_ASSIGN(const auto folder, textModelOf(options));
    auto listener = loadListener(folder, Precision::Automatic, job);
    if (!listener && listener.error().code == ErrorCode::Cancelled)
        return tl::make_unexpected(listener.error());
    if (!listener)
        return "Stage 3: adapting needs a text-to-image model: " + listener.error().message;
    ProbePlan plan;
    plan.templates = probeTemplates({});
    ProbeFilm film;
    film.file = options.films / pathOfPrintedName(films.checks[films.verdict.suitable.front()].film);
    film.name = "first";
    plan.films = { film };
    plan.open = [](const ProbeFilm &each) { return open(each.file); };
    CF_ASSIGN(const ProbeCost cost, probeCost(*listener->model, plan, job));
    // Forward and backward together take about three times as long as forward alone.
    const double seconds = 3.0 * cost.secondsARow * options.adaptingSteps * options.adaptingBatch;
    return "Stage 3: adapting " + listener->name + " to the training patients' films, "
        + std::to_string(options.adaptingSteps) + " steps of " + std::to_string(options.adaptingBatch) + " films, "
        + minutes(seconds) + " (measured: " + fixed(cost.secondsARow, 2)
        + " s an answer of the network), and a probe of it before and after.";
}

} // namespace

Result<bool> modelStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    CF_ASSIGN(auto begun, beginStage(2, "what else does the model change on these films?", options, rules, job));
    auto &[page, films, folder] = begun;
    CF_ASSIGN(const EditCounts counts, makeEdits(options, films, rules.filmsSecond, folder, job));
    CF_ASSIGN(page.verdicts, editVerdicts(options, rules, counts, rules.casesSecond, folder, job));
    CF_ASSIGN(const auto model, modelOf(options));
    CF_ASSIGN(const SeeingJudge judge, asInput(loadSeeingJudge(model)));
    CF_ASSIGN(const CaptionGrammar grammar, grammarOf(model));
    CF_ASSIGN(const auto edits, judgeEdits(options, folder, judge, grammar, job));
    const Entanglement entanglement = entanglementOf(edits);
    page.verdicts.push_back(asAskedVerdict(entanglement, rules));
    page.verdicts.push_back(collateralVerdict(entanglement, rules));
    page.body = editsBody(options, counts)
        + "<h2>What moved</h2><p>Rows act, columns move: change of a segmenter's probability along the edit (what is "
          "asked is above 0), of outlines and of the cardiothoracic ratio how much they moved, with 95 % intervals "
          "over patients; edits that were refused are in it. Judge: "
        + escapedHtml(judge.part) + ".</p>\n" + entanglementTable(entanglement);
    if (!judge.warning().empty())
        page.body += "<p class=\"open\">" + escapedHtml(judge.warning()) + "</p>\n";
    if (std::ssize(films.verdict.suitable) < rules.filmsSecond)
        page.body += "<p class=\"open\">There are only " + std::to_string(films.verdict.suitable.size())
            + " suitable films, not " + std::to_string(rules.filmsSecond) + ".</p>\n";
    std::string next;
    if (rememberedNext(folder, {}).empty() && !films.verdict.suitable.empty()) {
        CF_ASSIGN(next, costOfAdapting(options, films, job));
    }
    page.next = rememberedNext(folder, next);
    return finishStage(options, page);
}

} // namespace cf::cli
