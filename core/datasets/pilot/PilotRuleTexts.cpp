#include "core/datasets/pilot/PilotRuleTexts.h"

#include <array>
#include <cstdio>

namespace cf::pilot {

namespace {

template <typename... Values> std::string formatted(const char *format, Values... values)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

std::string percent(double share)
{
    return formatted("%.0f %%", 100.0 * share);
}

} // namespace

std::string enoughSuitable(const PilotRules &rules)
{
    return "At least " + std::to_string(rules.films) + " suitable films";
}

std::string shareSuitable(const PilotRules &rules)
{
    return "At least " + percent(rules.minSuitable) + " of all films suitable";
}

std::string patientsKnown(const PilotRules &rules)
{
    return "Patients known of all but " + percent(rules.maxUnknown) + " of the films";
}

std::string fewDoubled(const PilotRules &rules)
{
    return "At most " + std::to_string(rules.maxDoubled) + " films that look like one of another patient";
}

std::string fewTexts(const PilotRules &rules)
{
    return "At most " + percent(rules.maxText) + " of the films with printed words";
}

std::string enoughAccepted(const PilotRules &rules)
{
    return "At least " + percent(rules.minAccepted) + " of the edits accepted, of those whose film shows what is to go";
}

std::string readingPrepared(int cases)
{
    return "A reading of " + std::to_string(cases) + " cases is prepared";
}

std::string readingFit(const PilotRules &rules)
{
    return "An expert has read them and finds at least " + percent(rules.minFit)
        + " of the edits fit for what they are to be used for";
}

std::string asAsked(const PilotRules &rules)
{
    return "At least " + percent(rules.minAsAsked)
        + " of the edits are as asked to a segmenter that had no part in them, of films that it saw rightly before";
}

std::string nothingElseMoves(const PilotRules &rules)
{
    return "Nothing else moves by more than " + formatted("%.2f", rules.maxCollateral)
        + " in probability (farther end of the 95 % interval of the mean)";
}

std::string adaptedErrsLess(const PilotRules &rules)
{
    return "On films of patients whom it has not seen the adapted model errs less, by more than "
        + formatted("%+.2f", rules.minLearnt) + " % (nearer end of the 95 % interval)";
}

std::string gainOver(const PilotRules &rules, const std::string &other)
{
    return "With counterfactuals the worst group's accuracy is above \"" + other + "\" by more than "
        + formatted("%+.3f", rules.minGain) + " (nearer end of the 95 % interval)";
}

const std::vector<std::string> &armsToBetter()
{
    static const std::vector<std::string> arms{ "original", "subsample", "duplicate" };
    return arms;
}

std::vector<std::string> rulesOf(const PilotRules &rules, int stage)
{
    switch (stage) {
    case 0:
        return { enoughSuitable(rules), shareSuitable(rules), patientsKnown(rules), fewDoubled(rules),
            fewTexts(rules) };
    case 1:
        return { enoughAccepted(rules), readingPrepared(rules.cases), readingFit(rules) };
    case 2:
        return { enoughAccepted(rules), readingPrepared(rules.casesSecond), readingFit(rules), asAsked(rules),
            nothingElseMoves(rules) };
    case 3:
        return { adaptedErrsLess(rules) };
    default:
        break;
    }
    std::vector<std::string> gains;
    for (const std::string &arm : armsToBetter())
        gains.push_back(gainOver(rules, arm));
    return gains;
}

} // namespace cf::pilot
