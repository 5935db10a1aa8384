#include "core/editing/engine/removal/RemovalLook.h"

#include "core/editing/engine/removal/LinePass.h"
#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/filling/ChamberFinding.h"
#include "core/imaging/filling/SpotFilling.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace cf {

namespace {

/// The look's region with the lines that begin in it or are likely elsewhere.
void followLines(RemovalLook &look, const GreyImage &picture, const std::stop_token &stop)
{
    LineRegion followed = withLikelyLines(look.region, picture, look.likely, stop);
    look.region = std::move(followed.region);
    look.lines = std::move(followed.lines);
}

/// Pixels of a film of 512: a disc that fits into a port's chamber as a map sees it, and into no catheter.
constexpr double chamberRadius = 7.0;

/// Lines and electrodes, where the edits' devices are read as lines.
RemovalLook lineLook(const FilmReading &reading, const GreyImage &picture, const std::vector<EditInstruction> &edits,
    const std::stop_token &stop)
{
    RemovalLook look{ {}, likelyLineOf(reading, edits), electrodeSpots(reading, picture, edits) };
    look.region = look.electrodes;
    if (look.region.empty())
        look.region = MaskImage(picture.width, picture.height);
    followLines(look, picture, stop);
    return look;
}

/// Nothing where one of them is not seen: what goes in part is no removal of all.
RemovalLook together(const std::vector<RemovalLook> &looks)
{
    RemovalLook all;
    for (const RemovalLook &look : looks) {
        if (look.region.empty())
            return {};
        takeGreater(all.region, look.region);
        if (look.lines) {
            all.lines = all.lines.value_or(std::vector<TracedLine>());
            all.lines->insert(all.lines->end(), look.lines->begin(), look.lines->end());
        }
        for (auto [whole, part] :
            { std::pair(&all.likely, &look.likely), std::pair(&all.electrodes, &look.electrodes) })
            if (!part->empty())
                takeGreater(*whole, *part);
    }
    return all;
}

} // namespace

MaskImage electrodeSpots(
    const FilmReading &reading, const GreyImage &picture, const std::vector<EditInstruction> &edits)
{
    const double scale = filmScale(picture.width, picture.height);
    MaskImage seeds = electrodesOf(reading, edits);
    // Who reads electrodes knows a knob from the end of a collar bone.
    const GreyImage leads = reading.electrodes ? GreyImage() : leadsOf(reading, edits);
    if (!leads.empty())
        takeGreater(seeds, roundSpots(picture, leads, scale));
    return seeds.empty() ? seeds : wholeSpots(picture, seeds, scale);
}

RemovalLook lookForRemoval(const FilmReading &reading, const GreyImage &picture,
    const std::vector<EditInstruction> &edits, const RegionReach &reach, const std::stop_token &stop)
{
    if (areReadAsLines(reading, edits))
        return lineLook(reading, picture, edits, stop);
    if (edits.size() > 1) {
        std::vector<RemovalLook> looks;
        for (const EditInstruction &edit : edits)
            looks.push_back(lookForRemoval(reading, picture, { edit }, reach, stop));
        return together(looks);
    }
    RemovalLook look{ {}, likelyLineOf(reading, edits) };
    std::optional<MaskImage> region = removalRegion(reading, edits, reach);
    if (!region)
        return look;
    look.region = *std::move(region);
    if (edits.front().target == Target::CentralVenousCatheter) {
        const double scale = filmScale(picture.width, picture.height);
        look.electrodes = chambersAt(picture, opened(look.region, chamberRadius * scale), scale);
        takeGreater(look.region, look.electrodes);
    }
    if (!look.likely.empty())
        followLines(look, picture, stop);
    spareOthersLines(look.region, reading, edits);
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
