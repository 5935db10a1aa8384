#include "core/evaluation/removals/FilmMarks.h"

#include "core/imaging/Windowing.h"
#include "core/training/segmenter/samples/SegmenterTruth.h"

#include <algorithm>

namespace cf {

namespace {

bool changedWithin(const MaskImage &mask, const StoredImage &before, const StoredImage &after)
{
    if (!mask.sameSizeAs(before) || !after.sameSizeAs(before))
        return false;
    for (std::size_t i = 0; i < mask.pixels.size(); ++i)
        if (mask.pixels[i] > 0.0F && before.pixels[i] != after.pixels[i])
            return true;
    return false;
}

bool isDeviceMap(const std::string &name)
{
    const auto target = targetFromKey(name);
    return target ? isDevice(*target) : name == seen::pacingLeads || name == seen::foreignBody;
}

/// A plug or an electrode may look like print: what some map of a device shows as surely is none.
MaskImage marksAlone(const FilmReading &reading)
{
    MaskImage cells = printedMarkCells(reading);
    const FilmReading::Map *marks = reading.map(seen::printedMark);
    if (cells.empty() || marks == nullptr)
        return {};
    for (const FilmReading::Map &map : reading.maps)
        if (isDeviceMap(map.name) && map.probability.sameSizeAs(cells))
            for (std::size_t i = 0; i < cells.pixels.size(); ++i)
                if (map.probability.pixels[i] >= marks->probability.pixels[i])
                    cells.pixels[i] = 0.0F;
    return cells;
}

} // namespace

bool FilmMarks::namedChanged(const StoredImage &before, const StoredImage &after) const
{
    return changedWithin(named, before, after);
}

bool FilmMarks::seenChanged(const StoredImage &before, const StoredImage &after) const
{
    return changedWithin(seen, before, after);
}

FilmMarks marksOf(const Radiograph &film, const FilmReading &reading, const std::vector<DeviceTable::Mark> &marks)
{
    FilmMarks found;
    if (const MaskImage cells = marks.empty() ? marksAlone(reading) : MaskImage(); !cells.empty()) {
        found.seen = fromSquare(cells, reading.letterbox);
        for (float &value : found.seen.pixels)
            value = value > 0.5F ? 1.0F : 0.0F;
    }
    if (marks.empty())
        return found;
    const GreyImage shown = toDisplay(film);
    const double scale = std::max(shown.width, shown.height) / DeviceTable::side;
    found.named = MaskImage(shown.width, shown.height);
    for (const DeviceTable::Mark &mark : marks) {
        const MaskImage strokes = strokesOf(mark, shown, scale, scale);
        for (std::size_t i = 0; i < strokes.pixels.size(); ++i)
            found.named.pixels[i] = std::max(found.named.pixels[i], strokes.pixels[i]);
    }
    return found;
}

} // namespace cf
