#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/evaluate/TableStudy.h"
#include "app/contrafact-cli/pilot/PilotWork.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/text/CsvTable.h"
#include "core/base/text/HtmlText.h"
#include "core/evaluation/probe/ProbeFilms.h"

#include <array>
#include <cstdio>
#include <memory>
#include <set>

namespace cf::cli {

namespace {

using namespace cf::downstream;

/// What one stage-4 study is made of; kept together because the parts point at the plan and the editor.
struct PilotStudy {
    StudyPlan plan;
    StudyParts parts;
    ShortcutTask task;
    int films = 0; ///< Of which finding and device are known.
};

/// The suitable films of which the labels tell both, as a table of the form that studies read.
Result<int> writeTable(
    const PilotOptions &options, const PilotFilms &films, const ShortcutTask &task, const std::filesystem::path &file)
{
    ProbeSource source;
    source.films = options.films;
    source.tables = options.labels;
    source.allPatients = true; // Who trains and who tests is parted by patient, below.
    CF_ASSIGN(const auto labelled, asInput(listProbeFilms(source)));
    std::set<std::string> suitable;
    for (const std::size_t index : films.verdict.suitable)
        suitable.insert(films.checks[index].film);
    CsvTable table(CsvReader::Program, "\n");
    table.add({ "Path", "patient_id", std::string(keyOf(task.finding)), std::string(keyOf(task.device)) });
    int count = 0;
    for (const ProbeFilm &film : labelled) {
        const auto said = [&film](Target target) -> std::string {
            if (film.shows(target))
                return "1";
            return film.absent.contains(target) ? "0" : "";
        };
        const std::string finding = said(task.finding);
        const std::string device = said(task.device);
        if (!suitable.contains(film.name) || finding.empty() || device.empty())
            continue;
        table.add({ film.name, film.patient.substr(film.patient.find('/') + 1), finding, device });
        ++count;
    }
    CF_TRY(writeWhole(file, table.text(), replaceOwnConfidential()));
    return count;
}

Result<PilotStudy> studyOf(const PilotOptions &options, const PilotFilms &films, const std::filesystem::path &folder)
{
    PilotStudy study;
    CF_ASSIGN(study.task, shortcutTask(options.task));
    CF_TRY(makeFolder(folder / "study"));
    CF_ASSIGN(study.films, writeTable(options, films, study.task, folder / "table.csv"));
    study.plan = quickPlan();
    study.plan.classifier = {}; // Real films, not a phantom's plain findings.
    study.plan.tasks = { options.task };
    study.plan.arms = { "original", "subsample", "duplicate", "null", "default" };
    study.plan.correlations = { options.correlation };
    CF_TRY(validate(study.plan));
    const TableChoice choice{ folder / "table.csv", options.films, {}, {}, {} };
    study.parts.folder = folder / "study";
    study.parts.origin = originOf(choice, study.task);
    study.parts.films = [choice, plan = study.plan](
                            const ShortcutTask &task) { return asInput(openTable(choice, task, plan)); };
    CF_ASSIGN(const auto model, modelOf(options));
    CF_ASSIGN(study.parts.judge, asInput(loadIndependentJudge(model)));
    auto editor = std::make_shared<std::unique_ptr<CounterfactualEditor>>();
    EditWay way{ "default", {}, {}, [editor, model]() -> Result<CounterfactualEditor *> {
                    if (!*editor) {
                        EditorSettings settings;
                        settings.rememberedBytes = 0; // Every film is another one.
                        CF_ASSIGN(auto loaded, asInput(loadEditor(model, settings)));
                        *editor = refusingEditor(std::move(loaded));
                    }
                    return editor->get();
                } };
    study.parts.ways.push_back(std::move(way));
    return study;
}

std::string points(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%+.3f", value);
    return text.data();
}

PilotVerdict gainVerdict(const ConditionSummary &condition, const std::string &other, const PilotRules &rules)
{
    const std::string rule = pilot::gainOver(rules, other);
    for (const ArmComparison &comparison : condition.comparisons)
        if (comparison.first == "default" && comparison.second == other && comparison.worstGroup.value
            && comparison.worstGroup.percentile) {
            const Bounds &bounds = *comparison.worstGroup.percentile;
            return verdictOf(rule,
                points(*comparison.worstGroup.value) + " (" + points(bounds.low) + "…" + points(bounds.high) + ")",
                bounds.low > rules.minGain);
        }
    return { rule, "not measured: one of the two cannot be trained with these films", PilotVerdict::State::Open };
}

} // namespace

Result<std::string> costOfStudy(const PilotOptions &options, const PilotFilms &films)
{
    auto study = studyOf(options, films, folderOfStage(options, 4));
    auto work = study ? workOf(study->plan, study->parts) : Result<StudyWork>(tl::make_unexpected(study.error()));
    if (!work)
        return "Stage 4, the downstream study, cannot be made with these films: " + work.error().message;
    CF_ASSIGN(const StudyPace pace, measurePace(study->plan, study->parts));
    double seconds =
        pace.film.clock * work->filmsLeft + pace.step.clock * study->plan.classifier.steps * work->trainingsLeft;
    int edits = 0;
    for (const auto &[way, left] : work->editsLeft) {
        seconds += pace.edit.at(way).clock * left;
        edits += left;
    }
    return "Stage 4: the downstream study (" + options.task + "), " + std::to_string(study->films)
        + " films with both labels, " + std::to_string(edits) + " edits, " + std::to_string(work->trainingsLeft)
        + " trainings, " + minutes(seconds) + " (measured).";
}

Result<bool> downstreamStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    CF_ASSIGN(auto begun, beginStage(4, "does it help a classifier on these films?", options, rules, job));
    auto &[page, films, folder] = begun;
    CF_ASSIGN(const PilotStudy study, studyOf(options, films, folder));
    CF_TRY(runStudy(study.plan, study.parts, job));
    CF_ASSIGN(StudyReport report, gather(study.plan, study.parts.folder, study.parts.origin));
    dropExactPairs(report);
    CF_TRY(writeReport(report, study.parts.folder));
    for (const ConditionSummary &condition : report.conditions)
        for (const std::string &other : pilot::armsToBetter())
            page.verdicts.push_back(gainVerdict(condition, other, rules));
    if (page.verdicts.empty())
        page.verdicts.push_back({ "Classifiers are trained", "none", PilotVerdict::State::NotMet });
    page.body = "<h2>The study</h2><p>" + escapedHtml(std::string(keyOf(study.task.finding))) + " with "
        + escapedHtml(std::string(keyOf(study.task.device))) + " as shortcut, " + std::to_string(study.films)
        + " films with both labels, parted by patient. Refused edits are counted and not trained on. <a "
          "href=\"stage-4/study/report.html\">The report</a>.</p>\n";
    for (const EditsSummary &edits : report.edits)
        page.body +=
            "<p>Edits: " + std::to_string(edits.accepted) + " of " + std::to_string(edits.wished) + " accepted.</p>\n";
    page.next = "The pilot ends here. A larger study: more films, seeds and arms with `evaluate downstream --table`.";
    return finishStage(options, page);
}

} // namespace cf::cli
