#pragma once

#include <cstdint>

namespace cf {

/// Seeds LibTorch's random numbers for a network's initial weights, or for a check that shall be the same each time.
void seedTraining(std::uint64_t seed);

/// Seeds them for one step of a training: from (seed, step) alone, so that a run that was interrupted draws the same.
void seedTraining(std::uint64_t seed, std::int64_t step);

} // namespace cf
