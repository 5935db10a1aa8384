#pragma once

#include <cstdint>

namespace cf {

/// What every training has.
struct LoopRecipe {
    int steps = 1;
    int batch = 1;
    double learningRate = 1e-3;
    int warmUp = 1;
    double decayFrom = 0.5; ///< Share of the steps after which the learning rate falls linearly to a twentieth.
    std::uint64_t seed = 1;
    int logEvery = 20; ///< Steps between lines of the log and reports of progress.
};

} // namespace cf
