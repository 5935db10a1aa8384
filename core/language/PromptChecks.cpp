#include "core/language/PromptChecks.h"

#include "core/language/values/Quoted.h"

#include <algorithm>
#include <string>

namespace cf {

namespace {

bool isMidline(Target target)
{
    return target == Target::Cardiomegaly || target == Target::EnlargedCardiomediastinum
        || target == Target::EndotrachealTube || target == Target::NasogastricTube || target == Target::SternalWires;
}

/// Things that lie in one half of the chest, so that adding one needs a side.
bool needsSide(Target target)
{
    constexpr std::array sided{ Target::LungOpacity, Target::LungLesion, Target::Consolidation, Target::Atelectasis,
        Target::Pneumothorax, Target::PleuralEffusion, Target::PleuralOther, Target::Fracture, Target::ChestTube };
    return std::find(sided.begin(), sided.end(), target) != sided.end();
}

bool isOpacity(Target target)
{
    return target == Target::Edema || target == Target::Consolidation || target == Target::Pneumonia
        || target == Target::LungLesion || target == Target::Atelectasis || target == Target::LungOpacity;
}

/// CheXpert's hierarchy, in both directions: a parent may be meant by its child's name and the other way round.
bool mayBe(Target label, Target target)
{
    if (label == target)
        return true;
    if (label == Target::SupportDevices || target == Target::SupportDevices)
        return isDevice(label) && isDevice(target);
    const bool hearts = (label == Target::EnlargedCardiomediastinum && target == Target::Cardiomegaly)
        || (label == Target::Cardiomegaly && target == Target::EnlargedCardiomediastinum);
    const bool opacities =
        (label == Target::LungOpacity && isOpacity(target)) || (target == Target::LungOpacity && isOpacity(label));
    const bool infection = (label == Target::Pneumonia && target == Target::Consolidation)
        || (label == Target::Consolidation && target == Target::Pneumonia);
    return hearts || opacities || infection;
}

bool changesDegree(EditAction action)
{
    return action == EditAction::Increase || action == EditAction::Decrease || action == EditAction::Replace;
}

void targetWarnings(const EditInstruction &edit, const CaptionGrammar &grammar, std::vector<PromptWarning> &warnings)
{
    const auto word = grammar.words.find(edit.target);
    if (word == grammar.words.end()) {
        warnings.push_back({ "target-not-heard",
            inQuotes(keyOf(edit.target))
                + " is not in this model's captions. It goes to the model as written, which may ignore it.",
            false });
        return;
    }
    const bool broader = edit.target != Target::SupportDevices && word->second == keyOf(Target::SupportDevices);
    if (broader)
        warnings.push_back({ "broader-label",
            "This model knows devices only as " + inQuotes(word->second) + ". A mask over the "
                + std::string(keyOf(edit.target)) + " decides which.",
            false });
    if (!changesDegree(edit.action) || grammar.hearsChange)
        return;
    const bool instruction = grammar.form == CaptionGrammar::Form::Instruction;
    warnings.push_back({ "action-not-heard",
        "This model has learnt adding and removing only. " + inQuotes(keyOf(edit.action))
            + (instruction ? " is given as the nearest of the two."
                           : " is not in its captions: both captions name the finding."),
        false });
}

void placeWarnings(
    const EditInstruction &edit, const CaptionGrammar &grammar, bool maskDrawn, std::vector<PromptWarning> &warnings)
{
    const std::string mask =
        maskDrawn ? " The drawn mask decides the place." : " Draw a mask there to decide the place.";
    if (edit.side != Side::None && !grammar.hearsSide)
        warnings.push_back(
            { "side-not-heard", "This model cannot hear " + inQuotes(keyOf(edit.side)) + "." + mask, false });
    if (edit.zone != Zone::None && !grammar.hearsZone)
        warnings.push_back(
            { "zone-not-heard", "This model cannot hear " + inQuotes(keyOf(edit.zone)) + "." + mask, false });
    if (edit.severity != Severity::None && !grammar.hearsSeverity)
        warnings.push_back({ "severity-not-heard",
            "This model cannot hear " + inQuotes(keyOf(edit.severity)) + ". The size is left to the model.", false });
    const bool sideless = edit.action == EditAction::Add && edit.side == Side::None && needsSide(edit.target);
    if (sideless && !maskDrawn)
        warnings.push_back({ "side-missing",
            "No side is given for " + inQuotes(keyOf(edit.target))
                + ". Write \"left\", \"right\" or \"bilateral\", or draw a mask.",
            false });
}

} // namespace

std::vector<PromptWarning> settleSides(std::vector<EditInstruction> &edits)
{
    std::vector<PromptWarning> warnings;
    for (EditInstruction &edit : edits) {
        if (edit.side == Side::None || !isMidline(edit.target))
            continue;
        warnings.push_back({ "side-not-applicable",
            inQuotes(keyOf(edit.target)) + " has no side. " + inQuotes(keyOf(edit.side)) + " is left out.", false });
        edit.side = Side::None;
    }
    return warnings;
}

std::vector<PromptWarning> hearingWarnings(
    const std::vector<EditInstruction> &edits, const CaptionGrammar &grammar, bool maskDrawn)
{
    std::vector<PromptWarning> warnings;
    for (const EditInstruction &edit : edits) {
        targetWarnings(edit, grammar, warnings);
        placeWarnings(edit, grammar, maskDrawn, warnings);
        if (!edit.amounts.empty() && edit.action != EditAction::Remove && !grammar.hearsAmounts)
            warnings.push_back({ "amount-not-heard",
                "This model hears no numbers: " + inQuotes(keyOf(edit.target))
                    + " gets a size of the model's own. The method \"insertion\" draws it to measure.",
                false });
    }
    return warnings;
}

std::vector<PromptWarning> sourceWarnings(
    const std::vector<EditInstruction> &edits, const std::vector<Target> &sourceLabels)
{
    std::vector<PromptWarning> warnings;
    for (const EditInstruction &edit : edits) {
        const bool shown = std::any_of(
            sourceLabels.begin(), sourceLabels.end(), [&edit](Target label) { return mayBe(label, edit.target); });
        const bool same = std::find(sourceLabels.begin(), sourceLabels.end(), edit.target) != sourceLabels.end();
        if (edit.action != EditAction::Add && !shown)
            warnings.push_back({ "not-in-source",
                "This image is not said to show " + inQuotes(keyOf(edit.target))
                    + ". Check the image; the edit may change nothing.",
                false });
        else if (edit.action == EditAction::Add && same && edit.side == Side::None)
            warnings.push_back({ "already-in-source",
                "This image is said to show " + inQuotes(keyOf(edit.target))
                    + " already. Write \"increase\" for more of it.",
                false });
    }
    return warnings;
}

int estimatedTokens(std::string_view caption)
{
    int tokens = 2;
    bool inWord = false;
    for (const char character : caption) {
        const auto byte = static_cast<unsigned char>(character);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
        if (letter) {
            tokens += inWord ? 0 : 1;
        } else if (byte > ' ') {
            ++tokens; // CLIP takes digits and punctuation one by one.
        }
        inWord = letter;
    }
    return tokens;
}

SlotHearing hearingOf(std::string_view slotKind, std::string_view value, const CaptionGrammar &grammar, bool maskDrawn)
{
    const SlotHearing place = maskDrawn ? SlotHearing::Mask : SlotHearing::NotHeard;
    if (slotKind == "side")
        return grammar.hearsSide ? SlotHearing::Model : place;
    if (slotKind == "zone")
        return grammar.hearsZone ? SlotHearing::Model : place;
    if (slotKind == "severity")
        return grammar.hearsSeverity ? SlotHearing::Model : SlotHearing::NotHeard;
    if (slotKind == "amount")
        return grammar.hearsAmounts ? SlotHearing::Model : SlotHearing::NotHeard;
    if (slotKind == "target") {
        const auto target = targetFromKey(value);
        return target && grammar.words.contains(*target) ? SlotHearing::Model : SlotHearing::NotHeard;
    }
    const auto action = actionFromKey(value);
    if (slotKind != "action" || !action)
        return SlotHearing::NotHeard;
    const bool approximated = grammar.form == CaptionGrammar::Form::Instruction;
    return !changesDegree(*action) || grammar.hearsChange || approximated ? SlotHearing::Model : SlotHearing::NotHeard;
}

} // namespace cf
