#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cf {

/// What is known of a spot.
enum class SpotTruth : std::uint8_t {
    Unknown,
    Electrode, ///< Annotated as one.
    BesideElectrodes, ///< None, on a film that has some: a clip's arm, a wire, a bone.
    WithoutLeads ///< None, on a film without leads.
};

/// The spots of one sample.
struct SpotFilm {
    std::string name;
    std::string patient; ///< "data set/patient".
    int electrodes = 0; ///< Annotated on the film, found among the spots or not.
    std::vector<std::vector<float>> windows; ///< As core/imaging/filling/SpotCandidates.h cuts them.
    std::vector<SpotTruth> truth; ///< Of each window; never Unknown.
};

/// The spots of all real films whose electrodes were annotated, and of `without` films without leads, evenly chosen.
/// `repeats`: how often each film with electrodes is seen, under a random change each time; 0: once, as it is, like the
/// films without.
Result<std::vector<SpotFilm>> spotFilms(
    const SegmenterSamples &samples, std::size_t without, int repeats, const JobContext &job);

} // namespace cf
