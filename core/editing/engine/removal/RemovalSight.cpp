#include "core/editing/engine/removal/RemovalSight.h"

#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/LinesLeft.h"
#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

/// Pixels of a film of 512: less than 20 mm of a wire is no device that was seen.
constexpr double minSeen = 150.0;

} // namespace

Result<MaskImage> RemovalSight::region(const EditRequest &request, const RegionReach &reach, const JobContext &job)
{
    if (m_reader == nullptr || std::ranges::none_of(request.edits, [](const EditInstruction &edit) {
            return edit.action == EditAction::Remove && isDevice(edit.target);
        }))
        return MaskImage{};
    CF_ASSIGN(const FilmReading *reading, m_reader->readSourceLines(request.source, job));
    RemovalLook look = lookForRemoval(*reading, toDisplay(request.source), request.edits, reach, job.stopToken());
    CF_TRY(job.checkStop());
    const double scale = filmScale(request.source.stored.width, request.source.stored.height);
    if (static_cast<double>(areaOf(look.region)) < minSeen * scale * scale)
        return MaskImage{};
    m_filmHash = m_reader->sourceHash();
    m_edits = request.edits;
    m_look = std::move(look);
    return m_look.region;
}

bool RemovalSight::isLookedAt(const std::vector<EditInstruction> &edits) const
{
    return !m_filmHash.empty() && m_filmHash == m_reader->sourceHash() && m_edits == edits;
}

std::vector<TracedLine> RemovalSight::lines(
    const FilmReading &reading, const EditRequest &request, const GreyImage &picture, const std::stop_token &stop) const
{
    if (!canMeasureLines(request.edits))
        return {};
    if (isLookedAt(request.edits) && m_look.lines)
        return *m_look.lines;
    return linesToGo(reading, picture, request.edits, stop);
}

RemovalEyes RemovalSight::eyes(RegionFinder otherwise)
{
    RemovalEyes eyes;
    eyes.region = [this, otherwise = std::move(otherwise)](
                      const EditRequest &asked, const JobContext &job) -> Result<RemovalRegion> {
        // A part of a sentence; a sentence of removals alone has its region already.
        CF_ASSIGN(MaskImage seen, region(asked, closeReach, job));
        return seen.empty() ? otherwise(asked, job) : RemovalRegion{ std::move(seen), true, {} };
    };
    if (m_reader == nullptr)
        return eyes;
    eyes.source = [this](
                      const EditRequest &asked, const Radiograph &film, const JobContext &job) -> Result<RemovalLook> {
        CF_ASSIGN(const FilmReading *reading, m_reader->readSourceLines(film, job));
        if (isLookedAt(asked.edits) && (asked.mask.empty() || asked.mask == m_look.region))
            return m_look;
        return RemovalLook{ {}, likelyLineOf(*reading, asked.edits),
            electrodeSpots(*reading, toDisplay(film), asked.edits) };
    };
    eyes.answer = [this](const EditRequest &asked, const Radiograph &answer,
                      const JobContext &job) -> Result<RemovalLook> {
        CF_ASSIGN(FilmReading reading, m_reader->read(answer, job));
        CF_TRY(m_reader->addLines(answer, reading, job));
        RemovalLook look = lookForRest(reading, toDisplay(answer), asked.edits, job.stopToken());
        // Once one of two tubes is gone, the other may be taken for its rest.
        CF_ASSIGN(const FilmReading *source, m_reader->readSourceLines(asked.source, job));
        spareOthersLines(look.region, *source, asked.edits);
        CF_TRY(job.checkStop());
        return look;
    };
    return eyes;
}

} // namespace cf
