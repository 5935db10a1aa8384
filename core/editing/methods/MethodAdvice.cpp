#include "core/editing/methods/MethodAdvice.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace cf {

namespace {

using Json = nlohmann::json;

std::optional<MethodAdvice> adviceFrom(const Json &json)
{
    if (!json.is_object() || !json.value("targets", Json::array()).is_array())
        return std::nullopt;
    MethodAdvice advice;
    const auto action = json.contains("action") && json["action"].is_string()
        ? actionFromKey(json["action"].get<std::string>())
        : std::nullopt;
    if (!action || !json.contains("method") || !json["method"].is_string())
        return std::nullopt;
    advice.action = *action;
    if (json.contains("numbers")) {
        if (!json["numbers"].is_boolean())
            return std::nullopt;
        advice.numbersOnly = json["numbers"].get<bool>();
    }
    advice.method = json["method"].get<std::string>();
    if (json.contains("reason") && json["reason"].is_string())
        advice.reason = json["reason"].get<std::string>();
    for (const Json &key : json.value("targets", Json::array())) {
        const auto target = key.is_string() ? targetFromKey(key.get<std::string>()) : std::nullopt;
        if (!target)
            return std::nullopt;
        advice.targets.push_back(*target);
    }
    return advice;
}

} // namespace

Result<std::vector<MethodAdvice>> parseMethodAdvice(const std::string &card)
{
    const Json json = Json::parse(card, nullptr, false);
    std::vector<MethodAdvice> lines;
    if (!json.is_object() || !json.contains("auto"))
        return lines;
    const Json &listed = json["auto"];
    for (const Json &each : listed.is_array() ? listed : Json::array({ listed }))
        if (auto line = adviceFrom(each))
            lines.push_back(*std::move(line));
        else
            return fail(ErrorCode::InvalidInput,
                "In contrafact.json \"auto\" has a line without a known action, known targets or a method.");
    return lines;
}

std::string methodInWords(const std::string &method, const std::vector<MethodChoice> &chosen)
{
    std::vector<std::string> taken;
    for (const MethodChoice &choice : chosen)
        if (choice.method != method && std::ranges::find(taken, choice.method) == taken.end())
            taken.push_back(choice.method);
    std::string words = method;
    for (std::size_t i = 0; i < taken.size(); ++i)
        words += (i == 0 ? " (" : ", ") + taken[i];
    return taken.empty() ? words : words + ")";
}

std::vector<MethodChoice> chooseMethods(
    const std::vector<EditInstruction> &edits, const std::vector<MethodAdvice> &advice, const std::string &otherwise)
{
    std::vector<MethodChoice> choices;
    for (const EditInstruction &edit : edits) {
        const auto fits = [&edit](const MethodAdvice &each) {
            return each.action == edit.action && (!each.numbersOnly || !edit.amounts.empty())
                && (each.targets.empty() || std::ranges::find(each.targets, edit.target) != each.targets.end());
        };
        const auto found = std::ranges::find_if(advice, fits);
        if (found != advice.end())
            choices.push_back({ edit, found->method, found->reason });
        else
            choices.push_back({ edit, otherwise, "The model's card advises nothing else for this." });
    }
    return choices;
}

std::string describe(const MethodChoice &choice)
{
    return std::string(keyOf(choice.instruction.action)) + " " + std::string(keyOf(choice.instruction.target)) + ": "
        + choice.method + ". " + choice.reason;
}

} // namespace cf
