#include "core/editing/readings/FilmReading.h"

#include "core/imaging/MaskAreas.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/letters/MarkCells.h"

#include <algorithm>

namespace cf {

namespace {

/// Cells around a mark that stay with it: half a cell is lost at each edge, and blur runs over it.
constexpr double markMargin = 2.0;

/// From this probability on a note is shown.
constexpr double notable = 0.7;

std::string_view nameOf(Target target)
{
    if (target == Target::LungOpacity || target == Target::Pneumonia)
        return keyOf(Target::Consolidation);
    return keyOf(target);
}

} // namespace

const FilmReading::Map *FilmReading::map(std::string_view name) const
{
    const auto found = std::ranges::find(maps, name, &Map::name);
    return found == maps.end() ? nullptr : &*found;
}

const FilmReading::Label *FilmReading::label(std::string_view name) const
{
    const auto found = std::ranges::find(labels, name, &Label::name);
    return found == labels.end() ? nullptr : &*found;
}

const FilmReading::Map *FilmReading::map(Target target) const
{
    return map(nameOf(target));
}

const FilmReading::Label *FilmReading::label(Target target) const
{
    return label(nameOf(target));
}

std::optional<bool> FilmReading::finds(Target target) const
{
    const Label *told = label(target);
    return told == nullptr ? std::nullopt : std::optional(told->found());
}

namespace {

/// An electrode's clip looks like letters, but no letter lies on a lung where leads are seen.
void dropClips(MaskImage &marks, const FilmReading &reading)
{
    const FilmReading::Map *leads = reading.map(keyOf(Target::EcgLeads));
    const FilmReading::Map *right = reading.map(seen::rightLung);
    const FilmReading::Map *left = reading.map(seen::leftLung);
    for (const FilmReading::Map *map : { leads, right, left })
        if (map == nullptr || !map->trusted || !map->probability.sameSizeAs(marks))
            return;
    for (const MaskArea &mark : connectedAreas(marks)) {
        std::int64_t onLung = 0;
        bool onLeads = false;
        forEachPixel(mark, [&](int x, int y) {
            onLung += right->probability.at(x, y) > 0.5F || left->probability.at(x, y) > 0.5F ? 1 : 0;
            onLeads = onLeads || leads->probability.at(x, y) > 0.5F;
        });
        if (onLeads && 2 * onLung > mark.size)
            forEachPixel(mark, [&](int x, int y) { marks.at(x, y) = 0.0F; });
    }
}

} // namespace

MaskImage printedMarkCells(const FilmReading &reading)
{
    const FilmReading::Map *map = reading.map(seen::printedMark);
    if (map == nullptr || !map->trusted)
        return {};
    const FilmReading::Map *generator = reading.map(keyOf(Target::Pacemaker));
    MaskImage cells =
        markCells(map->probability, generator != nullptr && generator->trusted ? generator->probability : GreyImage());
    dropClips(cells, reading);
    return areaOf(cells) == 0 ? MaskImage() : cells;
}

MaskImage printedMarks(const FilmReading &reading)
{
    const MaskImage core = printedMarkCells(reading);
    if (core.empty())
        return {};
    MaskImage marks = fromSquare(dilated(core, markMargin), reading.letterbox);
    for (float &value : marks.pixels)
        value = value > 0.5F ? 1.0F : 0.0F;
    return marks;
}

std::vector<FilmNote> notesOf(const FilmReading &reading)
{
    std::vector<FilmNote> notes;
    const auto says = [&reading](std::string_view name) {
        const FilmReading::Label *label = reading.label(name);
        return label != nullptr && label->trusted && label->probability >= notable;
    };
    if (says(seen::notFrontalChest))
        notes.push_back({ "film-not-frontal-chest",
            "This does not look like an upright frontal chest radiograph. Edits are made for those alone." });
    else if (says(seen::mirrored))
        notes.push_back({ "film-mirrored",
            "This film looks mirrored: its left side seems to be the patient's left. Check the side marker before you "
            "name a side." });
    return notes;
}

} // namespace cf
