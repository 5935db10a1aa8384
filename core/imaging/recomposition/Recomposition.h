#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Radiograph.h"
#include "core/imaging/recomposition/RecompositionSettings.h"

#include <cstdint>
#include <optional>

namespace cf {

struct Recomposed {
    Radiograph counterfactual;
    MaskImage region; ///< At the source's size: share of the change that a pixel takes, exactly 0 outside.
    double changeNoise = 0.0; ///< In display grey: twice the robust deviation of the change in a ring outside the
                              ///< region; what is smaller leaves no trace. Not what rebuilding costs (`noiseFloorOf`).
    double seam = 0.0; ///< Mean size of the unfaded change, in grey, in a band of 2 square pixels at the region's edge.
    std::int64_t insideChanged = 0; ///< Stored values that differ.
    std::int64_t outsideChanged = 0; ///< Such values where `region` is 0: none, by an integer comparison afterwards.
    double largestChange = 0.0; ///< In stored units.
};

/// Lays the model's change as a residual onto the stored pixels (resources/help/methods.md): the source keeps its
/// grain, its depth and everything above the model's resolution. `mask`, at the source's size, says where; pixels at 0
/// keep their stored value, bit by bit, and so does padding. Errors: InvalidInput when sizes do not fit together.
Result<Recomposed> recompose(const Radiograph &source, const SquarePair &pair, const Letterbox &letterbox,
    const MaskImage &mask, const RecompositionSettings &settings);

/// Lays a change that is already at the source's size, in display grey, onto the stored pixels where `region` is
/// greater than 0, with that share. Sizes must be equal.
Recomposed layChange(const Radiograph &source, const GreyImage &change, MaskImage region);

/// The source with the model's whole reconstruction in its place: what encoding and decoding alone cost.
Radiograph reconstructed(const Radiograph &source, const SquarePair &pair, const Letterbox &letterbox);

} // namespace cf
