#include "core/datasets/plan/BatchPlan.h"

#include "core/base/text/JsonText.h"

#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace cf {

namespace {

using Json = nlohmann::ordered_json;

Result<> checkMembers(const Json &object, const std::set<std::string> &known, const std::string &where)
{
    for (const auto &[name, value] : object.items())
        if (!known.contains(name))
            return fail(ErrorCode::InvalidInput, "The plan's " + where + " has an unknown member \"" + name + "\".");
    return {};
}

Result<BatchPlan> read(const Json &json)
{
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "The plan is no JSON object.");
    CF_TRY(checkMembers(json,
        { "films", "table", "sources", "prompts", "rules", "balanced", "method", "parameters", "arms", "masks", "seeds",
            "pictures", "pictures_16_bit", "regions", "segmentations", "splits", "split_seed" },
        "top"));
    BatchPlan plan;
    plan.films = json.value("films", std::string());
    plan.table = json.value("table", std::string());
    for (const Json &source : json.value("sources", Json::array())) {
        CF_TRY(checkMembers(source, { "name", "films", "table", "manifest", "arm" }, "source"));
        const BatchSource of{ source.value("name", std::string()), source.value("films", std::string()),
            source.value("table", std::string()), source.value("manifest", std::string()),
            source.value("arm", std::string()) };
        plan.sources.push_back(of);
        if (of.name.empty()) // That of its folder, so that the films' names lead to them from the plan's folder.
            plan.sources.back().name = folderOf({}, of).lexically_normal().filename().string();
    }
    for (const Json &prompt : json.value("prompts", Json::array()))
        plan.rules.push_back({ prompt.get<std::string>(), {}, {}, false });
    for (const Json &rule : json.value("rules", Json::array())) {
        CF_TRY(checkMembers(rule, { "prompt", "column", "shows", "unless" }, "rule"));
        plan.rules.push_back({ rule.at("prompt").get<std::string>(), rule.value("column", std::string()),
            rule.value("shows", std::string()), rule.value("unless", false) });
    }
    plan.balanced = json.value("balanced", false);
    plan.method = json.value("method", std::string());
    plan.parameters = json.value("parameters", std::map<std::string, double>());
    const Json arms = json.value("arms", Json::object());
    for (const auto &[name, arm] : arms.items()) {
        CF_TRY(checkMembers(arm, { "method", "parameters" }, "arm \"" + name + "\""));
        plan.arms.push_back(
            { name, arm.value("method", std::string()), arm.value("parameters", std::map<std::string, double>()) });
    }
    if (json.contains("masks")) {
        const Json &masks = json.at("masks");
        CF_TRY(checkMembers(masks, { "folder", "column", "as" }, "masks"));
        plan.masks = { masks.value("folder", std::string()), masks.value("column", std::string()),
            masks.value("as", plan.masks.as) };
        if (!plan.masks.given())
            return fail(ErrorCode::InvalidInput, "The plan's masks need a folder or a column.");
    }
    plan.seeds = json.value("seeds", plan.seeds);
    plan.pictures = json.value("pictures", true);
    plan.deepPictures = json.value("pictures_16_bit", false);
    plan.regions = json.value("regions", true);
    plan.segmentations = json.value("segmentations", false);
    if (json.contains("splits")) {
        plan.splits.clear();
        for (const auto &[name, share] : json.at("splits").items())
            plan.splits.push_back({ name, share.get<double>() });
    }
    plan.splitSeed = json.value("split_seed", plan.splitSeed);
    return plan;
}

} // namespace

Result<BatchPlan> batchPlanFromJson(const std::string &text)
{
    CF_ASSIGN(const Json json, parseJson<Json>(text, "The plan"));
    try {
        return read(json);
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, std::string("The plan cannot be read: ") + error.what());
    }
}

namespace {

Json jsonOf(const BatchPlan &plan)
{
    Json rules = Json::array();
    for (const BatchRule &rule : plan.rules) {
        Json each{ { "prompt", rule.prompt } };
        if (!rule.column.empty())
            each.update(Json{ { "column", rule.column }, { "shows", rule.shows }, { "unless", rule.unless } });
        rules.push_back(std::move(each));
    }
    Json splits = Json::object();
    for (const SplitShare &share : plan.splits)
        splits[share.name] = share.share;
    Json json{ { "rules", rules }, { "method", plan.method }, { "parameters", plan.parameters },
        { "seeds", plan.seeds }, { "pictures", plan.pictures }, { "regions", plan.regions }, { "splits", splits },
        { "split_seed", plan.splitSeed } };
    // What earlier versions did not know is written where it is used, so that their batches go on.
    if (plan.balanced)
        json["balanced"] = true;
    if (!plan.table.empty())
        json["table"] = plan.table;
    for (const BatchSource &source : plan.sources) {
        Json each{ { "name", source.name } };
        for (const auto &[member, text] : { std::pair("films", &source.folder), std::pair("table", &source.table),
                 std::pair("manifest", &source.manifest), std::pair("arm", &source.arm) })
            if (!text->empty())
                each[member] = *text;
        json["sources"].push_back(std::move(each));
    }
    for (const BatchArm &arm : plan.arms)
        json["arms"][arm.name] = { { "method", arm.method }, { "parameters", arm.parameters } };
    if (plan.masks.given())
        json["masks"] = { { "folder", plan.masks.folder }, { "column", plan.masks.column }, { "as", plan.masks.as } };
    if (plan.deepPictures)
        json["pictures_16_bit"] = true;
    if (plan.segmentations)
        json["segmentations"] = true;
    return json;
}

std::string textOf(const Json &json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string toJson(const BatchPlan &plan)
{
    return textOf(jsonOf(plan));
}

std::string toPlanFile(const BatchPlan &plan)
{
    Json json{ { "films", plan.films.string() } };
    json.update(jsonOf(plan));
    return textOf(json);
}

} // namespace cf
