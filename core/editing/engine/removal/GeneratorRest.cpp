#include "core/editing/engine/removal/GeneratorRest.h"

#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/LinePass.h"
#include "core/editing/engine/removal/MissingLevel.h"
#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/filling/MirrorFilling.h"

#include <vector>

namespace cf {

namespace {

constexpr float generatorBegins = 0.8F; ///< Of the generator's map, and …
constexpr float generatorFollows = 0.4F; ///< … down to which it is followed.
constexpr double rimCells = 2.0; ///< Cells: a can's rim is wider than its map.
constexpr double levelEdge = 4.0; ///< Pixels of a film of 512 over which the level fades out at the generator's rim.

constexpr double canBlur = 5.0; ///< Pixels of a film of 512 over which a can's edge is smeared, and a filling fades in.
constexpr double deviceBegins = 0.7; ///< From this probability on a device or a mark may not be shown twice …
constexpr double deviceFollows = 0.3; ///< … down to which it is followed.
constexpr double copyMargin = 1.0; ///< Cells around it.
/// Correlation of the other side with what surrounds the generator from which it is believed to show its ribs.
constexpr double minAgreement = 0.6;
constexpr double minKnown = 0.6; ///< Share of the generator's place that it has to show.

/// From this likelihood on a place may show a lead.
constexpr float leadLikely = 0.2F;

/// 1 where the generator was.
MaskImage generatorOf(const FilmReading &source)
{
    const FilmReading::Map *map = source.map(Target::Pacemaker);
    if (map == nullptr || !map->trusted)
        return {};
    const MaskImage cells = hysteresis(map->probability, generatorFollows, generatorBegins);
    return areaOf(cells) == 0 ? MaskImage() : laidOnFilm(cells, rimCells, source.letterbox);
}

/// 1 where the film shows devices or marks, at its size: nothing to be copied elsewhere.
MaskImage notToBeCopied(const FilmReading &source, int width, int height)
{
    MaskImage all(width, height);
    const auto add = [&all](const GreyImage &seen, const Letterbox &letterbox) {
        if (const MaskImage cells = hysteresis(seen, deviceFollows, deviceBegins); areaOf(cells) > 0)
            takeGreater(all, laidOnFilm(cells, copyMargin, letterbox));
    };
    for (const FilmReading::Map &map : source.maps) {
        const auto target = targetFromKey(map.name);
        if (!(target && isDevice(*target)) && map.name != seen::printedMark && map.name != seen::pacingLeads
            && map.name != seen::foreignBody)
            continue;
        if (map.trusted)
            add(map.probability, source.letterbox);
        if (hasTrustedLines(map))
            add(map.lines, source.linesLetterbox);
    }
    return all;
}

/// Share of `place` that `mask` covers.
double shareOf(const MaskImage &mask, const MaskImage &place)
{
    double both = 0.0;
    double whole = 0.0;
    for (std::size_t i = 0; i < place.pixels.size(); ++i) {
        whole += place.pixels[i] > 0.0F ? 1.0 : 0.0;
        both += place.pixels[i] > 0.0F && mask.pixels[i] > 0.0F ? 1.0 : 0.0;
    }
    return whole > 0.0 ? both / whole : 0.0;
}

/// Where the other side does not tell: the answer's leads subtracted, its shade levelled.
GreyImage levelledRest(const GreyImage &answer, const GreyImage &likely, MaskImage place, const MaskImage &within,
    const std::stop_token &stop)
{
    for (std::size_t i = 0; i < place.pixels.size(); ++i)
        place.pixels[i] *= within.pixels[i];
    GreyImage change(answer.width, answer.height);
    if (!likely.empty())
        change = takeLines(answer, within, likely, stop).change;
    GreyImage without = answer;
    for (std::size_t i = 0; i < without.pixels.size(); ++i)
        without.pixels[i] += change.pixels[i];
    const GreyImage lack = missingLevel(without, place);
    if (lack.empty())
        return change;
    const MaskImage share = featheredInward(place, levelEdge * filmScale(answer.width, answer.height));
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        change.pixels[i] += share.pixels[i] * lack.pixels[i];
    return change;
}

/// The answer without what the network left of leads, where those may be; elsewhere the film itself.
GreyImage withoutLeads(const GreyImage &film, const GreyImage &answer, const GreyImage &likely, const MaskImage &hidden,
    const MaskImage &within, const std::stop_token &stop)
{
    GreyImage result = answer;
    MaskImage leads(film.width, film.height);
    if (!likely.empty()) {
        const GreyImage left = takeLines(answer, within, likely, stop).change;
        for (std::size_t i = 0; i < result.pixels.size(); ++i) {
            result.pixels[i] += left.pixels[i];
            leads.pixels[i] = likely.pixels[i] > leadLikely ? 1.0F : 0.0F;
        }
        const double blur = canBlur * filmScale(film.width, film.height);
        leads = featheredInward(dilated(leads, 2.0 * blur), blur);
    }
    for (std::size_t i = 0; i < result.pixels.size(); ++i) {
        const float share = hidden.pixels[i] > 0.0F ? 1.0F : leads.pixels[i];
        result.pixels[i] = share * result.pixels[i] + (1.0F - share) * film.pixels[i];
    }
    return result;
}

/// `picture` with the other side's view in what is hidden; where that is not known, with the answer at the level of
/// what is around it then.
GreyImage filledFromOtherSide(
    GreyImage picture, const GreyImage &answer, const MaskImage &hidden, const MirrorSight &sight)
{
    MaskImage unknown(picture.width, picture.height);
    for (std::size_t i = 0; i < unknown.pixels.size(); ++i)
        unknown.pixels[i] = hidden.pixels[i] > 0.0F && !(sight.known.pixels[i] > 0.0F) ? 1.0F : 0.0F;
    const auto put = [&picture](const GreyImage &filled) {
        for (std::size_t i = 0; i < picture.pixels.size(); ++i)
            picture.pixels[i] += filled.pixels[i];
    };
    put(mirrorChange(picture, hidden, sight));
    if (areaOf(unknown) > 0)
        put(mirrorChange(picture, dilated(unknown, 1.0), { answer, MaskImage(picture.width, picture.height, 1.0F) }));
    return picture;
}

} // namespace

GeneratorRest generatorRest(const FilmReading &source, const GreyImage &film, const GreyImage &answer,
    const MaskImage &region, const std::stop_token &stop)
{
    const MaskImage place = generatorOf(source);
    if (place.empty() || !place.sameSizeAs(answer))
        return {};
    MaskImage within(region.width, region.height);
    for (std::size_t i = 0; i < within.pixels.size(); ++i) // Nothing was ever seen on what is black.
        within.pixels[i] = region.pixels[i] > 0.0F && film.pixels[i] > blackestGrey ? 1.0F : 0.0F;
    const GreyImage likely =
        likelyLineOf(source, { { EditAction::Remove, Target::Pacemaker, Side::None, Zone::None, Severity::None } });
    const MaskImage hidden = dilated(place, canBlur * filmScale(answer.width, answer.height));
    const MirrorSight sight = seenInMirror(film, hidden, notToBeCopied(source, answer.width, answer.height), stop);
    if (sight.agreement < minAgreement || shareOf(sight.known, hidden) < minKnown)
        return { levelledRest(answer, likely, place, within, stop), false };
    const GreyImage result =
        filledFromOtherSide(withoutLeads(film, answer, likely, hidden, within, stop), answer, hidden, sight);
    GeneratorRest rest{ GreyImage(answer.width, answer.height), true };
    for (std::size_t i = 0; i < result.pixels.size(); ++i)
        rest.change.pixels[i] = within.pixels[i] * (result.pixels[i] - answer.pixels[i]);
    return rest;
}

} // namespace cf
