#include "core/editing/MethodAdvice.h"

#include <algorithm>

namespace cf {

std::vector<MethodChoice> chooseMethods(
    const std::vector<EditInstruction> &edits, const std::vector<MethodAdvice> &advice, const std::string &otherwise)
{
    std::vector<MethodChoice> choices;
    for (const EditInstruction &edit : edits) {
        const auto fits = [&edit](const MethodAdvice &each) {
            return each.action == edit.action
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
