#pragma once

#include "core/base/Result.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/jobs/JobContext.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/SegmenterRecipe.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"
#include "core/training/tables/DeviceTable.h"
#include "core/training/tables/LineTable.h"

namespace cf {

/// What is known by eye of real films.
struct EyeTables {
    DeviceTable devices;
    LineTable lines;
};

/// A phantom with random switches; every map is exact. Deterministic in the seed.
Result<SegmenterSample> phantomSample(std::uint64_t seed, int size);

/// A real film as it is: what the tables say of its devices, lines and marks, anatomy where the landmarks are sure.
Result<SegmenterSample> filmSample(const InsertionDataset &films, std::size_t index, const EyeTables &tables);

/// One to three devices (`wideShare` of them from the wide ranges of device_styles.tsv) and at most one finding
/// rendered into a real film, by chance, with exact maps. Where the film already shows a device of that kind, or may,
/// the kind is unknown outside the insertion, not absent. Errors: no film in 40 allows it; the caller goes on with the
/// next seed.
Result<SegmenterSample> insertionSample(
    const InsertionDataset &films, const EyeTables &tables, double wideShare, std::uint64_t seed);

/// Fills `state`/samples: "training" and "held_back" (patients that are never trained on, phantoms of seeds below one
/// million). Goes on where it stopped.
Result<> makeSegmenterSamples(const SegmenterRecipe &recipe, const TrainingFolders &folders, const JobContext &job);

} // namespace cf
