// A balanced plan makes as many edits by each rule, in every split, and the same ones in whatever shards.

#include "core/datasets/plan/BatchPlan.h"
#include "tests/support/Check.h"

#include <map>
#include <set>

using namespace cf;

namespace {

/// One film in five has the device; two films a patient.
std::vector<FilmEntry> someFilms(int count)
{
    std::vector<FilmEntry> films;
    for (int film = 0; film < count; ++film)
        films.push_back({ "film" + std::to_string(film), "p" + std::to_string(film / 2),
            { { "Pacemaker", film % 5 == 0 ? "1.0" : "0.0" } } });
    return films;
}

BatchPlan bothDirections()
{
    return batchPlanFromJson(R"({ "rules": [
        { "prompt": "remove the pacemaker", "column": "Pacemaker", "shows": "1" },
        { "prompt": "add a left pacemaker", "column": "Pacemaker", "shows": "1", "unless": true } ],
        "balanced": true })")
        .value();
}

void bothDirectionsAreAsMany()
{
    const BatchPlan plan = bothDirections();
    CF_CHECK(validate(plan) && plan.balanced);
    const auto films = someFilms(400);
    std::map<std::string, std::map<std::string, int>> counts;
    std::set<std::string> edited;
    for (const BatchItem &item : itemsOf(plan, films)) {
        ++counts[splitOf(patientKey(item.patient, item.film), plan.splits, plan.splitSeed)][item.prompt];
        CF_CHECK(edited.insert(item.film).second);
    }
    CF_CHECK(counts.size() == 3 && edited.size() == 160); // All 80 films with it, and as many of the others.
    for (const auto &[split, prompts] : counts)
        CF_CHECK(prompts.at("remove the pacemaker") == prompts.at("add a left pacemaker"));
    BatchPlan unbalanced = plan;
    unbalanced.balanced = false;
    CF_CHECK(itemsOf(unbalanced, films).size() == 400);
}

void shardsChooseTheSameFilms()
{
    BatchPlan plan = bothDirections();
    const auto films = someFilms(400);
    std::map<std::int64_t, std::string> whole;
    for (const BatchItem &item : itemsOf(plan, films))
        whole[item.index] = item.film + item.prompt;
    std::map<std::int64_t, std::string> joined;
    plan.shards = 3;
    for (plan.shard = 1; plan.shard <= 3; ++plan.shard)
        for (const BatchItem &item : itemsOf(plan, films))
            CF_CHECK(joined.emplace(item.index, item.film + item.prompt).second);
    CF_CHECK(joined == whole);
}

void thePlanKeepsItsWord()
{
    CF_CHECK(batchPlanFromJson(toJson(bothDirections()))->balanced);
    BatchPlan one = bothDirections();
    one.rules.pop_back();
    CF_CHECK(!validate(one));
    one.balanced = false;
    CF_CHECK(validate(one) && toJson(one).find("balanced") == std::string::npos); // Earlier batches go on.
}

} // namespace

int main()
{
    bothDirectionsAreAsMany();
    shardsChooseTheSameFilms();
    thePlanKeepsItsWord();
    return 0;
}
