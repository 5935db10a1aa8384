#pragma once

#include "core/base/Image.h"
#include "core/base/terms/ClinicalTerms.h"

#include <string>

namespace cf {

/// One switch of a phantom or an insertion: a finding or device that is there or not.
struct Abnormality {
    Target target = Target::PleuralEffusion;
    Side side = Side::None; ///< For midline things (heart, tubes in the trachea, wires) None.
    Zone zone = Zone::None;
    Severity severity = Severity::None; ///< None for devices.
    bool operator==(const Abnormality &) const = default;
};

/// An exact counterfactual pair: the same patient and the same noise, one switch turned.
/// Pixels where `region` is 0 are bit-identical in both images.
struct CounterfactualPair {
    GreyImage without;
    GreyImage with;
    MaskImage region; ///< 1 where the switch changes a pixel.
    Abnormality abnormality;
    double visible =
        0.0; ///< Largest change after a 2 px blur, in grey levels of 255; what nobody sees teaches nothing.
};

} // namespace cf
