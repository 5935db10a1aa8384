#include "app/contrafact-cli/MachineWords.h"
#include "app/contrafact-cli/PrecisionOption.h"
#include "app/contrafact-cli/ProgressLines.h"
#include "app/contrafact-cli/ReadingArguments.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/evaluate/EvaluationOutputs.h"

#include "app/program/MemoryLimit.h"
#include "core/base/files/OutputPlan.h"
#include "core/base/files/RegularFile.h"
#include "core/editing/DefaultModel.h"
#include "core/evaluation/probe/ListenerFolder.h"
#include "core/evaluation/probe/ProbeReport.h"
#include "core/training/loop/ModelCard.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <memory>

namespace cf::cli {

namespace {

constexpr const char *probeKey = "probe";

struct ProbeOptions {
    std::filesystem::path model;
    ProbeSource source;
    std::filesystem::path judge;
    std::vector<std::filesystem::path> templates;
    std::vector<std::string> words; ///< "Pacemaker=pacer"
    std::vector<std::int64_t> timesteps{ 300, 500, 700 };
    std::filesystem::path output;
    std::filesystem::path html;
    std::filesystem::path state;
    std::size_t count = 24;
    int draws = 1;
    int edits = 4;
    int threads = 0;
    bool noOtherWords = false;
    bool estimateOnly = false;
    Precision precision = Precision::Automatic;
    bool overwrite = false;
};

Result<> checkFiles(const ProbeOptions &options)
{
    OutputPlan plan;
    for (const auto &table : options.source.tables)
        plan.reads("--labels", table);
    for (const auto &file : options.templates)
        plan.reads("--template", file);
    plan.writes("--output", options.output, outputPolicy(options.overwrite, isOurReport), OutputPlan::Form::Text);
    plan.writes("--html", options.html, pagePolicy(options.html, probeKey, options.overwrite), OutputPlan::Form::Text);
    return plan.check();
}

Result<OtherWords> otherWords(const ProbeOptions &options)
{
    OtherWords words;
    if (!options.noOtherWords)
        for (const Target target : allTargets)
            words[target] = otherWordsFor(target);
    for (const std::string &each : options.words) {
        const auto equals = each.find('=');
        const auto target = targetFromKey(each.substr(0, equals));
        if (equals == std::string::npos || !target || equals + 1 == each.size())
            return fail(ErrorCode::InvalidInput,
                "--word \"" + each + "\" is not of the form TARGET=WORD, such as \"Pacemaker=pacer\".");
        words[*target].push_back(each.substr(equals + 1));
    }
    return words;
}

/// The films, and what opens them.
Result<> chooseFilms(ProbePlan &plan, const ProbeOptions &options, int imageSize)
{
    if (options.source.films.empty()) {
        plan.films = chooseProbeFilms(listProbePhantoms(options.count), options.count);
        plan.open = [imageSize](const ProbeFilm &film) { return renderProbePhantom(film, imageSize); };
        return {};
    }
    ProbeSource source = options.source;
    source.trainedOn = dataSetsOnCard(options.model);
    CF_ASSIGN(const auto films, listProbeFilms(source));
    plan.films = chooseProbeFilms(films, options.count);
    plan.open = [](const ProbeFilm &film) -> Result<Radiograph> {
        CF_ASSIGN(auto loaded, openFilm(film.file, {}));
        return std::move(loaded.radiograph);
    };
    return {};
}

/// All that decides about the figures, as a text.
std::string whatDecides(const ProbePlan &plan, const LoadedListener &model, const ProbeOptions &options)
{
    std::string text = "probe 1 " + model.sha256 + std::to_string(static_cast<int>(options.precision)) + " "
        + std::to_string(plan.draws) + "\n";
    for (const ProbeTemplate &each : plan.templates) {
        text += each.name + each.grammar.prefix + "\n" + each.grammar.normalCaption + "\n"
            + (each.grammar.hearsSide ? "s" : "") + (each.grammar.hearsZone ? "z" : "")
            + (each.grammar.hearsSeverity ? "v" : "");
        for (const auto &[target, word] : each.grammar.words)
            text.append(keyOf(target)).append("=").append(word).append("\n");
    }
    for (const auto &[target, words] : plan.otherWords)
        for (const std::string &word : words)
            text.append(keyOf(target)).append("~").append(word).append("\n");
    for (const ProbeFilm &film : plan.films) {
        text += film.name;
        for (const StatedTarget &each : film.shown)
            text.append("+")
                .append(keyOf(each.target))
                .append(keyOf(each.side))
                .append(keyOf(each.zone))
                .append(keyOf(each.severity));
        for (const Target each : film.absent)
            text.append("-").append(keyOf(each));
    }
    std::error_code failure;
    return text + std::filesystem::weakly_canonical(options.source.films, failure).string();
}

/// Before the first edit its time is a guess.
constexpr double rowsAnEdit = 200.0; ///< Fifty steps of four answers.

void printEstimate(const ProbeCost &cost, const ProbePlan &plan, std::size_t edits)
{
    std::fprintf(stderr,
        "%zu films, %zu templates, %zu timesteps: %lld answers of the network for the templates, about %lld for the "
        "words, at %.2f s each (measured): about %s.\n",
        plan.films.size(), plan.templates.size(), plan.timesteps.size(), static_cast<long long>(cost.templateRows),
        static_cast<long long>(cost.wordRows), cost.secondsARow, waitText(cost.seconds(plan.films.size())).c_str());
    if (edits > 0)
        std::fprintf(stderr,
            "Then up to %zu edits for the entanglement: %s if one takes %.0f answers (a guess; the first one will "
            "tell).\n",
            edits, waitText(static_cast<double>(edits) * rowsAnEdit * cost.secondsARow).c_str(), rowsAnEdit);
}

/// Edits for words that are heard, by the proposed grammar; without any word heard there is nothing to act with.
Result<Entanglement> probeEdits(const ProbeOptions &options, const ProbePlan &plan, const ProbeSummary &summary,
    const std::filesystem::path &state, const std::string &decides, ProbeTitle &title, const JobContext &job)
{
    EditProbePlan edits{ plan.films, {}, summary.proposed, options.edits, plan.open, {}, {} };
    for (const WordFigures &each : summary.words)
        if (each.hearing == Hearing::Heard && summary.proposed.words.at(each.target) == each.word)
            edits.targets.push_back(each.target);
    if (options.edits == 0 || edits.targets.empty())
        return Entanglement{};
    CF_ASSIGN(const SeeingJudge judge, asInput(loadSeeingJudge(options.judge)));
    EditorSettings settings;
    settings.precision = options.precision;
    settings.rememberedBytes = 0; // No two edits begin alike.
    CF_ASSIGN(const auto editor, asInput(loadEditor(options.model, settings, job)));
    title.judge = judge.part;
    title.judgeSha256 = judge.sha256;
    title.judgeWarning = judge.warning();
    title.method = editor->model().defaultMethod;
    std::string grammar = summary.proposed.prefix + summary.proposed.normalCaption;
    for (const auto &[target, word] : summary.proposed.words)
        grammar += word;
    edits.stamp = "probe edits " + keyOfRun(decides + grammar + judge.sha256 + title.method);
    edits.records = state / (edits.stamp.substr(12) + ".edits.jsonl");
    CF_ASSIGN(const auto made, runEdits(*editor, judge, edits, job));
    return entanglementOf(made);
}

Result<> probe(const ProbeOptions &options, const JobContext &job)
{
    useEngineThreads(options.threads);
    tellOfSlowMachine();
    CF_TRY(checkFiles(options));
    ProbePlan plan;
    plan.timesteps = options.timesteps;
    plan.draws = options.draws;
    CF_ASSIGN(plan.otherWords, otherWords(options));
    CF_ASSIGN(auto listener, asInput(loadListener(options.model, options.precision, job)));
    plan.templates = probeTemplates(listener.grammar);
    for (const auto &file : options.templates) {
        CF_ASSIGN(auto own, readProbeTemplate(file));
        plan.templates.push_back(std::move(own));
    }
    CF_TRY(asInput(chooseFilms(plan, options, listener.imageSize)));
    const std::string decides = whatDecides(plan, listener, options);
    plan.stamp = "probe " + keyOfRun(decides);
    const auto state = stateFolder(options.state, options.output, options.html, "probe");
    plan.records = state / (keyOfRun(decides) + ".jsonl");
    CF_TRY(makeFolder(state));
    CF_ASSIGN(const ProbeCost cost, probeCost(*listener.model, plan, job));
    const std::size_t targets = plan.templates.front().grammar.words.size();
    printEstimate(cost, plan, targets * static_cast<std::size_t>(options.edits));
    if (options.estimateOnly)
        return {};
    CF_ASSIGN(const ProbeMeasures measures, runProbe(*listener.model, plan, cost, job));
    listener.model.reset(); // Its memory is needed for the editor.
    const ProbeSummary summary = summaryOf(measures, plan);
    ProbeTitle title{ listener.name, listener.sha256,
        options.source.films.empty() ? "phantoms" : options.source.folder(), {}, {}, {}, {} };
    CF_ASSIGN(const Entanglement entanglement, probeEdits(options, plan, summary, state, decides, title, job));
    std::fputs(probeTable(summary, entanglement, title).c_str(), stdout);
    if (!options.html.empty())
        CF_TRY(writeSection(options.html, probeKey, probeSection(summary, entanglement, title), options.overwrite));
    if (!options.output.empty()) {
        CF_ASSIGN(const std::string card, proposedCard(options.model, summary, plan, entanglement, title));
        nlohmann::ordered_json marked{ { "written_by", writtenBy("probe") } };
        marked.update(nlohmann::ordered_json::parse(card));
        CF_TRY(writeWhole(options.output,
            marked.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n",
            outputPolicy(options.overwrite, isOurReport)));
    }
    return {};
}

Result<> probeUntilStopped(const ProbeOptions &options)
{
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes }));
    const auto lines = [shown = ProgressLines(stderr, std::chrono::seconds(2))](const Progress &progress) mutable {
        if (progress.stage.starts_with("Probing"))
            shown(progress);
    };
    return probe(options, JobContext(stop, lines));
}

} // namespace

void addProbe(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<ProbeOptions>();
    options->judge = bundledModelOrItsName();
    CLI::App *command = app.add_subcommand("probe",
        "Which words does a text-to-image model hear? Tries caption templates and words on films with known labels, "
        "and says by what margin it hears each; then acts on one thing and looks how far the others move. Interrupted, "
        "it goes on where it stopped.");
    command->add_option("--model", options->model, "Folder of a text-to-image model in the diffusers layout")
        ->required();
    command->add_option("--films", options->source.films,
        "Folder of films, in itself or in images/, with labels.csv; without: phantoms, of which everything is known");
    command->add_option("--labels", options->source.tables,
        "Tables of what the films show: ChestX-ray14's, CheXpert's, or a column a device; without: labels.csv");
    command->add_flag("--all-patients", options->source.allPatients,
        "All patients also of a folder that trained the model; without: only those held back from training");
    command->add_option("--count", options->count, "Films, chosen so that each label is seen about as often")
        ->capture_default_str()
        ->check(CLI::Range(2, 10000));
    command->add_option("--timesteps", options->timesteps, "Of 1000: how noisy the films are made")
        ->capture_default_str()
        ->check(CLI::Range(1, 999));
    command->add_option("--draws", options->draws, "Draws of noise for each film and timestep")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    command->add_option("--template", options->templates,
        "JSON files with \"grammar\" as in contrafact.json: further templates to try");
    command->add_option("--word", options->words, "A further word to try, TARGET=WORD, such as \"Pacemaker=pacer\"");
    command->add_flag("--no-other-words", options->noOtherWords, "Only the template's own words, not their synonyms");
    command->add_option("--edits", options->edits, "Edits for each word that is heard; 0: no entanglement is measured")
        ->capture_default_str()
        ->check(CLI::Range(0, 1000));
    command->add_option("--judge", options->judge, "Model folder whose segmenter says what moved")
        ->capture_default_str();
    command->add_option("--output", options->output, "Write a proposed contrafact.json with the evidence to this file");
    command->add_option("--html", options->html, "Write a page to this file; a page of the evaluations takes it in");
    command->add_option("--state", options->state,
        "Folder for what is measured film by film; without: beside --output or --html, else work/probe");
    command->add_flag("--estimate", options->estimateOnly, "Only say how long it takes here");
    command->add_option("--threads", options->threads, "Threads of the networks; 0: one a core");
    addPrecision(*command, options->precision);
    addOverwrite(*command, options->overwrite);
    command->callback([options, &exitCode] {
        const auto done = probeUntilStopped(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli
