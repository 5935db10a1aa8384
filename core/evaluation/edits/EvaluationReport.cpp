#include "core/evaluation/edits/EvaluationReport.h"

#include "core/evaluation/edits/EvaluationSummary.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <set>
#include <sstream>

namespace cf {

namespace {

nlohmann::json intervalJson(const Interval &interval)
{
    return { { "mean", interval.mean }, { "low", interval.low }, { "high", interval.high } };
}

std::size_t patientsOf(const EvaluationGroup &group)
{
    std::set<std::string> patients;
    for (const EvaluationCase *item : group.cases)
        patients.insert(item->patient);
    return patients.size();
}

nlohmann::json groupJson(const EvaluationGroup &group)
{
    nlohmann::json json{ { "method", group.method }, { "mask", keyOf(group.mask) }, { "cases", group.cases.size() },
        { "patients", patientsOf(group) } };
    if (!group.target.empty())
        json["target"] = group.target;
    if (!group.action.empty())
        json["action"] = group.action;
    for (const EvaluationField &field : evaluationFields()) {
        const auto values = valuesOf(group, field);
        json[field.key] = values.empty() ? nlohmann::json(nullptr) : intervalJson(bootstrapMean(values));
    }
    json["pooled_error_inside"] = intervalJson(bootstrapRatio(pooledErrors(group)));
    std::vector<double> errors;
    for (const EvaluationCase *item : group.cases)
        errors.push_back(item->score.errorInside);
    // One bad edit matters more than the mean.
    json["error_inside_median"] = quantileOf(errors, 0.5);
    json["error_inside_95th"] = quantileOf(errors, 0.95);
    return json;
}

nlohmann::json comparisonJson(const MethodComparison &comparison)
{
    return { { "first", comparison.first }, { "second", comparison.second }, { "mask", keyOf(comparison.mask) },
        { "patients", comparison.patients }, { "error_inside_difference", intervalJson(comparison.difference) },
        { "hodges_lehmann", comparison.shift }, { "wilcoxon_p", comparison.p },
        { "wilcoxon_p_holm", comparison.corrected }, { "only_first_succeeds", comparison.onlyFirstSucceeds },
        { "only_second_succeeds", comparison.onlySecondSucceeds }, { "mcnemar_p", comparison.successP } };
}

nlohmann::json groupsJson(const std::vector<EvaluationGroup> &groups)
{
    nlohmann::json json = nlohmann::json::array();
    for (const EvaluationGroup &group : groups)
        json.push_back(groupJson(group));
    return json;
}

std::string quoted(const std::string &text)
{
    std::string result = "\"";
    for (const char character : text) {
        if (character == '"')
            result += '"';
        result += character;
    }
    return result + '"';
}

std::string nameOf(const EvaluationGroup &group)
{
    std::string name = group.target.empty() ? std::string("all") : group.target;
    if (!group.action.empty())
        name += std::string(", ").append(group.action);
    return name + (group.mask == MaskKind::None ? ", no mask" : ", drawn-like mask");
}

void writeCell(std::ostringstream &table, const EvaluationGroup &group, const char *key, int width)
{
    const auto &fields = evaluationFields();
    const auto field = std::find_if(
        fields.begin(), fields.end(), [key](const EvaluationField &each) { return each.key == std::string_view(key); });
    const auto values = valuesOf(group, *field);
    table << std::setw(width);
    if (values.empty())
        table << "-";
    else
        table << meanOf(values);
}

void writeRow(std::ostringstream &table, const EvaluationGroup &group)
{
    const Interval error = bootstrapMean(valuesOf(group, evaluationFields().front()));
    std::ostringstream range;
    range << std::fixed << std::setprecision(2) << error.mean << " (" << error.low << "-" << error.high << ")";
    table << std::left << std::setw(42) << nameOf(group) << std::setw(33) << group.method << std::right << std::setw(5)
          << group.cases.size() << std::setw(19) << range.str();
    for (const char *key : { "gain", "spill", "success", "right_side", "cpg", "collateral", "seconds" })
        writeCell(table, group, key, 8);
    table << '\n';
}

} // namespace

std::string evaluationJson(const std::vector<EvaluationCase> &cases, const EvaluationTitle &title)
{
    nlohmann::json comparisons = nlohmann::json::array();
    for (const MethodComparison &comparison : compareMethods(cases))
        comparisons.push_back(comparisonJson(comparison));
    return nlohmann::json{
        { "model", title.model }, { "model_sha256", title.modelSha256 },
        { "classifier_sha256", title.classifierSha256 }, { "origin", title.origin }, { "cases", cases.size() },
        { "primary_endpoint", "error_inside" },
        { "cpg", "change of the asked label's calibrated probability towards what was asked" },
        { "by_method", groupsJson(groupsByMethod(cases)) }, { "by_action", groupsJson(groupsByAction(cases)) },
        { "groups", groupsJson(groupsByTarget(cases)) }, { "comparisons", comparisons }
    }.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string evaluationCsv(const std::vector<EvaluationCase> &cases)
{
    std::ostringstream csv;
    csv << "seed,patient,target,side,zone,severity,action,mask,method,reason";
    for (const EvaluationField &field : evaluationFields())
        csv << ',' << field.key;
    csv << "\r\n";
    csv << std::setprecision(9);
    for (const EvaluationCase &item : cases) {
        csv << item.seed << ',' << quoted(item.patient) << ',' << keyOf(item.abnormality.target) << ','
            << keyOf(item.abnormality.side) << ',' << keyOf(item.abnormality.zone) << ','
            << keyOf(item.abnormality.severity) << ',' << (item.adds ? "add" : "remove") << ',' << keyOf(item.mask)
            << ',' << item.method << ',' << quoted(item.reason);
        for (const EvaluationField &field : evaluationFields()) {
            csv << ',';
            if (const auto value = field.value(item))
                csv << *value;
        }
        csv << "\r\n";
    }
    return csv.str();
}

std::string evaluationTable(const std::vector<EvaluationCase> &cases)
{
    std::ostringstream table;
    table << std::left << std::setw(42) << "finding or device" << std::setw(33) << "method" << std::right
          << std::setw(5) << "cases" << std::setw(19) << "error inside" << std::setw(8) << "gain" << std::setw(8)
          << "spill" << std::setw(8) << "success" << std::setw(8) << "side" << std::setw(8) << "CPG" << std::setw(8)
          << "collat." << std::setw(8) << "s" << '\n';
    table << std::fixed << std::setprecision(2);
    for (const auto &groups : { groupsByTarget(cases), groupsByAction(cases), groupsByMethod(cases) }) {
        for (const EvaluationGroup &group : groups)
            if (!isBaseline(group.method) || group.target.empty()) // Baselines by target stand in the other reports.
                writeRow(table, group);
        table << '\n';
    }
    return table.str();
}

} // namespace cf
