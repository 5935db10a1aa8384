#pragma once

#include "core/base/Result.h"
#include "core/language/PromptLanguage.h"

#include <string>
#include <vector>

namespace cf {

/// A line of a model card's "auto": for this action on these targets, that method, and why: what was measured.
struct MethodAdvice {
    EditAction action = EditAction::Remove;
    std::vector<Target> targets; ///< Empty: all.
    bool numbersOnly = false; ///< Only where the instruction holds a number: a size, a ratio, a height, a count.
    std::string method;
    std::string reason; ///< One sentence with the figures.
    bool operator==(const MethodAdvice &) const = default;
};

/// The member "auto" of a model's contrafact.json, given as text: a list of {"action": "remove", "targets":
/// ["Pacemaker"], "method": "remove", "reason": "…"},
/// with "numbers": true where it holds only for what is asked for in numbers. Empty where there is none. Errors: a line
/// with an unknown action or target, or without a method.
Result<std::vector<MethodAdvice>> parseMethodAdvice(const std::string &card);

/// The method that `auto` takes for one instruction.
struct MethodChoice {
    EditInstruction instruction;
    std::string method;
    std::string reason;
    bool operator==(const MethodChoice &) const = default;
};

/// "auto (remove, insertion)": a method with what it took, each once, in the order of the instructions.
std::string methodInWords(const std::string &method, const std::vector<MethodChoice> &chosen);

/// The first advice that fits each instruction; `otherwise` where none does.
std::vector<MethodChoice> chooseMethods(
    const std::vector<EditInstruction> &edits, const std::vector<MethodAdvice> &advice, const std::string &otherwise);

/// "remove pacemaker: remove (…)", one line an instruction; for explain and reports.
std::string describe(const MethodChoice &choice);

} // namespace cf
