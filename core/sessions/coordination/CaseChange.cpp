#include "core/sessions/coordination/CaseChange.h"

#include <sstream>

namespace cf::sessions {

namespace {

std::string withoutBlanks(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

Result<> changeCases(StudyStore &store, const CaseChange &change)
{
    CF_ASSIGN(const Study study, store.study());
    std::vector<Case> changed;
    for (const std::string &id : change.cases) {
        const Case *known = study.find(id);
        if (known == nullptr)
            return fail(ErrorCode::InvalidInput, "The study has no case " + id + ".");
        Case one = *known;
        one.isTraining = change.isTraining.value_or(one.isTraining);
        one.feedback = change.feedback.value_or(one.feedback);
        one.truth = change.truth.value_or(one.truth);
        if (!(one == *known))
            changed.push_back(std::move(one));
    }
    return changed.empty() ? Result<>() : store.putCases(changed, {});
}

Result<std::map<std::string, std::string>> truthFromText(const std::string &text)
{
    std::map<std::string, std::string> truth;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        const auto sign = part.find('=');
        const std::string key = withoutBlanks(part.substr(0, sign));
        const std::string value = sign == std::string::npos ? std::string() : withoutBlanks(part.substr(sign + 1));
        if (key.empty() && value.empty() && sign == std::string::npos)
            continue;
        if (key.empty() || value.empty())
            return fail(ErrorCode::InvalidInput,
                "A right answer is written as \"synthetic=yes\"; \"" + withoutBlanks(part) + "\" is none.");
        truth[key] = value;
    }
    return truth;
}

std::string textOfTruth(const std::map<std::string, std::string> &truth)
{
    std::string text;
    for (const auto &[key, value] : truth)
        text += (text.empty() ? "" : ", ") + key + "=" + value;
    return text;
}

} // namespace cf::sessions
