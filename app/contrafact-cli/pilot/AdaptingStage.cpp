#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/pilot/PilotWork.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/base/text/CsvTable.h"
#include "core/base/text/HtmlText.h"
#include "core/datasets/plan/BatchPlan.h"
#include "core/datasets/plan/PatientKey.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/downstream/films/StudyFolder.h"
#include "core/evaluation/probe/ListenerFolder.h"
#include "core/evaluation/probe/ProbeReport.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"
#include "core/training/denoiser/FineTuner.h"
#include "dicom/ImageImport.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <map>
#include <set>

namespace cf::cli {

namespace {

constexpr std::size_t probedFilms = 24; ///< Of patients whom the adapted model has not seen.
constexpr std::size_t minTraining = 8;
constexpr std::size_t minPatients = 4; ///< To tell on whether it has learnt.

Result<Radiograph> open(const ProbeFilm &film)
{
    CF_ASSIGN(auto loaded, openRadiograph(film.file));
    return std::move(loaded.radiograph);
}

/// Suitable films of which something is known, by their patients' splits: those of batches. The test's patients are
/// kept for stage 4.
struct SplitFilms {
    std::vector<ProbeFilm> training;
    std::vector<ProbeFilm> validation;
};

Result<SplitFilms> splitFilms(const PilotOptions &options, const PilotFilms &films)
{
    ProbeSource source;
    source.films = options.films;
    source.tables = options.labels;
    source.allPatients = true; // Whether a film may be trained on is decided here.
    CF_ASSIGN(const auto labelled, asInput(listProbeFilms(source)));
    std::map<std::string, std::string> keys; // Of suitable films, by name.
    for (const std::size_t index : films.verdict.suitable)
        keys[films.checks[index].film] = films.checks[index].patientKey;
    const BatchPlan usual;
    SplitFilms split;
    std::set<std::string> patients;
    for (ProbeFilm film : labelled) {
        const auto key = keys.find(film.name);
        if (key == keys.end())
            continue;
        film.patient = key->second;
        const std::string part = splitOf(key->second, usual.splits, usual.splitSeed);
        if (part == "train")
            split.training.push_back(std::move(film));
        else if (part == "validation") {
            patients.insert(film.patient);
            split.validation.push_back(std::move(film));
        }
    }
    if (split.training.size() < minTraining || patients.size() < minPatients)
        return fail(ErrorCode::InvalidInput,
            "Too few suitable films have labels: " + std::to_string(split.training.size())
                + " of training patients, and those of " + std::to_string(patients.size())
                + " patients to validate on; " + std::to_string(minTraining) + " and " + std::to_string(minPatients)
                + " are needed. Labels are read from labels.csv of the films' folder and from --labels.");
    return split;
}

/// The films as the model sees them when it edits, and a table of their captions in its own words.
Result<> writeTrainingFilms(const std::vector<ProbeFilm> &films, const CaptionGrammar &grammar, int size,
    const std::filesystem::path &folder, const JobContext &job)
{
    CF_TRY(makeFolder(folder / "images"));
    CsvTable table(CsvReader::Program, "\n");
    table.add({ "Path", "Caption" });
    int number = 0;
    for (const ProbeFilm &film : films) {
        CF_TRY(job.checkStop());
        const std::string name = "images/film" + std::to_string(++number) + ".png";
        std::error_code ignored;
        if (!std::filesystem::exists(folder / name, ignored)) {
            CF_ASSIGN(const Radiograph opened, open(film));
            const Radiograph upright = uprightRadiograph(opened);
            CF_ASSIGN(const Letterbox letterbox, fitIntoSquare(upright, size));
            CF_TRY(downstream::writeFilm(toSquare(toDisplay(upright), letterbox), size, folder / name));
        }
        table.add({ name, stateCaption(statesFor(film, grammar), grammar) });
        job.report({ number, static_cast<int>(films.size()), "Preparing training films", -1.0 });
    }
    return writeWhole(folder / "train.csv", table.text(), replaceOwnConfidential());
}

/// The same settings as before, or new ones where nothing was trained yet.
Result<FineTuneRecipe> settleRecipe(const PilotOptions &options, int size, const std::filesystem::path &folder)
{
    const auto file = folder / "recipe.json";
    const nlohmann::ordered_json json{ { "steps", options.adaptingSteps }, { "batch", options.adaptingBatch },
        { "accumulation", 1 }, { "image_size", size }, { "learning_rate", options.adaptingRate },
        { "caption_dropout", 0.1 }, { "log_every", 10 }, { "seed", 42 } };
    const std::string text = json.dump(2) + "\n";
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        CF_ASSIGN(const std::string before, readText(file));
        if (before != text)
            return fail(ErrorCode::InvalidInput,
                "Stage 3 of this pilot was begun with other settings (" + file.string()
                    + "). Give the same ones, or begin in a new folder.");
    } else {
        CF_TRY(writeWhole(file, text, replaceOwn()));
    }
    return readFineTuneRecipe(file);
}

struct ProbedModel {
    ProbeMeasures measures;
    ProbeSummary summary;
};

/// Under the model's own captions, with the same films and noise for both models.
Result<ProbedModel> probeModel(const std::filesystem::path &model, const std::vector<ProbeFilm> &films,
    const CaptionGrammar &grammar, const std::filesystem::path &records, const JobContext &job)
{
    CF_ASSIGN(auto listener, asInput(loadListener(model, Precision::Automatic, job)));
    ProbePlan plan;
    plan.films = films;
    plan.open = open;
    plan.templates = { { "the model's captions", grammar } };
    plan.records = records;
    plan.stamp = "pilot probe " + listener.sha256.substr(0, 16);
    CF_ASSIGN(const ProbeCost cost, probeCost(*listener.model, plan, job));
    ProbedModel probed;
    CF_ASSIGN(probed.measures, runProbe(*listener.model, plan, cost, job));
    probed.summary = summaryOf(probed.measures, plan);
    return probed;
}

/// By how many per cent the adapted model errs less than the base, of the same noisy films.
ProbeMean learntPercent(const ProbeLooks &base, const ProbeLooks &adapted)
{
    const auto key = [](const ProbePlace &place) {
        return place.film + " " + std::to_string(place.timestep) + " " + std::to_string(place.draw);
    };
    std::map<std::string, double> before;
    for (const TemplateLook &look : base.templates)
        before[key(look.place)] = look.own.front();
    PatientValues values;
    for (const TemplateLook &look : adapted.templates)
        if (const auto found = before.find(key(look.place)); found != before.end() && found->second > 0.0)
            values[look.place.patient].push_back(100.0 * (found->second - look.own.front()) / found->second);
    return meanOfPatients(values);
}

std::string signedText(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%+.2f", value);
    return text.data();
}

std::string wordRows(const ProbeSummary &before, const ProbeSummary &after)
{
    std::string html = "<h2>Words</h2><p>By how many per cent the model errs more where a word is untrue of the film "
                       "(see <code>probe</code>).</p><table><tr><th>Word</th><th>before</th><th></th><th>after</th>"
                       "<th></th></tr>\n";
    for (const WordFigures &was : before.words)
        for (const WordFigures &is : after.words)
            if (was.target == is.target && was.word == is.word)
                html += "<tr><td>" + escapedHtml(was.word) + "</td><td>"
                    + (was.interval ? signedText(was.margin) : std::string("–")) + "</td><td>"
                    + std::string(keyOf(was.hearing)) + "</td><td>"
                    + (is.interval ? signedText(is.margin) : std::string("–")) + "</td><td>"
                    + std::string(keyOf(is.hearing)) + "</td></tr>\n";
    return html + "</table>\n";
}

} // namespace

Result<bool> adaptingStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    CF_ASSIGN(auto begun, beginStage(3, "does the model learn from these films?", options, rules, job));
    auto &[page, films, folder] = begun;
    CF_ASSIGN(const SplitFilms split, splitFilms(options, films));
    CF_ASSIGN(const auto base, textModelOf(options));
    CF_TRY(makeFolder(folder));
    CF_ASSIGN(auto described, asInput(loadListener(base, Precision::Automatic, job)));
    described.model.reset(); // Its memory is needed for the training.
    const int size = described.imageSize;
    const CaptionGrammar grammar = described.grammar.value_or(CaptionGrammar::prism());
    CF_ASSIGN(const FineTuneRecipe recipe, settleRecipe(options, size, folder));
    CF_TRY(writeTrainingFilms(split.training, grammar, size, folder, job));
    const FineTuneFolders folders{ base, folder / "train.csv", folder, folder / "training" };
    const auto adapted = folder / "model";
    CF_TRY(fineTune(recipe, folders, job));
    CF_TRY(exportFineTuned(recipe, folders, adapted));
    const auto probed = chooseProbeFilms(split.validation, probedFilms);
    CF_ASSIGN(const ProbedModel before, probeModel(base, probed, grammar, folder / "probe-before.jsonl", job));
    CF_ASSIGN(const ProbedModel after, probeModel(adapted, probed, grammar, folder / "probe-after.jsonl", job));
    const ProbeMean learnt = learntPercent(before.measures.looks, after.measures.looks);
    const std::string rule = pilot::adaptedErrsLess(rules);
    if (learnt.interval)
        page.verdicts.push_back(verdictOf(rule,
            signedText(learnt.mean) + " % (" + signedText(learnt.interval->low) + "…"
                + signedText(learnt.interval->high) + ", " + std::to_string(learnt.patients) + " patients)",
            learnt.interval->low > rules.minLearnt));
    else
        page.verdicts.push_back({ rule, "films of too few patients could be read", PilotVerdict::State::Open });
    page.body = "<h2>Adapting</h2><p>" + escapedHtml(described.name) + ", " + std::to_string(recipe.steps)
        + " steps of " + std::to_string(recipe.batch) + " films, on " + std::to_string(split.training.size())
        + " films of training patients alone; measured on " + std::to_string(after.summary.films) + " films of "
        + std::to_string(after.summary.patients)
        + " validation patients. Test patients were not looked at. The adapted model: <code>stage-3/model</code>.</p>\n"
        + wordRows(before.summary, after.summary);
    std::string next;
    if (rememberedNext(folder, {}).empty()) {
        CF_ASSIGN(next, costOfStudy(options, films));
    }
    page.next = rememberedNext(folder, next);
    return finishStage(options, page);
}

} // namespace cf::cli
