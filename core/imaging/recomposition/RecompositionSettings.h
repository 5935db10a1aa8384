#pragma once

#include "core/base/Image.h"

#include <cstdint>

namespace cf {

/// How a change at the model's size is laid onto stored pixels.
struct RecompositionSettings {
    double feather = 16.0; ///< Square pixels over which the change fades in from the region's edge inwards; less, down
                           ///< to half its depth, where the region is thin.
    bool shrinkNoise =
        true; ///< What is below the change's own noise leaves no trace, what is well above it stays whole.
    bool detailGate = false; ///< Where the finest band changed, the source's own fine detail gives way to matched
                             ///< grain: else a removed lead or tube stays as a ghost.
    bool brightLinesGo = false; ///< For removed devices, with `detailGate`: so do bright thin structures that the
                                ///< autoencoder cannot show at all, where the model changed something beside them.
    bool modelSaysDetail = false; ///< The change holds what the autoencoder loses of thin things: exchanged is only
                                  ///< what is finer than the square, and what is left of bright lines that go.
    bool regionIsDrawn = true; ///< By a user, who knows what lies there; else found from the change itself.
    std::uint64_t grainSeed = 0;
};

/// What the model made of a source, in display grey at the square's size.
struct SquarePair {
    GreyImage edited; ///< y, the decoded edit.
    GreyImage reconstruction; ///< ŷ₀, the source encoded and decoded: what both share cancels.
    GreyImage source; ///< The source as the model saw it.
};

} // namespace cf
