#pragma once

// Inside core/imaging only: what of a source's own fine detail gives way where an edit took something away.

#include "core/base/Image.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Radiograph.h"
#include "core/imaging/recomposition/Grain.h"
#include "core/imaging/recomposition/RecompositionSettings.h"

#include <optional>

namespace cf {

/// An edit on its way to the stored pixels.
struct ModelChange {
    const Radiograph &source;
    const SquarePair &pair;
    const Letterbox &letterbox;
    GreyImage grey; ///< Decoded edit minus decoded source, at the square's size.
    MaskImage squareRegion;
    MaskImage region; ///< At the source's size, with its fade.
    double noiseFloor = 0.0; ///< Display grey.
};

/// Grain in the place of detail, at the source's size.
struct DetailExchange {
    GreyImage gate; ///< Share of the detail that goes, 0…1.
    GreyImage detail; ///< What of the source the model cannot show, display grey.
    std::optional<GrainField> grain; ///< Absent where nothing goes, or no patch of the source is free.

    /// Change of grey at a pixel.
    double at(int x, int y) const;
};

/// Settles where detail goes: where the model changed its own finest band, and, for removed devices, where a bright
/// thin structure is lost by the autoencoder beside a change (resources/help/methods.md, Recomposition).
DetailExchange exchangeDetail(const ModelChange &change, const RecompositionSettings &settings);

} // namespace cf
