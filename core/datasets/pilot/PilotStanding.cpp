#include "core/datasets/pilot/PilotStanding.h"

#include "core/base/text/JsonFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <system_error>

namespace cf::pilot {

namespace {

PilotVerdict::State stateNamed(const std::string &name)
{
    for (const auto state : { PilotVerdict::State::Met, PilotVerdict::State::NotMet })
        if (name == nameOf(state))
            return state;
    return PilotVerdict::State::Open;
}

Result<StageStanding> stageIn(const std::filesystem::path &file)
{
    StageStanding stage;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return stage;
    CF_ASSIGN(const nlohmann::json json, readJsonFile(file));
    try {
        for (const nlohmann::json &each : json.at("rules"))
            stage.verdicts.push_back({ each.at("rule"), each.at("found"), stateNamed(each.at("state")) });
        stage.next = json.value("next", std::string()); // An older page does not have it.
        stage.despite = json.value("despite", std::string());
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is no result of a pilot's stage.");
    }
    return stage;
}

} // namespace

bool StageStanding::isMet() const
{
    return isDone() && std::ranges::all_of(verdicts, [](const PilotVerdict &each) {
        return each.state == PilotVerdict::State::Met;
    });
}

bool StageStanding::isOpen() const
{
    return isDone() && !isMet() && std::ranges::none_of(verdicts, [](const PilotVerdict &each) {
        return each.state == PilotVerdict::State::NotMet;
    });
}

int Standing::current() const
{
    const auto found = std::ranges::find_if_not(all, &StageStanding::isMet);
    return static_cast<int>(found - all.begin());
}

Result<Standing> standingOf(const std::filesystem::path &folder)
{
    Standing standing;
    CF_ASSIGN(const auto written, writtenRules(folder));
    standing.hasBegun = written.has_value();
    standing.rules = written.value_or(PilotRules{});
    for (int stage = 0; stage < stages; ++stage) {
        CF_ASSIGN(standing.all.at(static_cast<std::size_t>(stage)),
            stageIn(folder / ("stage-" + std::to_string(stage) + ".json")));
    }
    return standing;
}

} // namespace cf::pilot
