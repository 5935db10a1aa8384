#pragma once

#include "core/base/Sentence.h"
#include "core/base/terms/ClinicalTerms.h"

#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// A number that the user asked for, in the unit of its kind.
enum class AmountKind {
    Size, ///< mm: a nodule's or opacity's diameter, the width of a pneumothorax's rim, the height of an effusion.
    CardiothoracicRatio, ///< Heart's width over the chest's, 0…1.
    TipAboveCarina, ///< mm; below the carina negative.
    Count, ///< How many of the target.
};
std::string_view keyOf(AmountKind kind); ///< "size", "cardiothoracic-ratio", "tip-above-carina", "count"

struct Amount {
    AmountKind kind = AmountKind::Size;
    double value = 0.0;
    bool operator==(const Amount &) const = default;
};

/// One change that the user asked for.
struct EditInstruction {
    EditAction action = EditAction::Add;
    Target target = Target::PleuralEffusion;
    Side side = Side::None;
    Zone zone = Zone::None;
    Severity severity = Severity::None; ///< Asked severity; for Replace, the severity afterwards.
    std::vector<Amount> amounts{}; ///< At most one of a kind; for Replace, as it is afterwards.
    bool operator==(const EditInstruction &) const = default;
};

/// How a part of the prompt reaches the picture.
enum class SlotHearing { Model, Mask, NotHeard };
std::string_view keyOf(SlotHearing hearing); ///< "model", "mask", "not_heard"

/// One chip under the prompt box.
struct PromptSlot {
    std::string kind; ///< "action", "target", "side", "zone", "severity", "amount", "unknown"
    std::string text; ///< As typed.
    std::string value; ///< The lexicon's key.
    SlotHearing hearing = SlotHearing::NotHeard;
    bool operator==(const PromptSlot &) const = default;
};

/// A problem that the user sees before compute is spent.
struct PromptWarning {
    std::string code; ///< Stable, e.g. "unknown-word", "side-missing", "contradiction", "too-long".
    std::string text; ///< One sentence, what and what to do.
    bool blocks = false; ///< Nothing can be generated until it is resolved.
    /// The text before its words and numbers were put in, for a window in another language; empty: the text has none.
    Sentence sentence{};
    bool operator==(const PromptWarning &) const = default;
};

/// A warning in whose sentence words of the prompt or numbers stand.
PromptWarning promptWarning(std::string code, Sentence sentence, bool blocks = false);

/// What the network is given.
struct CaptionPair {
    std::string source; ///< The state before; for instruction grammars "do nothing".
    std::string target; ///< The state after; for instruction grammars the instruction.
    std::vector<std::string> changedWords; ///< Words of `target` (or for removals of `source`) that carry the change.
    bool operator==(const CaptionPair &) const = default;
};

struct CompiledPrompt {
    std::vector<EditInstruction> edits;
    std::vector<PromptSlot> slots;
    std::vector<PromptWarning> warnings;
    CaptionPair captions;
    bool canGenerate() const;
};

} // namespace cf
