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
        warnings.push_back(promptWarning("target-not-heard",
            { "\"%1\" is not in this model's captions. It goes to the model as written, which may ignore it.",
                { std::string(keyOf(edit.target)) } }));
        return;
    }
    const bool broader = edit.target != Target::SupportDevices && word->second == keyOf(Target::SupportDevices);
    if (broader)
        warnings.push_back(promptWarning("broader-label",
            { "This model knows devices only as \"%1\". A mask over the %2 decides which.",
                { word->second, std::string(keyOf(edit.target)) } }));
    if (!changesDegree(edit.action) || grammar.hearsChange)
        return;
    const bool instruction = grammar.form == CaptionGrammar::Form::Instruction;
    warnings.push_back(promptWarning("action-not-heard",
        { instruction ? "This model has learnt adding and removing only. \"%1\" is given as the nearest of the two."
                      : "This model has learnt adding and removing only. \"%1\" is not in its captions: both captions "
                        "name the finding.",
            { std::string(keyOf(edit.action)) } }));
}

void placeWarnings(
    const EditInstruction &edit, const CaptionGrammar &grammar, bool maskDrawn, std::vector<PromptWarning> &warnings)
{
    const std::string place = maskDrawn ? "This model cannot hear \"%1\". The drawn mask decides the place."
                                        : "This model cannot hear \"%1\". Draw a mask there to decide the place.";
    const bool isOneSide = edit.side == Side::Left || edit.side == Side::Right;
    if (edit.side != Side::None && !grammar.hearsSide)
        warnings.push_back(promptWarning("side-not-heard",
            { isOneSide && !maskDrawn ? "This model cannot hear \"%1\". A mask on the %1 will decide the side." : place,
                { std::string(keyOf(edit.side)) } }));
    if (edit.zone != Zone::None && !grammar.hearsZone)
        warnings.push_back(promptWarning("zone-not-heard", { place, { std::string(keyOf(edit.zone)) } }));
    if (edit.severity != Severity::None && !grammar.hearsSeverity)
        warnings.push_back(promptWarning("severity-not-heard",
            { "This model cannot hear \"%1\". The size is left to the model.",
                { std::string(keyOf(edit.severity)) } }));
    const bool sideless = edit.action == EditAction::Add && edit.side == Side::None && needsSide(edit.target);
    if (sideless && !maskDrawn)
        warnings.push_back(promptWarning("side-missing",
            { "No side is given for \"%1\". Write \"left\", \"right\" or \"bilateral\", or draw a mask.",
                { std::string(keyOf(edit.target)) } }));
}

} // namespace

std::vector<PromptWarning> settleSides(std::vector<EditInstruction> &edits)
{
    std::vector<PromptWarning> warnings;
    for (EditInstruction &edit : edits) {
        if (edit.side == Side::None || !isMidline(edit.target))
            continue;
        warnings.push_back(promptWarning("side-not-applicable",
            { "\"%1\" has no side. \"%2\" is left out.",
                { std::string(keyOf(edit.target)), std::string(keyOf(edit.side)) } }));
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
            warnings.push_back(promptWarning("amount-not-heard",
                { "This model hears no numbers: \"%1\" gets a size of the model's own. The method \"insertion\" draws "
                  "it to measure.",
                    { std::string(keyOf(edit.target)) } }));
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
            warnings.push_back(promptWarning("not-in-source",
                { "This image is not said to show \"%1\". Check the image; the edit may change nothing.",
                    { std::string(keyOf(edit.target)) } }));
        else if (edit.action == EditAction::Add && same && edit.side == Side::None)
            warnings.push_back(promptWarning("already-in-source",
                { "This image is said to show \"%1\" already. Write \"increase\" for more of it.",
                    { std::string(keyOf(edit.target)) } }));
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
