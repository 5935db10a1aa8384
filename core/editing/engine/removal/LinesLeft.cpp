#include "core/editing/engine/removal/LinesLeft.h"

#include "core/editing/engine/judging/GateLimits.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/LinePass.h"
#include "core/imaging/FilmScale.h"

#include <algorithm>

namespace cf {

namespace {

/// Tubes run along the spine and the trachea, whose borders are taken for their walls.
bool isMeasured(const EditInstruction &edit)
{
    return edit.target == Target::Pacemaker || edit.target == Target::EcgLeads || edit.target == Target::SternalWires
        || edit.target == Target::CentralVenousCatheter;
}

} // namespace

bool canMeasureLines(const std::vector<EditInstruction> &edits)
{
    return std::ranges::all_of(edits, isMeasured);
}

std::vector<TracedLine> linesToGo(const FilmReading &source, const GreyImage &picture,
    const std::vector<EditInstruction> &edits, const std::stop_token &stop)
{
    const GreyImage likely = likelyLineOf(source, edits);
    if (likely.empty())
        return {};
    return withLikelyLines(MaskImage(picture.width, picture.height), picture, likely, stop).lines;
}

std::optional<Gate> judgeLinesLeft(const std::vector<TracedLine> &lines, const GreyImage &before,
    const GreyImage &after, const MaskImage &region, const std::stop_token &stop)
{
    if (lines.empty())
        return std::nullopt;
    const GreyImage there = takeLines(before, region, lines, stop).change;
    const GreyImage left = takeLines(after, region, lines, stop).change;
    double amount = 0.0;
    double energy = 0.0;
    double both = 0.0;
    for (std::size_t i = 0; i < there.pixels.size(); ++i) {
        const double was = there.pixels[i];
        amount -= was;
        energy += was * was;
        both += was * left.pixels[i];
    }
    const double scale = filmScale(before.width, before.height);
    if (stop.stop_requested() || amount < gateLimits.minLineAmount * scale * scale)
        return std::nullopt;
    return gate("lines_gone", "Gone along its course", both / energy, gateLimits.maxLineLeft, false, "share",
        "Part of the line is still there along its course. Mark all of it, or try another method or seed.");
}

} // namespace cf
