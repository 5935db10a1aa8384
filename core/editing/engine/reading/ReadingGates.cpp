#include "core/editing/engine/reading/ReadingGates.h"

#include "core/editing/Scorecard.h"

#include "core/editing/engine/judging/GateLimits.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/imaging/MaskAreas.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Resample.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace cf {

namespace {

constexpr double probabilityThere = gateLimits.probabilityThere;

/// Areas of at least `minimum` cells.
int countAreas(const MaskImage &mask, std::int64_t minimum)
{
    return static_cast<int>(
        std::ranges::count_if(connectedAreas(mask), [minimum](const MaskArea &area) { return area.size >= minimum; }));
}

struct Seen {
    std::int64_t before = 0; ///< Cells in the region.
    std::int64_t after = 0;
    MaskImage appeared; ///< Cells that show it now and did not.
};

Seen seenOf(const GreyImage &before, const GreyImage &after, const MaskImage &region)
{
    Seen seen;
    seen.appeared = MaskImage(before.width, before.height);
    for (std::size_t i = 0; i < before.pixels.size(); ++i) {
        if (region.pixels[i] > 0.0F) {
            seen.before += before.pixels[i] > probabilityThere ? 1 : 0;
            seen.after += after.pixels[i] > probabilityThere ? 1 : 0;
        }
        seen.appeared.pixels[i] =
            after.pixels[i] > probabilityThere && before.pixels[i] <= probabilityThere ? 1.0F : 0.0F;
    }
    return seen;
}

/// Share of the cells that lie in the half of the patient's side; the left is at the image's right.
double shareOn(const MaskImage &cells, Side side)
{
    double on = 0.0;
    double whole = 0.0;
    for (int y = 0; y < cells.height; ++y)
        for (int x = 0; x < cells.width; ++x)
            if (cells.at(x, y) > 0.0F) {
                whole += 1.0;
                on += (2 * x >= cells.width) == (side == Side::Left) ? 1.0 : 0.0;
            }
    return whole > 0.0 ? on / whole : 0.0;
}

bool isCounted(Target target)
{
    return target == Target::Pacemaker || target == Target::LungLesion;
}

/// How many of a counted thing an addition brings: as many as are asked for, else one, or one on each side.
double askedCount(const EditInstruction &edit)
{
    const auto count = std::ranges::find(edit.amounts, AmountKind::Count, &Amount::kind);
    if (count != edit.amounts.end())
        return count->value;
    return edit.side == Side::Both ? 2.0 : 1.0;
}

/// What may move with a target without being it: opacities hide each other and the lung, fluid hides everything.
bool mayMoveWith(const std::string &label, Target target)
{
    if (label == seen::pacingLeads)
        return target == Target::Pacemaker;
    const auto moved = targetFromKey(label);
    if (!moved)
        return label != seen::printedMark;
    return !isDevice(*moved) && !isDevice(target);
}

/// The target itself, or what may move with it.
bool isExpected(const std::string &label, Target target)
{
    return keyOf(target) == label || target == Target::SupportDevices || mayMoveWith(label, target);
}

/// A device that came beside a drawn one is that one, seen as something else.
bool isDrawnDevice(const FilmReading::Label &before, const FilmReading::Label &after, const std::vector<Target> &drawn)
{
    const auto came = targetFromKey(before.name);
    return came && isDevice(*came) && after.probability > before.probability && std::ranges::any_of(drawn, isDevice);
}

/// How likely each cell of a reading's maps belongs to a device that the edits remove or add, by map or by line.
GreyImage likelyAsked(const FilmReading &reading, const std::vector<EditInstruction> &edits, EditAction action)
{
    GreyImage likely;
    const auto add = [&likely](const FilmReading::Map *map) {
        if (map == nullptr)
            return;
        takeGreater(likely, map->probability);
        if (hasTrustedLines(*map))
            takeGreater(likely, resized(map->lines, map->probability.width, map->probability.height));
    };
    for (const EditInstruction &edit : edits) {
        if (edit.action != action || !isDevice(edit.target))
            continue;
        add(reading.map(edit.target));
        if (edit.target == Target::Pacemaker) // Its leads go with it; in their vein they look like a catheter.
            add(reading.map(seen::pacingLeads));
    }
    return likely;
}

/// A cell belongs to the device that the edit is about unless another is so many times as likely there: a lead in its
/// vein is seen as a catheter, too.
constexpr float anotherName = 2.0F;

/// Whether a device whose probability moved neither came nor went. A network tells devices by what else is on the film,
/// too: what it sees no longer, or newly, has to lie where the film changed so, and to be more than another name for
/// the device that the edit is about. Beside a removal that is wherever a value changed; what comes there without a
/// place of its own is never explained. Where nothing was removed it is wherever thin structures are others than
/// before, as under fluid they are not.
bool isUnmoved(const FilmReading &before, const FilmReading &after, const FilmReading::Label &label,
    const std::vector<EditInstruction> &edits, const FilmChange &changed)
{
    const FilmReading::Map *source = before.map(label.name);
    const FilmReading::Map *answer = after.map(label.name);
    const FilmReading::Label *now = after.label(label.name);
    const auto target = targetFromKey(label.name);
    if (source == nullptr || answer == nullptr || now == nullptr || !target || !isDevice(*target))
        return false;
    const bool removes = std::ranges::any_of(
        edits, [](const EditInstruction &edit) { return edit.action == EditAction::Remove && isDevice(edit.target); });
    const GreyImage asked =
        removes ? likelyAsked(before, edits, EditAction::Remove) : likelyAsked(after, edits, EditAction::Add);
    const bool came = now->probability > label.probability;
    const MaskImage &where = removes ? changed.values : changed.thin;
    if (where.empty() || (removes && asked.empty()))
        return false;
    const MaskImage there = toSquare(where, before.letterbox);
    const GreyImage &seen = came ? answer->probability : source->probability;
    const GreyImage &unseen = came ? source->probability : answer->probability;
    std::int64_t turned = 0;
    std::int64_t moved = 0;
    for (std::size_t i = 0; i < there.pixels.size(); ++i) {
        if (seen.pixels[i] <= probabilityThere || unseen.pixels[i] > probabilityThere)
            continue;
        ++turned;
        const bool isAsked = !asked.empty() && seen.pixels[i] <= anotherName * asked.pixels[i];
        moved += there.pixels[i] > 0.0F && !isAsked ? 1 : 0;
    }
    const bool hasPlace = !removes || !came || turned >= gateLimits.minSeenCells;
    return hasPlace && moved < gateLimits.minSeenCells;
}

/// What is still seen of a removed thing over what was seen of it, by the lines where those are read and by the map
/// where that is trusted: whichever sees more left. Nothing where too little was seen to begin with.
std::optional<double> shareLeft(
    const FilmReading &before, const FilmReading &after, const MaskImage &region, const EditInstruction &edit)
{
    const FilmReading::Map &source = *before.map(edit.target);
    const FilmReading::Map &answer = *after.map(edit.target);
    std::optional<double> maximum;
    const auto add = [&maximum](const Seen &seen, std::int64_t enough) {
        if (seen.before >= enough)
            maximum =
                std::max(maximum.value_or(0.0), static_cast<double>(seen.after) / static_cast<double>(seen.before));
    };
    if (hasTrustedLines(source) && answer.lines.sameSizeAs(source.lines))
        add(seenOf(source.lines, answer.lines, toSquare(region, before.linesLetterbox)), gateLimits.minLinePixels);
    if (source.trusted)
        add(seenOf(source.probability, answer.probability, toSquare(region, before.letterbox)),
            gateLimits.minSeenCells);
    return maximum;
}

/// No mask was drawn.
bool isWhole(const MaskImage &region)
{
    return areaOf(region) == static_cast<std::int64_t>(region.pixels.size());
}

void judgeOne(const FilmReading &before, const FilmReading &after, const MaskImage &region, const EditInstruction &edit,
    std::vector<Gate> &gates)
{
    const FilmReading::Label *label = before.label(edit.target);
    const FilmReading::Map *source = before.map(edit.target);
    const FilmReading::Map *answer = after.map(edit.target);
    // Who decides by cells has to draw them well, too: a label that is told by half of a line says nothing of the rest.
    if (label == nullptr || source == nullptr || answer == nullptr)
        return;
    const bool byLines = edit.action == EditAction::Remove && hasTrustedLines(*source);
    if (!byLines && (!label->trusted || !source->trusted))
        return;
    const std::string name(keyOf(edit.target));
    if (edit.action == EditAction::Remove) {
        const auto left = shareLeft(before, after, region, edit);
        // A device whose place nobody sees is not removed, whatever is thought of the film as a whole: what the model
        // changes instead is the patient's.
        if (!left && isWhole(region) && (!label->found() || isDevice(edit.target)))
            gates.push_back(gate("seen_before", "There before, to the program's eye", 0.0, 1.0, true, "there",
                "The program sees no " + name + " on this film. Mark what you mean, if it is there."));
        if (left)
            gates.push_back(
                gate("seen_gone", "Gone to the program's eye", *left, gateLimits.maxSeenLeft, false, "share",
                    "The program still sees part of the " + name + ". Mark all of it, or try another method or seed."));
    }
    if (edit.action != EditAction::Add)
        return;
    const Seen seen = seenOf(source->probability, answer->probability, toSquare(region, before.letterbox));
    const auto appeared = areaOf(seen.appeared);
    gates.push_back(gate("seen_there", "There to the program's eye", static_cast<double>(appeared),
        static_cast<double>(gateLimits.minSeenCells), true, "cells",
        "The program does not see a " + name + " in the answer. Use another method or seed, or mark a region."));
    if (appeared < gateLimits.minSeenCells)
        return;
    if (isCounted(edit.target)) { // Pieces within a few cells are one thing.
        const double asked = askedCount(edit);
        const std::string tooMany = asked > 1.0
            ? "The program sees more than the asked number of " + name + ". Mark the place where it shall be."
            : "The program sees more than one " + name + ". Mark the place where it shall be.";
        gates.push_back(gate("seen_once", "Once to the program's eye",
            countAreas(dilated(seen.appeared, 3.0), 2 * gateLimits.minSeenCells), asked, false, "areas", tooMany));
    }
    if ((edit.side == Side::Left || edit.side == Side::Right) && edit.target != Target::CentralVenousCatheter)
        gates.push_back(gate("seen_side", "On the asked side to the program's eye", shareOn(seen.appeared, edit.side),
            gateLimits.minOnAskedSide, true, "share",
            "The program sees the " + name + " on the other side. Mark the region or try another seed."));
}

} // namespace

std::vector<Gate> gatesOf(const FilmReading &before, const FilmReading &after, const MaskImage &region,
    const std::vector<EditInstruction> &edits, const std::vector<Target> &drawn, const FilmChange &changed)
{
    std::vector<Gate> gates;
    for (const EditInstruction &edit : edits)
        judgeOne(before, after, region, edit, gates);
    double maximum = -1.0;
    std::string moved;
    for (const FilmReading::Label &label : before.labels) {
        const FilmReading::Label *now = after.label(label.name);
        const bool expected = std::ranges::any_of(
            edits, [&label](const EditInstruction &edit) { return isExpected(label.name, edit.target); });
        const FilmReading::Map *map = before.map(label.name);
        if (!label.trusted || (map != nullptr && !map->trusted) || now == nullptr || expected
            || isDrawnDevice(label, *now, drawn))
            continue;
        if (isUnmoved(before, after, label, edits, changed))
            continue;
        if (const double change = std::abs(now->probability - label.probability); change > maximum) {
            maximum = change;
            moved = label.name;
        }
    }
    if (maximum >= 0.0)
        gates.push_back(gate("seen_collateral", "Nothing else came or went", maximum, gateLimits.maxSeenCollateral,
            false, "probability",
            "The program sees that something else came or went: " + moved + ". Mark a smaller region."));
    return gates;
}

std::vector<Gate> withoutUnsureRemovals(
    std::vector<Gate> gates, const FilmReading &source, const std::vector<EditInstruction> &edits)
{
    const bool isUnsure = std::ranges::any_of(edits, [&](const EditInstruction &edit) {
        return edit.action == EditAction::Remove && !source.finds(edit.target).value_or(true);
    });
    for (Gate &gate : gates)
        if (isUnsure && gate.passed && (gate.name == "target" || gate.name == "seen_gone"))
            gate = notComputed(gate.name, gate.label,
                "The program is not sure that the film shows it, and cannot say whether it is gone.");
    return gates;
}

std::vector<LabelReading> readingsOf(const FilmReading &before, const FilmReading &after,
    const std::vector<EditInstruction> &edits, const std::vector<Target> &drawn)
{
    std::vector<LabelReading> readings;
    for (const FilmReading::Label &label : before.labels) {
        const FilmReading::Label *now = after.label(label.name);
        if (now == nullptr)
            continue;
        LabelReading reading{ label.name, label.probability, now->probability };
        reading.trusted = label.trusted;
        for (const EditInstruction &edit : edits) {
            reading.asked = reading.asked || before.label(edit.target) == &label;
            reading.related = reading.related || isExpected(label.name, edit.target);
        }
        reading.related = !reading.asked && (reading.related || isDrawnDevice(label, *now, drawn));
        readings.push_back(std::move(reading));
    }
    return readings;
}

} // namespace cf
