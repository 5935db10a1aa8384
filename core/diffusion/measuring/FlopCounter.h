#pragma once

#include <functional>

namespace cf {

/// Multiplications and additions, each counted, of what a network spends its time on.
struct FlopCount {
    double convolutions = 0.0;
    double products = 0.0; ///< Of matrices: linear layers and attention.

    double sum() const { return convolutions + products; }
};

/// Runs `work` once and counts what LibTorch is asked to compute in this thread.
FlopCount countFlops(const std::function<void()> &work);

} // namespace cf
