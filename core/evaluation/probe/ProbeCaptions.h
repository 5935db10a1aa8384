#pragma once

#include "core/evaluation/probe/ProbeFilms.h"
#include "core/evaluation/probe/ProbeTemplates.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// Words to try for each target besides a template's own.
using OtherWords = std::map<Target, std::vector<std::string>>;

/// What the film shows, as far as the grammar has words for it. "Support Devices" is left out beside devices that have
/// words of their own.
std::vector<StatedTarget> statesFor(const ProbeFilm &film, const CaptionGrammar &grammar);

/// Of a template, for one film.
struct TemplateCaptions {
    std::string own;
    std::optional<std::string> other; ///< Of the next film whose caption says something else; nothing: there is none.
};
TemplateCaptions templateCaptions(
    const std::vector<ProbeFilm> &films, std::size_t index, const CaptionGrammar &grammar);

/// A word and the two captions that differ by it.
struct WordCaptions {
    Target target = Target::PleuralEffusion;
    std::string word;
    bool shown = false;
    bool isOwn = false; ///< The template's own word.
    std::string with;
    std::string without;
};
/// For every target whose state is known; left out are words that change nothing (another device under the same word).
std::vector<WordCaptions> wordCaptions(
    const ProbeFilm &film, const CaptionGrammar &grammar, const OtherWords &otherWords);

struct SlotCaptions {
    std::string slot;
    Target target = Target::PleuralEffusion;
    std::string right;
    std::string wrong;
};
/// For every shown target whose side, zone or severity is known and has an opposite.
std::vector<SlotCaptions> slotCaptions(const ProbeFilm &film, const CaptionGrammar &grammar);

} // namespace cf
