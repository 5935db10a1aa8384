#include "core/training/electrodes/ElectrodeSpots.h"

#include "core/imaging/MaskAreas.h"
#include "core/imaging/filling/SpotCandidates.h"
#include "core/training/segmenter/samples/SegmenterVariation.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

constexpr std::uint64_t spotSeed = 20261201;
/// Cells (2 pixels of 512) around an electrode's disc: a spot within the first is the electrode; up to the second it
/// may be a part of it.
constexpr int ownReach = 2;
constexpr int partReach = 9;
/// Of a film's spots that are none so many are kept under a random change: there are enough, and windows are large.
constexpr int keptOthers = 60;

bool isElectrodeWithin(const SegmenterSample &sample, int x, int y, int reach)
{
    for (int row = std::max(0, y - reach); row <= std::min(sample.seen.height - 1, y + reach); ++row)
        for (int column = std::max(0, x - reach); column <= std::min(sample.seen.width - 1, x + reach); ++column)
            if ((sample.seen.at(column, row) & electrodeSpot) != 0)
                return true;
    return false;
}

int countElectrodes(const SegmenterSample &sample)
{
    MaskImage discs(sample.seen.width, sample.seen.height);
    for (std::size_t i = 0; i < discs.pixels.size(); ++i)
        discs.pixels[i] = (sample.seen.pixels[i] & electrodeSpot) != 0 ? 1.0F : 0.0F;
    return static_cast<int>(connectedAreas(discs).size());
}

/// `chosen`: gives for each spot that is none whether it is kept.
template <typename Chosen> SpotFilm spotsOf(const SegmenterSample &sample, const Chosen &chosen)
{
    SpotFilm film{ sample.info.name, sample.info.patient, countElectrodes(sample), {}, {} };
    const bool isWithout = film.electrodes == 0;
    for (SpotCandidate &spot : spotCandidates(greyOf(sample))) {
        const int x = spot.x / 2;
        const int y = spot.y / 2;
        const SpotTruth truth = isWithout                ? SpotTruth::WithoutLeads
            : isElectrodeWithin(sample, x, y, ownReach)  ? SpotTruth::Electrode
            : isElectrodeWithin(sample, x, y, partReach) ? SpotTruth::Unknown
                                                         : SpotTruth::BesideElectrodes;
        if (truth == SpotTruth::Unknown || (truth != SpotTruth::Electrode && !chosen()))
            continue;
        film.windows.push_back(std::move(spot.window));
        film.truth.push_back(truth);
    }
    return film;
}

} // namespace

Result<std::vector<SpotFilm>> spotFilms(
    const SegmenterSamples &samples, std::size_t without, int repeats, const JobContext &job)
{
    std::vector<std::size_t> told;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples.info(i).origin != "film")
            continue;
        int electrodes = 0;
        if (samples.info(i).annotated) {
            CF_ASSIGN(const SegmenterSample sample, samples.read(i));
            electrodes = countElectrodes(sample);
        }
        if (electrodes > 0)
            told.push_back(i);
        else if (samples.info(i).labels[placeOf(SeenMap::EcgLeads)] == 0)
            others.push_back(i);
    }
    std::vector<std::pair<std::size_t, int>> choices;
    for (const std::size_t place : told)
        for (int repeat = 0; repeat < std::max(1, repeats); ++repeat)
            choices.emplace_back(place, repeat);
    const std::size_t count = std::min(without, others.size());
    for (std::size_t i = 0; i < count; ++i)
        choices.emplace_back(others[i * others.size() / count], 0);
    std::vector<SpotFilm> films;
    for (const auto &[place, repeat] : choices) {
        CF_TRY(job.checkStop());
        job.report({ static_cast<int>(films.size()), static_cast<int>(choices.size()), "Looking for spots", -1.0 });
        CF_ASSIGN(SegmenterSample sample, samples.read(place));
        RandomStream stream(spotSeed + place, "spots " + std::to_string(repeat));
        if (repeats > 0)
            vary(sample, stream);
        films.push_back(
            spotsOf(sample, [&] { return repeats == 0 || stream.chance(static_cast<double>(keptOthers) / maxSpots); }));
    }
    return films;
}

} // namespace cf
