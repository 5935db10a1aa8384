#include "core/editing/engine/reading/ReadingRegion.h"

#include "core/imaging/MaskMorphology.h"

#include <algorithm>

namespace cf {

namespace {

/// Where a map is sure.
constexpr double begins = 0.6;
/// Cells (2 pixels of 512): gaps of a line, as where it passes behind something dense.
constexpr double gap = 4.0;
/// Cells of a line's smallest piece that counts: about 10 mm of it.
constexpr std::int64_t smallestPiece = 24;

/// Pixels of 512 from a knob's middle that are surely its.
constexpr double knobRadius = 5.0;

/// Cells: blurred by this, a map's lines fall below a half, an electrode or the parts of its clip run together.
constexpr double electrodeBlur = 2.5;

GreyImage onSide(GreyImage map, Side side, const FilmReading &reading)
{
    if (side != Side::Left && side != Side::Right)
        return map;
    // The midline between the lungs, where both are seen; else the film's middle. The patient's left is at the right.
    double right = 0.0;
    double left = 0.0;
    double countRight = 0.0;
    double countLeft = 0.0;
    const FilmReading::Map *rightLung = reading.map(seen::rightLung);
    const FilmReading::Map *leftLung = reading.map(seen::leftLung);
    for (int y = 0; rightLung != nullptr && leftLung != nullptr && y < rightLung->probability.height; ++y)
        for (int x = 0; x < rightLung->probability.width; ++x) {
            if (rightLung->probability.at(x, y) > 0.5F) {
                right += x;
                countRight += 1.0;
            }
            if (leftLung->probability.at(x, y) > 0.5F) {
                left += x;
                countLeft += 1.0;
            }
        }
    constexpr double enough = 500.0; // Cells of a lung that is a lung.
    const bool known = countRight > enough && countLeft > enough;
    // The lungs' cells may be coarser than the map's.
    const double perCell = known ? static_cast<double>(map.width) / rightLung->probability.width : 1.0;
    const double middle = known ? 0.5 * (right / countRight + left / countLeft) * perCell : 0.5 * map.width;
    for (int y = 0; y < map.height; ++y)
        for (int x = 0; x < map.width; ++x)
            if ((x > middle) != (side == Side::Left))
                map.at(x, y) = 0.0F;
    return map;
}

/// The sure areas of a map with everything faint that hangs together with them, gaps bridged.
MaskImage followed(const GreyImage &map, double follows)
{
    const MaskImage sure = withoutSmallAreas(hysteresis(map, follows, begins), smallestPiece);
    if (areaOf(sure) == 0)
        return sure;
    // A faint piece counts when it begins within a gap's length of one that is sure; twice, for lines in three pieces.
    MaskImage found = sure;
    const MaskImage faint = withoutSmallAreas(hysteresis(map, follows, follows), smallestPiece / 4);
    for (int pass = 0; pass < 2; ++pass) {
        const MaskImage near = dilated(found, gap);
        GreyImage pieces = faint;
        for (std::size_t i = 0; i < pieces.pixels.size(); ++i)
            pieces.pixels[i] *= near.pixels[i] > 0.0F ? 2.0F : 1.0F;
        const MaskImage joined = hysteresis(pieces, 0.5, 1.5);
        for (std::size_t i = 0; i < found.pixels.size(); ++i)
            found.pixels[i] = std::max(found.pixels[i], joined.pixels[i]);
    }
    return found;
}

/// The map of a device's lines: of a pacemaker those are its leads. nullptr as FilmReading::map().
const FilmReading::Map *lineMapOf(const FilmReading &reading, Target device)
{
    return device == Target::Pacemaker ? reading.map(seen::pacingLeads) : reading.map(device);
}

/// The lines of the devices that `edits` remove, or of all others, at each pixel those that are likeliest; of the
/// square of the lines, empty where none were read.
GreyImage likeliestLines(const FilmReading &reading, const std::vector<EditInstruction> &edits, bool ofOthers)
{
    GreyImage likeliest;
    for (const FilmReading::Map &map : reading.maps) {
        const bool isNamed = std::ranges::any_of(
            edits, [&](const EditInstruction &edit) { return &map == lineMapOf(reading, edit.target); });
        if (!map.lines.empty() && isNamed != ofOthers)
            takeGreater(likeliest, map.lines);
    }
    return likeliest;
}

/// Likelihoods of lines, lessened where they are likelier another device's: one line is one device's.
GreyImage lessOthers(GreyImage lines, const GreyImage &others)
{
    for (std::size_t i = 0; i < lines.pixels.size() && !others.empty(); ++i)
        if (others.pixels[i] > lines.pixels[i]) {
            const float share = lines.pixels[i] / others.pixels[i];
            lines.pixels[i] *= share * share;
        }
    return lines;
}

/// A line is another device's from this likelihood on, and where it is so much likelier that one's.
constexpr float anothers = 0.5F;
constexpr float clearlyLikelier = 0.15F;

} // namespace

MaskImage laidOnFilm(const MaskImage &cells, double margin, const Letterbox &letterbox)
{
    MaskImage mask = fromSquare(dilated(cells, margin), letterbox);
    for (float &value : mask.pixels)
        value = value > 0.5F ? 1.0F : 0.0F;
    return mask;
}

void spareOthersLines(Image<float> &region, const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    const GreyImage others = likeliestLines(reading, edits, true);
    if (region.empty() || others.empty())
        return;
    const GreyImage own = likeliestLines(reading, edits, false);
    MaskImage stays(others.width, others.height);
    for (std::size_t i = 0; i < others.pixels.size(); ++i) {
        const float mine = own.empty() ? 0.0F : own.pixels[i];
        stays.pixels[i] = others.pixels[i] > anothers && others.pixels[i] > mine + clearlyLikelier ? 1.0F : 0.0F;
    }
    const MaskImage onFilm = fromSquare(stays, reading.linesLetterbox);
    for (std::size_t i = 0; i < region.pixels.size(); ++i)
        region.pixels[i] = onFilm.pixels[i] > 0.5F ? 0.0F : region.pixels[i];
}

bool hasTrustedLines(const FilmReading::Map &map)
{
    return map.linesTrusted && !map.lines.empty();
}

std::optional<MaskImage> removalRegion(
    const FilmReading &reading, const std::vector<EditInstruction> &edits, const RegionReach &reach)
{
    if (edits.empty())
        return std::nullopt;
    MaskImage all;
    for (const EditInstruction &edit : edits) {
        const FilmReading::Map *map = reading.map(edit.target);
        if (edit.action != EditAction::Remove || !isDevice(edit.target) || map == nullptr || !map->trusted)
            return std::nullopt;
        // A catheter's side is where it enters; it ends on the right whatever that is.
        const Side side = edit.target == Target::CentralVenousCatheter ? Side::None : edit.side;
        MaskImage found = followed(onSide(map->probability, side, reading), reach.follows);
        if (areaOf(found) == 0)
            return std::nullopt;
        if (edit.target == Target::Pacemaker) {
            const FilmReading::Map *leads = reading.map(seen::pacingLeads);
            if (leads == nullptr || !leads->trusted) // A generator that goes without its leads is half a removal.
                return std::nullopt;
            takeGreater(found, followed(leads->probability, reach.follows));
        }
        takeGreater(all, found);
    }
    MaskImage mask = laidOnFilm(all, reach.margin, reading.letterbox);
    spareOthersLines(mask, reading, edits);
    if (areaOf(mask) == 0)
        return std::nullopt;
    return mask;
}

GreyImage likelyLineOf(const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    GreyImage likely;
    const GreyImage others = likeliestLines(reading, edits, true);
    const auto add = [&](const FilmReading::Map *map, Side side) {
        if (map == nullptr || !(map->trusted || hasTrustedLines(*map)))
            return;
        const bool read = hasTrustedLines(*map);
        const GreyImage seen =
            fromSquare(onSide(read ? lessOthers(map->lines, others) : map->probability, side, reading),
                read ? reading.linesLetterbox : reading.letterbox);
        if (likely.empty())
            likely = GreyImage(seen.width, seen.height);
        for (std::size_t i = 0; i < seen.pixels.size(); ++i)
            likely.pixels[i] = std::max(likely.pixels[i], seen.pixels[i]);
    };
    for (const EditInstruction &edit : edits) {
        if (edit.action != EditAction::Remove || !isDevice(edit.target))
            continue;
        const bool hasSide = edit.target != Target::Pacemaker && edit.target != Target::CentralVenousCatheter;
        add(lineMapOf(reading, edit.target), hasSide ? edit.side : Side::None);
    }
    spareOthersLines(likely, reading, edits);
    return likely;
}

bool areReadAsLines(const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    return !edits.empty() && std::ranges::all_of(edits, [&](const EditInstruction &edit) {
        const FilmReading::Map *map = reading.map(edit.target);
        return edit.action == EditAction::Remove && isDevice(edit.target) && edit.target != Target::Pacemaker
            && map != nullptr && hasTrustedLines(*map);
    });
}

std::vector<EditInstruction> withDevicesNamed(const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    std::vector<EditInstruction> named;
    for (const EditInstruction &edit : edits) {
        const std::size_t before = named.size();
        if (edit.action == EditAction::Remove && edit.target == Target::SupportDevices)
            for (const Target target : allTargets) {
                const FilmReading::Map *map = reading.map(target);
                if (!isDevice(target) || target == Target::SupportDevices || map == nullptr
                    || !(map->trusted || hasTrustedLines(*map)) || !reading.finds(target).value_or(false))
                    continue;
                EditInstruction one = edit;
                one.target = target;
                named.push_back(one);
            }
        if (named.size() == before)
            named.push_back(edit);
    }
    return named;
}

std::vector<EditInstruction> withSidesSeen(const FilmReading &reading, std::vector<EditInstruction> edits)
{
    for (EditInstruction &edit : edits) {
        const FilmReading::Map *map = reading.map(edit.target);
        const bool changes = edit.action == EditAction::Increase || edit.action == EditAction::Remove;
        if (!changes || edit.side != Side::None || isDevice(edit.target) || map == nullptr || !map->trusted)
            continue;
        const auto seenOn = [&](Side side) {
            return areaOf(hysteresis(onSide(map->probability, side, reading), 0.5, begins));
        };
        const std::int64_t right = seenOn(Side::Right);
        const std::int64_t left = seenOn(Side::Left);
        if (std::max(right, left) >= smallestPiece)
            edit.side = right > left ? Side::Right : Side::Left;
    }
    return edits;
}

namespace {

/// Cells of the map of leads on the sides that are meant; empty where no leads are removed.
GreyImage leadCells(const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    GreyImage all;
    for (const EditInstruction &edit : edits)
        if (const FilmReading::Map *map = reading.map(edit.target);
            edit.target == Target::EcgLeads && map != nullptr && map->trusted)
            takeGreater(all, onSide(map->probability, edit.side, reading));
    return all;
}

/// The knobs of the electrodes that were read, on the sides that are meant.
MaskImage electrodeDiscs(const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    const int side = reading.linesLetterbox.squareSize;
    MaskImage all;
    for (const EditInstruction &edit : edits) {
        if (edit.action != EditAction::Remove || edit.target != Target::EcgLeads)
            continue;
        MaskImage knobs(side, side);
        for (const FilmReading::Electrode &electrode : *reading.electrodes)
            knobs.at(electrode.x, electrode.y) = 1.0F;
        takeGreater(all, onSide(dilated(knobs, knobRadius), edit.side, reading));
    }
    if (all.empty())
        return {};
    MaskImage mask = fromSquare(all, reading.linesLetterbox);
    for (float &value : mask.pixels)
        value = value > 0.5F ? 1.0F : 0.0F;
    return mask;
}

} // namespace

GreyImage leadsOf(const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    const GreyImage cells = leadCells(reading, edits);
    return cells.empty() ? cells : fromSquare(cells, reading.letterbox);
}

MaskImage electrodesOf(const FilmReading &reading, const std::vector<EditInstruction> &edits)
{
    if (reading.electrodes)
        return electrodeDiscs(reading, edits);
    MaskImage all = leadCells(reading, edits);
    if (!all.empty())
        all = hysteresis(blurred(all, electrodeBlur), 0.5, 0.5);
    return all.empty() ? all : laidOnFilm(all, closeReach.margin, reading.letterbox);
}

MaskImage restOfRemoval(const FilmReading &answer, const std::vector<EditInstruction> &edits)
{
    MaskImage all;
    const auto add = [&all](const MaskImage &seen) {
        if (areaOf(seen) > 0)
            takeGreater(all, seen);
    };
    for (const EditInstruction &edit : edits) {
        if (edit.action != EditAction::Remove || !isDevice(edit.target))
            continue;
        const Side side = edit.target == Target::CentralVenousCatheter ? Side::None : edit.side;
        if (const auto *map = answer.map(edit.target); map != nullptr && map->trusted)
            add(followed(onSide(map->probability, side, answer), closeReach.follows));
        if (const auto *leads = answer.map(seen::pacingLeads);
            edit.target == Target::Pacemaker && leads != nullptr && leads->trusted)
            add(followed(leads->probability, closeReach.follows));
    }
    if (all.empty())
        return {};
    MaskImage rest = laidOnFilm(all, closeReach.margin, answer.letterbox);
    spareOthersLines(rest, answer, edits);
    return rest;
}

} // namespace cf
