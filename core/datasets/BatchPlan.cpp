#include "core/datasets/BatchPlan.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <set>

namespace cf {

namespace {

using Json = nlohmann::ordered_json;

bool hasPart(const std::string &cell, const std::string &wanted)
{
    std::size_t begin = 0;
    while (begin <= cell.size()) {
        const std::size_t end = std::min(cell.find('|', begin), cell.size());
        if (cell.compare(begin, end - begin, wanted) == 0)
            return true;
        begin = end + 1;
    }
    return false;
}

bool applies(const BatchRule &rule, const FilmEntry &film)
{
    if (rule.column.empty())
        return true;
    const auto cell = film.columns.find(rule.column);
    if (cell == film.columns.end() || cell->second.empty())
        return false; // Of a film that the table does not speak of nothing is guessed.
    return hasPart(cell->second, rule.shows) != rule.unless;
}

/// Which shard a film belongs to, "1" … : all films of a patient to the same.
std::string shardOf(const FilmEntry &film, int shards)
{
    std::vector<SplitShare> equal;
    for (int shard = 1; shard <= shards; ++shard)
        equal.push_back({ std::to_string(shard), 1.0 / shards });
    return splitOf(patientKey(film.patient, film.path), equal, 0);
}

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
        { "films", "prompts", "rules", "method", "parameters", "seeds", "pictures", "regions", "splits", "split_seed" },
        "top"));
    BatchPlan plan;
    plan.films = json.value("films", std::string());
    for (const Json &prompt : json.value("prompts", Json::array()))
        plan.rules.push_back({ prompt.get<std::string>(), {}, {}, false });
    for (const Json &rule : json.value("rules", Json::array())) {
        CF_TRY(checkMembers(rule, { "prompt", "column", "shows", "unless" }, "rule"));
        plan.rules.push_back({ rule.at("prompt").get<std::string>(), rule.value("column", std::string()),
            rule.value("shows", std::string()), rule.value("unless", false) });
    }
    plan.method = json.value("method", std::string());
    plan.parameters = json.value("parameters", std::map<std::string, double>());
    plan.seeds = json.value("seeds", plan.seeds);
    plan.pictures = json.value("pictures", true);
    plan.regions = json.value("regions", true);
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
    try {
        CF_ASSIGN(BatchPlan plan, read(Json::parse(text)));
        return plan;
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
    return { { "rules", rules }, { "method", plan.method }, { "parameters", plan.parameters }, { "seeds", plan.seeds },
        { "pictures", plan.pictures }, { "regions", plan.regions }, { "splits", splits },
        { "split_seed", plan.splitSeed } };
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

Result<> validate(const BatchPlan &plan)
{
    if (plan.rules.empty())
        return fail(ErrorCode::InvalidInput, "The plan asks for nothing. Give at least one instruction.");
    if (plan.seeds.empty())
        return fail(ErrorCode::InvalidInput, "The plan has no seed.");
    if (plan.shards < 1 || plan.shard < 1 || plan.shard > plan.shards)
        return fail(ErrorCode::InvalidInput, "A shard is written i/n with i from 1 to n.");
    double sum = 0.0;
    std::set<std::string> names;
    for (const SplitShare &share : plan.splits) {
        sum += share.share;
        if (share.name.empty() || !(share.share >= 0.0) || !names.insert(share.name).second)
            return fail(ErrorCode::InvalidInput, "A split needs a name of its own and a share of 0 or more.");
    }
    if (!plan.splits.empty() && std::abs(sum - 1.0) > 1e-9)
        return fail(
            ErrorCode::InvalidInput, "The shares of the splits add up to " + std::to_string(sum) + ", not to 1.");
    return {};
}

std::vector<BatchItem> itemsOf(const BatchPlan &plan, const std::vector<FilmEntry> &films)
{
    std::vector<BatchItem> items;
    std::int64_t index = 0;
    for (const FilmEntry &film : films)
        for (const BatchRule &rule : plan.rules) {
            if (!applies(rule, film))
                continue;
            for (const std::uint64_t seed : plan.seeds) {
                const bool mine = plan.shards == 1 || shardOf(film, plan.shards) == std::to_string(plan.shard);
                if (mine)
                    items.push_back({ index, film.path, film.patient, {}, rule.prompt, seed });
                ++index;
            }
        }
    return items;
}

} // namespace cf
