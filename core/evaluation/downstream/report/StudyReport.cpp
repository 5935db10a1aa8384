#include "core/evaluation/downstream/report/StudyReport.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/FolderListing.h"
#include "core/base/text/JsonFile.h"
#include "core/evaluation/downstream/films/StudyEdits.h"
#include "core/evaluation/downstream/films/StudyFolder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>

namespace cf::downstream {

namespace {

double median(std::vector<double> values)
{
    if (values.empty())
        return 0.0;
    std::ranges::sort(values);
    return 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
}

/// Records of the edits of a way that the plan's generation seeds made, in the order of their names.
Result<std::vector<EditRecord>> recordsOf(
    const std::filesystem::path &edits, const std::string &way, int generationSeeds)
{
    std::vector<EditRecord> records;
    for (int seed = 1; seed <= generationSeeds; ++seed) {
        CF_ASSIGN(const auto entries, listFolderIfThere(edits / (way + "-" + std::to_string(seed))));
        for (const auto &entry : entries) {
            if (entry.path().extension() != ".json")
                continue;
            CF_ASSIGN(EditRecord record, readEditRecord(entry.path()));
            records.push_back(std::move(record));
        }
    }
    return records;
}

/// Of the edits that arms train on; those of test patients are looked at, and no more.
EditsSummary summaryOf(const std::string &task, const std::string &way, const std::vector<EditRecord> &records)
{
    EditsSummary summary;
    summary.task = task;
    summary.way = way;
    std::vector<double> inside, outside, spill, gain;
    for (const EditRecord &record : records) {
        if (record.isProbe)
            continue;
        ++summary.wished;
        summary.seconds += record.seconds;
        if (!record.accepted) {
            ++summary.refusals[record.reason];
            continue;
        }
        ++summary.accepted;
        inside.push_back(record.errorInside);
        outside.push_back(record.errorOutside);
        spill.push_back(record.spill);
        gain.push_back(record.gain);
    }
    summary.seconds /= std::max(1, summary.wished);
    summary.errorInside = median(std::move(inside));
    summary.errorOutside = median(std::move(outside));
    summary.spill = median(std::move(spill));
    summary.gain = median(std::move(gain));
    return summary;
}

FilmTraits traitsFrom(const nlohmann::json &json)
{
    return { json.value("sex", ""), json.value("age", 0), json.value("view", ""), json.value("scanner", "") };
}

/// Traits of those whose films were prepared; none before that. A card that cannot be read is an error, as the table
/// would count fewer patients.
Result<std::map<std::string, PatientTraits>> patientsIn(const std::filesystem::path &folder)
{
    std::map<std::string, PatientTraits> patients;
    CF_ASSIGN(const auto entries, listFolderIfThere(folder));
    for (const auto &entry : entries) {
        if (entry.path().extension() != ".json")
            continue;
        CF_ASSIGN(const auto json, readJsonFile(entry.path()));
        try {
            PatientTraits &traits = patients[json.at("patient").get<std::string>()];
            if (!json.contains("films")) // An earlier version's: the same of all films.
                traits.fill(traitsFrom(json));
            else
                for (int cell = 0; cell < cellCount; ++cell)
                    if (const auto film = json["films"].find(std::string(keyOfCell(cell))); film != json["films"].end())
                        traits.at(static_cast<std::size_t>(cell)) = traitsFrom(*film);
        } catch (const nlohmann::json::exception &) {
            return fail(ErrorCode::InvalidInput,
                "\"" + entry.path().string() + "\" does not say whose films it is about. Delete it, and start again.");
        }
    }
    return patients;
}

std::string number(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return text.data();
}

std::string cell(const Number &value)
{
    return value ? number(*value) : std::string();
}

nlohmann::ordered_json json(const BootstrapResult &result)
{
    nlohmann::ordered_json figure{ { "value", nullptr }, { "low", nullptr }, { "high", nullptr } };
    if (result.value)
        figure["value"] = *result.value;
    if (result.percentile) {
        figure["low"] = result.percentile->low;
        figure["high"] = result.percentile->high;
    }
    if (!result.reason.empty())
        figure["reason"] = result.reason;
    return figure;
}

nlohmann::ordered_json json(const Number &value)
{
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json boundsJson(const std::optional<double> &value, const std::optional<Bounds> &interval)
{
    nlohmann::ordered_json json{ { "value", nullptr }, { "low", nullptr }, { "high", nullptr } };
    if (value)
        json["value"] = *value;
    if (interval) {
        json["low"] = interval->low;
        json["high"] = interval->high;
    }
    return json;
}

nlohmann::ordered_json seenArmJson(const SeenArm &arm)
{
    nlohmann::ordered_json json{ { "task", arm.task }, { "arm", arm.arm }, { "device", keyOf(arm.device) },
        { "edits_used", arm.used }, { "edits_looked_at", arm.looked }, { "film_seen_rightly", arm.row.judged },
        { "not_as_meant", arm.row.judged - arm.row.effective }, { "patients", arm.patients },
        { "failing", boundsJson(arm.failing.value, arm.failing.interval) } };
    if (!arm.reason.empty())
        json["reason"] = arm.reason;
    json["moved"] = nlohmann::ordered_json::object();
    for (const auto &[what, mean] : arm.row.moved) {
        json["moved"][what] = boundsJson(mean.mean, mean.interval);
        json["moved"][what]["patients"] = mean.patients;
    }
    json["moved_furthest"] = arm.row.most;
    json["its_share"] = arm.row.maxShare ? nlohmann::ordered_json(*arm.row.maxShare) : nlohmann::ordered_json(nullptr);
    return json;
}

nlohmann::ordered_json armJson(const ArmSummary &arm)
{
    nlohmann::ordered_json result{ { "arm", arm.arm }, { "label", arm.label }, { "runs", arm.runs.size() } };
    if (!arm.impossible.empty())
        result["impossible"] = arm.impossible;
    if (!arm.runs.empty()) {
        result["training_originals"] = arm.runs.front().originals;
        result["training_synthetic"] = arm.runs.front().synthetic;
        result["edits_wished"] = arm.runs.front().wished;
        result["edits_refused"] = arm.runs.front().refused;
    }
    for (const StudyFigure &figure : studyFigures())
        if (const auto found = arm.figures.find(figure.key); found != arm.figures.end()) {
            result["figures"][figure.key] = json(found->second);
            if (const auto spread = arm.spread.find(figure.key); spread != arm.spread.end())
                result["figures"][figure.key]["deviation_over_runs"] = json(spread->second);
        }
    return result;
}

} // namespace

Result<StudyReport> gather(const StudyPlan &plan, const std::filesystem::path &folder, const std::string &origin)
{
    StudyReport report;
    report.plan = plan;
    report.origin = origin;
    CF_ASSIGN(const auto results, readResults(plan, folder));
    for (const std::string &task : plan.tasks) {
        for (const double correlation : plan.correlations)
            report.conditions.push_back(summarise(task, correlation, results, plan.arms));
        RecordsByWay records;
        for (const char *way : { "default", "sdedit", "prism" }) {
            CF_ASSIGN(records[way], recordsOf(folder / "edits" / task, way, plan.generationSeeds));
            if (!records[way].empty())
                report.edits.push_back(summaryOf(task, way, records[way]));
        }
        CF_ASSIGN(const ShortcutTask shortcut, shortcutTask(task));
        std::ranges::move(seenArms(shortcut, plan, records), std::back_inserter(report.seen));
        CF_ASSIGN(report.patients[task], patientsIn(folder / "films" / task));
    }
    for (const ConditionSummary &condition : report.conditions)
        std::ranges::move(
            subgroupFigures(condition, report.patients[condition.task]), std::back_inserter(report.subgroups));
    report.detectability = detectabilities(folder, plan);
    return report;
}

std::string runsCsv(const StudyReport &report)
{
    std::string table = "task,correlation,arm,classifier_seed,generation_seed,impossible,best_step,threshold,"
                        "validation_worst,edits_wished,edits_refused";
    for (const char *kind : { "originals_", "synthetic_" })
        for (int group = 0; group < cellCount; ++group)
            table.append(",").append(kind).append(keyOfCell(group));
    for (const StudyFigure &figure : studyFigures())
        table.append(",").append(figure.key);
    table += "\n";
    for (const ConditionSummary &condition : report.conditions)
        for (const ArmSummary &arm : condition.arms) {
            if (arm.runs.empty() && !arm.impossible.empty())
                table += condition.task + "," + number(condition.correlation) + "," + arm.arm + ",,,\"" + arm.impossible
                    + "\"" + std::string(5 + 2 * cellCount + studyFigures().size(), ',') + "\n";
            for (const RunResult &run : arm.runs) {
                table += run.task + "," + number(run.correlation) + "," + run.arm + ","
                    + std::to_string(run.classifierSeed) + "," + std::to_string(run.generationSeed) + ",,"
                    + std::to_string(run.bestStep) + "," + number(run.threshold) + "," + number(run.validationWorst)
                    + "," + std::to_string(run.wished) + "," + std::to_string(run.refused);
                for (const auto &counts : { run.originals, run.synthetic })
                    for (const int count : counts)
                        table.append(",").append(std::to_string(count));
                const RunScores scores = scoresOf(run);
                for (const StudyFigure &figure : studyFigures())
                    table.append(",").append(cell(figure.value(scores, scores.everyone())));
                table += "\n";
            }
        }
    return table;
}

std::string figuresCsv(const StudyReport &report)
{
    std::string table = "task,correlation,arm,runs,figure,value,low,high,deviation_over_runs\n";
    for (const ConditionSummary &condition : report.conditions)
        for (const ArmSummary &arm : condition.arms)
            for (const StudyFigure &figure : studyFigures()) {
                const auto found = arm.figures.find(figure.key);
                if (found == arm.figures.end())
                    continue;
                const auto &bounds = found->second.percentile;
                const auto spread = arm.spread.find(figure.key);
                table += condition.task + "," + number(condition.correlation) + "," + arm.arm + ","
                    + std::to_string(arm.runs.size()) + "," + figure.key + "," + cell(found->second.value) + ","
                    + (bounds ? number(bounds->low) : "") + "," + (bounds ? number(bounds->high) : "") + ","
                    + (spread != arm.spread.end() ? cell(spread->second) : "") + "\n";
            }
    return table;
}

std::string reportJson(const StudyReport &report)
{
    const ClassifierPlan &classifier = report.plan.classifier;
    nlohmann::ordered_json root{ { "written_by", "contrafact-cli evaluate downstream" }, { "films", report.origin },
        { "plan",
            { { "training_patients", report.plan.trainingPatients },
                { "validation_patients", report.plan.validationPatients },
                { "test_patients", report.plan.testPatients }, { "classifier_seeds", report.plan.classifierSeeds },
                { "generation_seeds", report.plan.generationSeeds }, { "edit_share", report.plan.editShare },
                { "render_size", report.plan.renderSize }, { "image_size", classifier.imageSize },
                { "steps", classifier.steps }, { "batch", classifier.batch } } } };
    root["conditions"] = nlohmann::ordered_json::array();
    for (const ConditionSummary &condition : report.conditions) {
        nlohmann::ordered_json one{ { "task", condition.task }, { "correlation", condition.correlation } };
        one["arms"] = nlohmann::ordered_json::array();
        for (const ArmSummary &arm : condition.arms)
            one["arms"].push_back(armJson(arm));
        one["comparisons"] = nlohmann::ordered_json::array();
        for (const ArmComparison &comparison : condition.comparisons)
            one["comparisons"].push_back({ { "first", comparison.first }, { "second", comparison.second },
                { "worst_group_difference", json(comparison.worstGroup) }, { "conflict_p", json(comparison.conflictP) },
                { "conflict_p_holm", json(comparison.conflictHolm) },
                { "sensitivity_ratio", json(comparison.sensitivityRatio) },
                { "sensitivity_p", json(comparison.sensitivityP) },
                { "sensitivity_p_holm", json(comparison.sensitivityHolm) } });
        one["claims"] = nlohmann::ordered_json::array();
        for (const Claim &claim : claimsOf(condition))
            one["claims"].push_back(
                { { "claim", claim.text }, { "verdict", claim.verdict }, { "detail", claim.detail } });
        root["conditions"].push_back(std::move(one));
    }
    root["edits"] = nlohmann::ordered_json::array();
    for (const EditsSummary &edits : report.edits)
        root["edits"].push_back({ { "task", edits.task }, { "way", edits.way }, { "wished", edits.wished },
            { "accepted", edits.accepted }, { "refusals", edits.refusals },
            { "median_error_inside", edits.errorInside }, { "median_error_outside", edits.errorOutside },
            { "median_spill", edits.spill }, { "median_gain", edits.gain }, { "mean_seconds", edits.seconds } });
    root["subgroups"] = nlohmann::ordered_json::array();
    for (const SubgroupFigures &each : report.subgroups) {
        root["subgroups"].push_back({ { "task", each.task }, { "correlation", each.correlation }, { "arm", each.arm },
            { "kind", each.kind }, { "group", each.group }, { "patients", each.patients }, { "films", each.films },
            { "worst_group", json(each.worstGroup) }, { "auc", json(each.area) } });
        if (!each.reason.empty())
            root["subgroups"].back()["reason"] = each.reason;
    }
    root["second_segmenter"] = nlohmann::ordered_json::array();
    for (const SeenArm &arm : report.seen)
        root["second_segmenter"].push_back(seenArmJson(arm));
    root["detectability_auc"] = report.detectability;
    return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string reportTable(const StudyReport &report)
{
    std::string text;
    std::array<char, 200> line{};
    for (const ConditionSummary &condition : report.conditions) {
        std::snprintf(line.data(), line.size(), "%s, %.0f %% correlation\n  %-34s %5s  %-24s %-24s %s\n",
            condition.task.c_str(), 100.0 * condition.correlation, "arm", "runs", "worst group", "sensitivity",
            "AUC reversed");
        text += line.data();
        for (const ArmSummary &arm : condition.arms) {
            if (arm.runs.empty()) {
                text += "  " + arm.label + ": " + (arm.impossible.empty() ? "not run" : arm.impossible) + "\n";
                continue;
            }
            std::array<std::string, 3> cells;
            const std::array<const char *, 3> keys{ "worst_group", "sensitivity", "auc_reversed" };
            for (std::size_t index = 0; index < keys.size(); ++index) {
                const BootstrapResult &figure = arm.figures.at(keys[index]);
                std::array<char, 40> said{};
                if (figure.value && figure.percentile)
                    std::snprintf(said.data(), said.size(), "%.3f (%.3f to %.3f)", *figure.value,
                        figure.percentile->low, figure.percentile->high);
                else if (figure.value)
                    std::snprintf(said.data(), said.size(), "%.3f", *figure.value);
                cells[index] = said.data();
            }
            std::snprintf(line.data(), line.size(), "  %-34s %5zu  %-24s %-24s %s\n", arm.label.c_str(),
                arm.runs.size(), cells[0].c_str(), cells[1].c_str(), cells[2].c_str());
            text += line.data();
        }
        for (const Claim &claim : claimsOf(condition))
            if (claim.verdict != "not run")
                text += "  " + claim.text + ": " + claim.verdict + " (" + claim.detail + ")\n";
    }
    return text;
}

Result<> writeReport(const StudyReport &report, const std::filesystem::path &folder)
{
    CF_TRY(writeWhole(folder / "runs.csv", runsCsv(report), replaceOwn()));
    CF_TRY(writeWhole(folder / "figures.csv", figuresCsv(report), replaceOwn()));
    CF_TRY(writeWhole(folder / "subgroups.csv", subgroupsCsv(report.subgroups), replaceOwn()));
    CF_TRY(writeWhole(folder / "seen.csv", seenCsv(report.seen), replaceOwn()));
    CF_TRY(writeWhole(folder / "report.json", reportJson(report), replaceOwn()));
    return writeWhole(folder / "report.html", reportPage(report, folder), replaceOwn());
}

} // namespace cf::downstream
