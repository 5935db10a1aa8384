#include "core/editing/engine/judging/SemanticGates.h"

#include "core/base/text/TwoPlaces.h"
#include "core/editing/Scorecard.h"
#include "core/editing/engine/judging/GateLimits.h"
#include "core/editing/engine/judging/Gates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

namespace cf {

namespace {

/// +1 where the label is to rise, −1 where it is to fall, 0 where the edit does not say.
int askedDirection(const EditInstruction &edit)
{
    switch (edit.action) {
    case EditAction::Add:
    case EditAction::Increase:
        return 1;
    case EditAction::Remove:
    case EditAction::Decrease:
        return -1;
    case EditAction::Replace: // By a smaller or larger one: the label stays.
        return 0;
    }
    return 0;
}

/// Labels that move with a target without being it, by CheXpert's hierarchy and by what looks alike.
std::vector<std::string_view> relatedTo(Target target)
{
    using enum Target;
    if (isDevice(target))
        return { keyOf(SupportDevices) };
    static const std::array opacities{ LungOpacity, LungLesion, Edema, Consolidation, Pneumonia, Atelectasis };
    std::vector<std::string_view> related{ "No Finding" };
    if (std::find(opacities.begin(), opacities.end(), target) != opacities.end())
        for (const Target each : opacities)
            related.push_back(keyOf(each));
    if (target == Cardiomegaly || target == EnlargedCardiomediastinum)
        related.insert(related.end(), { keyOf(Cardiomegaly), keyOf(EnlargedCardiomediastinum) });
    if (target == PleuralEffusion) // Fluid is white: a lung that it hides reads as an opacity.
        related.insert(related.end(), { keyOf(LungOpacity), keyOf(PleuralOther), keyOf(Atelectasis) });
    return related;
}

template <typename Range, typename Value> bool contains(const Range &range, const Value &value)
{
    return std::find(range.begin(), range.end(), value) != range.end();
}

/// A classifier of CheXpert's 14 labels knows devices only as such.
Target answeringTarget(Target target, const std::vector<std::string> &labels)
{
    return isDevice(target) && !contains(labels, keyOf(target)) ? Target::SupportDevices : target;
}

std::vector<EditInstruction> asAnswered(std::vector<EditInstruction> edits, const std::vector<std::string> &labels)
{
    for (EditInstruction &edit : edits)
        edit.target = answeringTarget(edit.target, labels);
    return edits;
}

int directionOf(const std::string &label, const std::vector<EditInstruction> &edits)
{
    int direction = 0;
    for (const EditInstruction &edit : edits)
        if (keyOf(edit.target) == label)
            direction += askedDirection(edit);
    return std::clamp(direction, -1, 1);
}

} // namespace

ClassifierReadings readingsOf(const std::vector<double> &before, const std::vector<double> &after,
    const std::vector<std::string> &labels, const std::optional<std::vector<std::string>> &trusted,
    const std::vector<EditInstruction> &asked)
{
    const auto edits = asAnswered(asked, labels);
    std::vector<std::string_view> related;
    for (const EditInstruction &edit : edits)
        for (const auto &each : relatedTo(edit.target))
            related.push_back(each);
    ClassifierReadings readings;
    double gain = 0.0;
    int answered = 0;
    for (std::size_t output = 0; output < labels.size(); ++output) {
        LabelReading reading{ labels[output], before[output], after[output], false, false, true };
        reading.asked = std::any_of(edits.begin(), edits.end(),
            [&reading](const EditInstruction &edit) { return keyOf(edit.target) == reading.label; });
        reading.related = !reading.asked && contains(related, reading.label);
        reading.trusted = !trusted || contains(*trusted, reading.label);
        const double change = reading.after - reading.before;
        if (reading.asked) {
            const int direction = directionOf(reading.label, edits);
            gain += direction * change;
            answered += direction != 0 ? 1 : 0;
            const bool beganElsewhere = direction > 0 ? reading.before < 0.5 : reading.before >= 0.5;
            const bool arrived = direction > 0 ? reading.after >= 0.5 : reading.after < 0.5;
            if (direction != 0 && beganElsewhere)
                readings.flipped = readings.flipped.value_or(true) && arrived;
        } else if (!reading.related && std::abs(change) > readings.collateral) {
            readings.collateral = std::abs(change);
            readings.collateralLabel = reading.label;
        }
        readings.labels.push_back(std::move(reading));
    }
    if (answered > 0)
        readings.gain = gain / answered;
    return readings;
}

namespace {

constexpr double seenFrom = gateLimits.probabilityThere;

/// "Pleural Effusion 0.06 → 0.21"
std::string movementOf(const LabelReading &reading)
{
    return reading.label + " " + twoPlaces(reading.before) + " → " + twoPlaces(reading.after);
}

/// Whether the classifier sees what was asked for in one label. Only one that it did not see so before, and that it can
/// tell, says anything.
Gate targetGate(const LabelReading &reading, int direction)
{
    const auto isAsAsked = [direction](double probability) {
        return direction > 0 ? probability >= seenFrom : probability <= seenFrom;
    };
    const auto unknown = [](const std::string &reason) {
        return notComputed("target", "Asked change is there", reason);
    };
    if (!reading.trusted)
        return unknown(std::string("The classifier cannot tell this well enough to judge by: ")
                           .append(movementOf(reading))
                           .append("."));
    if (isAsAsked(reading.before) && isAsAsked(reading.after))
        return unknown(
            std::string("The classifier saw it so before the edit already: ").append(movementOf(reading)).append("."));
    Gate seen = gate("target", "Asked change is there", reading.after, seenFrom, direction > 0, "probability",
        std::string("The target did not change enough: ")
            .append(movementOf(reading))
            .append(direction > 0 ? ", needed at least " : ", needed at most ")
            .append(twoPlaces(seenFrom))
            .append(". Mark the region, use another method or try another seed."));
    return seen;
}

/// The worst of several asked changes: one that is not there, else one that nobody knows.
Gate targetGate(const ClassifierReadings &readings, const std::vector<EditInstruction> &edits)
{
    std::optional<Gate> worst;
    const auto rank = [](const Gate &each) {
        const Judgement judgement = judgementOf(each);
        return judgement == Judgement::Failed ? 2 : judgement == Judgement::NotJudged ? 1 : 0;
    };
    std::size_t answered = 0;
    for (const LabelReading &reading : readings.labels) {
        const int direction = directionOf(reading.label, edits);
        if (!reading.asked || direction == 0)
            continue;
        ++answered;
        Gate each = targetGate(reading, direction);
        if (!worst || rank(each) > rank(*worst))
            worst = std::move(each);
    }
    std::set<Target> targets;
    for (const EditInstruction &edit : edits)
        targets.insert(edit.target);
    const bool isComplete = answered == targets.size();
    if (worst && (isComplete || rank(*worst) == 2))
        return *worst;
    return notComputed("target", "Asked change is there", "The classifier has no answer to all that was asked for.");
}

Gate collateralGate(const ClassifierReadings &readings)
{
    const LabelReading *moved = nullptr;
    const auto change = [](const LabelReading &reading) { return std::abs(reading.after - reading.before); };
    for (const LabelReading &reading : readings.labels)
        if (reading.trusted && !reading.asked && !reading.related
            && (moved == nullptr || change(reading) > change(*moved)))
            moved = &reading;
    if (moved == nullptr)
        return notComputed("collateral", "Change of other findings",
            "The classifier can tell no other finding well enough to judge by.");
    return gate("collateral", "Change of other findings", change(*moved), gateLimits.maxCollateral, false,
        "probability",
        std::string("Something else changed, too: ")
            .append(movementOf(*moved))
            .append(". Mark a smaller region or try another seed."));
}

} // namespace

std::vector<Gate> gatesOf(const ClassifierReadings &readings, const std::vector<EditInstruction> &asked)
{
    std::vector<std::string> labels;
    for (const LabelReading &reading : readings.labels)
        labels.push_back(reading.label);
    return { targetGate(readings, asAnswered(asked, labels)), collateralGate(readings) };
}

std::vector<Gate> gatesOf(const ClipReadings &readings)
{
    return {
        gate("clip_image", "Same image (CLIP)", readings.image, gateLimits.minClipImage, true, "cosine",
            "The picture as a whole is no longer that of the source."),
        gate("clip_text", "Fits its caption (CLIP)", readings.after, gateLimits.minClipText, true, "cosine",
            "The picture does not fit the words of the edit."),
        gate("clip_direction", "Changed as the words did (CLIP)", readings.direction, gateLimits.minClipDirection, true,
            "cosine", "The picture changed in another way than the words ask for."),
    };
}

} // namespace cf
