#pragma once

#include "core/language/lexicon/PromptScanner.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// What governs a finding or device in a sentence.
struct PromptVerb {
    enum class Kind {
        Explicit, ///< "add", "remove", "increase", "decrease", "replace"
        Presence, ///< "with", "there is"
        Absence, ///< "no", "without"
        Make,
        Keep,
    };
    Kind kind = Kind::Explicit;
    EditAction action = EditAction::Add; ///< Without meaning for Make and Keep.
    std::size_t token = 0;
    bool ofPerson = false; ///< "a patient with …": only describes, where the sentence asks for something else.
    bool doubleNegation = false;
    bool butOnly = false; ///< "all devices but the pacemaker"
};

/// A side that was named, and the token that names it.
struct SaidSide {
    Side side = Side::None;
    std::size_t token = 0;
};

/// Something that cannot be read with confidence; the prompt has to be written differently.
struct PromptDoubt {
    enum class Kind {
        Negation, ///< A negation that belongs to nothing.
        Place, ///< A side or zone that belongs to nothing.
        Verb, ///< A verb that is no edit.
        Reason, ///< Something named that may be the reason or a second edit.
    };
    Kind kind = Kind::Negation;
    std::size_t token = 0;
};

/// A finding or device as it is named in the prompt, with what was said of it.
struct PromptMention {
    Target target = Target::PleuralEffusion;
    bool organ = false;
    std::size_t token = 0;
    int verb = -1; ///< An index of ParsedPrompt::verbs; -1: nothing governs it.
    bool replacement = false; ///< Stands behind "by" in "replace A by B".
    int pronounOf = -1; ///< The mention that "it" or "one" stands for.
    bool onlyOne = false; ///< "one": another thing of the same kind; "it" is the thing itself.
    std::string vague; ///< The lexicon's key of a word for several devices; `target` is then without meaning.
    std::string whole; ///< "all", "findings" or "lungs": all of these that the film shows.
    std::vector<std::size_t> amounts; ///< Tokens of the measures that were said of it.
    bool definite = false; ///< "the effusion": one that the film shows.
    bool joint = false; ///< "both the effusion": the beginning of "both A and B".
    std::vector<SaidSide> sides;
    std::vector<Zone> zones;
    std::vector<Severity> severitiesBefore; ///< "a small effusion"
    std::vector<Severity> severitiesAfter; ///< "(make the) effusion small", "to a small one"
    std::optional<EditAction> change; ///< "bigger": Increase; "smaller": Decrease.
};

struct ParsedPrompt {
    std::vector<PromptVerb> verbs;
    std::vector<PromptMention> mentions;
    std::vector<PromptDoubt> doubts;
    bool imageSide = false; ///< A side of the picture was named and turned into the patient's.
    bool opposedVerbs = false; ///< "add and remove the pacemaker"

    /// The verb of this index, such as a mention's; null for one below 0: none governs it.
    const PromptVerb *verbAt(int index) const { return index < 0 ? nullptr : &verbs[static_cast<std::size_t>(index)]; }
    /// Such a verb is there and of this kind.
    bool isVerb(int index, PromptVerb::Kind kind) const { return index >= 0 && verbAt(index)->kind == kind; }
};

} // namespace cf
