#include "core/editing/engine/judging/SemanticGates.h"

#include "core/editing/engine/judging/Gates.h"

#include <algorithm>
#include <array>
#include <cmath>
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

std::vector<Gate> gatesOf(const ClassifierReadings &readings, const std::vector<EditInstruction> &asked)
{
    std::vector<std::string> labels;
    for (const LabelReading &reading : readings.labels)
        labels.push_back(reading.label);
    const auto edits = asAnswered(asked, labels);
    // A classifier that sees nothing does not speak against an edit; one that sees the opposite does.
    constexpr double leastGain = -0.05;
    constexpr double mostCollateral = 0.5;
    std::optional<double> least;
    std::string against;
    std::optional<double> most; // Nothing where no trusted label could have moved: there is nothing to hold it to.
    std::string moved;
    for (const LabelReading &reading : readings.labels) {
        if (!reading.trusted)
            continue;
        const double change = reading.after - reading.before;
        if (const int direction = directionOf(reading.label, edits); reading.asked && direction != 0) {
            const bool isThere = direction > 0 ? reading.after >= 0.5 : reading.after < 0.5;
            const double towards = isThere ? std::max(0.0, direction * change) : direction * change;
            if (!least || towards < *least) {
                least = towards;
                against = reading.label;
            }
        } else if (!reading.asked && !reading.related && std::abs(change) > most.value_or(-1.0)) {
            most = std::abs(change);
            moved = reading.label;
        }
    }
    std::vector<Gate> gates;
    if (least)
        gates.push_back(gate("predictive_consistency", "Classifier moves as asked", *least, leastGain, true,
            "probability",
            std::string("The classifier finds that ")
                .append(against)
                .append(" moved against what was asked. Mark the region, use another method or try another seed.")));
    if (most)
        gates.push_back(gate("collateral", "Change of other findings", *most, mostCollateral, false, "probability",
            std::string("The classifier finds that something else changed, too: ")
                .append(moved)
                .append(". Mark a smaller region or try another seed.")));
    return gates;
}

std::vector<Gate> gatesOf(const ClipReadings &readings)
{
    return {
        gate("clip_image", "Same image (CLIP)", readings.image, 0.6, true, "cosine",
            "The picture as a whole is no longer that of the source."),
        gate("clip_text", "Fits its caption (CLIP)", readings.after, 0.1, true, "cosine",
            "The picture does not fit the words of the edit."),
        gate("clip_direction", "Changed as the words did (CLIP)", readings.direction, -0.5, true, "cosine",
            "The picture changed in another way than the words ask for."),
    };
}

} // namespace cf
