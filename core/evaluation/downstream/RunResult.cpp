#include "core/evaluation/downstream/RunResult.h"

#include "core/base/text/JsonFile.h"

#include <nlohmann/json.hpp>

namespace cf::downstream {

std::string toJson(const RunResult &result)
{
    nlohmann::ordered_json json{ { "task", result.task }, { "correlation", result.correlation }, { "arm", result.arm },
        { "classifier_seed", result.classifierSeed }, { "generation_seed", result.generationSeed },
        { "impossible", result.impossible }, { "originals", result.originals }, { "synthetic", result.synthetic },
        { "wished", result.wished }, { "refused", result.refused }, { "steps", result.steps },
        { "best_step", result.bestStep }, { "validation_worst", result.validationWorst },
        { "threshold", result.threshold } };
    json["test"] = nlohmann::ordered_json::array();
    for (const TestAnswer &answer : result.test)
        json["test"].push_back({ answer.patient, answer.cell, answer.probability });
    json["probes"] = nlohmann::ordered_json::array();
    for (const ProbeAnswer &probe : result.probes)
        json["probes"].push_back({ probe.patient, probe.cell, probe.before, probe.rebuilt, probe.edited });
    return json.dump() + "\n";
}

Result<RunResult> readRunResult(const std::filesystem::path &file)
{
    CF_ASSIGN(const nlohmann::json json, readJsonFile(file));
    try {
        RunResult result;
        result.task = json.at("task");
        result.correlation = json.at("correlation");
        result.arm = json.at("arm");
        result.classifierSeed = json.at("classifier_seed");
        result.generationSeed = json.at("generation_seed");
        result.impossible = json.at("impossible");
        result.originals = json.at("originals");
        result.synthetic = json.at("synthetic");
        result.wished = json.at("wished");
        result.refused = json.at("refused");
        result.steps = json.at("steps");
        result.bestStep = json.at("best_step");
        result.validationWorst = json.at("validation_worst");
        result.threshold = json.at("threshold");
        for (const auto &row : json.at("test")) {
            result.test.push_back({ row.at(0), row.at(1), row.at(2) });
            if (result.test.back().cell < 0 || result.test.back().cell >= cellCount)
                return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" names a group that is none.");
        }
        for (const auto &row : json.at("probes"))
            result.probes.push_back({ row.at(0), row.at(1), row.at(2), row.at(3), row.at(4) });
        return result;
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is no result of a training. Delete it.");
    }
}

} // namespace cf::downstream
