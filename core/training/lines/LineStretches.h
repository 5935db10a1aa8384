#pragma once

#include "core/base/Result.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/jobs/JobContext.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace cf {

/// The maps of lines, in the order of a line reader's outputs.
const std::vector<SeenMap> &lineMaps();

/// Stretches of lines, measured, and what they are.
struct LineStretches {
    torch::Tensor features; ///< [stretches, features]
    torch::Tensor labels; ///< [stretches, lineMaps()], 1, 0 or −1 for unknown.
    torch::Tensor films; ///< [stretches], 1 where the sample is a real film as it is.
};

/// Those of up to `maximum` real films and as many insertions, evenly chosen, and of all films whose lines were
/// annotated one by one. `varied`: each film under a random change first.
Result<LineStretches> lineStretches(
    Segmenter &network, const SegmenterSamples &samples, std::size_t maximum, bool varied, const JobContext &job);

} // namespace cf
