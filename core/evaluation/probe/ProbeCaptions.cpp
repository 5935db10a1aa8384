#include "core/evaluation/probe/ProbeCaptions.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

bool hasOwnWord(Target device, const CaptionGrammar &grammar)
{
    const auto own = grammar.words.find(device);
    const auto common = grammar.words.find(Target::SupportDevices);
    return own != grammar.words.end()
        && (common == grammar.words.end() || withoutCapitals(own->second) != withoutCapitals(common->second));
}

/// Without the target; without "Support Devices" every device goes.
std::vector<StatedTarget> without(std::vector<StatedTarget> states, Target target)
{
    std::erase_if(states, [target](const StatedTarget &each) {
        return each.target == target || (target == Target::SupportDevices && isDevice(each.target));
    });
    return states;
}

StatedTarget stateOf(const ProbeFilm &film, Target target)
{
    for (const StatedTarget &each : film.shown)
        if (each.target == target)
            return each;
    return { target };
}

std::optional<Side> opposite(Side side)
{
    if (side == Side::Left)
        return Side::Right;
    return side == Side::Right ? std::optional(Side::Left) : std::nullopt;
}

std::optional<Zone> opposite(Zone zone)
{
    if (zone == Zone::Upper)
        return Zone::Lower;
    return zone == Zone::Lower ? std::optional(Zone::Upper) : std::nullopt;
}

std::optional<Severity> opposite(Severity severity)
{
    if (severity == Severity::Small)
        return Severity::Large;
    return severity == Severity::Large ? std::optional(Severity::Small) : std::nullopt;
}

} // namespace

std::vector<StatedTarget> statesFor(const ProbeFilm &film, const CaptionGrammar &grammar)
{
    std::vector<StatedTarget> states;
    const bool namesDevices = std::ranges::any_of(film.shown, [&](const StatedTarget &each) {
        return each.target != Target::SupportDevices && isDevice(each.target) && hasOwnWord(each.target, grammar);
    });
    for (const StatedTarget &each : film.shown)
        if (grammar.words.contains(each.target) && !(namesDevices && each.target == Target::SupportDevices))
            states.push_back(each);
    return states;
}

TemplateCaptions templateCaptions(const std::vector<ProbeFilm> &films, std::size_t index, const CaptionGrammar &grammar)
{
    TemplateCaptions captions{ stateCaption(statesFor(films[index], grammar), grammar), {} };
    for (std::size_t step = 1; step < films.size() && !captions.other; ++step) {
        const ProbeFilm &film = films[(index + step) % films.size()];
        std::string caption = stateCaption(statesFor(film, grammar), grammar);
        if (withoutCapitals(caption) != withoutCapitals(captions.own))
            captions.other = std::move(caption);
    }
    return captions;
}

std::vector<WordCaptions> wordCaptions(
    const ProbeFilm &film, const CaptionGrammar &grammar, const OtherWords &otherWords)
{
    std::vector<WordCaptions> captions;
    const auto states = statesFor(film, grammar);
    for (const Target target : allTargets) {
        const bool shown = film.shows(target);
        if (!shown && !film.absent.contains(target))
            continue;
        std::vector<std::string> words;
        if (const auto own = grammar.words.find(target); own != grammar.words.end())
            words.push_back(own->second);
        if (const auto others = otherWords.find(target); others != otherWords.end())
            words.insert(words.end(), others->second.begin(), others->second.end());
        const auto rest = without(states, target);
        const std::string silent = stateCaption(rest, grammar);
        std::vector<std::string> known;
        for (const std::string &word : words) {
            if (std::ranges::find(known, withoutCapitals(word)) != known.end())
                continue;
            known.push_back(withoutCapitals(word));
            CaptionGrammar said = grammar;
            said.words[target] = word;
            auto all = rest;
            all.push_back(stateOf(film, target));
            const std::string spoken = stateCaption(all, said);
            if (withoutCapitals(spoken) == withoutCapitals(silent))
                continue;
            const auto own = grammar.words.find(target);
            captions.push_back(
                { target, word, shown, own != grammar.words.end() && own->second == word, spoken, silent });
        }
    }
    return captions;
}

std::vector<SlotCaptions> slotCaptions(const ProbeFilm &film, const CaptionGrammar &grammar)
{
    std::vector<SlotCaptions> captions;
    const auto states = statesFor(film, grammar);
    const auto add = [&](const char *slot, const StatedTarget &right, const StatedTarget &wrong,
                         const CaptionGrammar &hearing) {
        auto rest = states;
        std::erase_if(rest, [&](const StatedTarget &each) { return each.target == right.target; });
        auto wrongStates = rest;
        rest.push_back(right);
        wrongStates.push_back(wrong);
        captions.push_back({ slot, right.target, stateCaption(rest, hearing), stateCaption(wrongStates, hearing) });
    };
    for (const StatedTarget &each : states) {
        StatedTarget wrong = each;
        CaptionGrammar hearing = grammar;
        if (const auto side = opposite(each.side)) {
            wrong.side = *side;
            hearing.hearsSide = true;
            add("side", each, wrong, hearing);
        }
        wrong = each;
        hearing = grammar;
        if (const auto zone = opposite(each.zone)) {
            wrong.zone = *zone;
            hearing.hearsZone = true;
            add("zone", each, wrong, hearing);
        }
        wrong = each;
        hearing = grammar;
        if (const auto severity = opposite(each.severity)) {
            wrong.severity = *severity;
            hearing.hearsSeverity = true;
            add("severity", each, wrong, hearing);
        }
    }
    return captions;
}

} // namespace cf
