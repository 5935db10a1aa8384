#include "core/editing/engine/removal/RemovalLook.h"

#include "core/editing/engine/removal/LinePass.h"

#include <optional>
#include <utility>

namespace cf {

namespace {

/// Lines and electrodes, where the edits' devices are read as lines.
RemovalLook lineLook(const FilmReading &reading, const GreyImage &picture, const std::vector<EditInstruction> &edits,
    const std::stop_token &stop)
{
    RemovalLook look{ electrodesOf(reading, edits), likelyLineOf(reading, edits) };
    if (look.region.empty())
        look.region = MaskImage(picture.width, picture.height);
    look.region = withLikelyLines(look.region, picture, look.likely, stop);
    return look;
}

} // namespace

RemovalLook lookForRemoval(const FilmReading &reading, const GreyImage &picture,
    const std::vector<EditInstruction> &edits, const RegionReach &reach, const std::stop_token &stop)
{
    if (areReadAsLines(reading, edits))
        return lineLook(reading, picture, edits, stop);
    RemovalLook look{ {}, likelyLineOf(reading, edits) };
    std::optional<MaskImage> region = removalRegion(reading, edits, reach);
    if (!region)
        return look;
    look.region = look.likely.empty() ? *std::move(region) : withLikelyLines(*region, picture, look.likely, stop);
    return look;
}

RemovalLook lookForRest(const FilmReading &answer, const GreyImage &picture, const std::vector<EditInstruction> &edits,
    const std::stop_token &stop)
{
    if (areReadAsLines(answer, edits))
        return lineLook(answer, picture, edits, stop);
    return { restOfRemoval(answer, edits), likelyLineOf(answer, edits) };
}

} // namespace cf
