#pragma once

#include "core/imaging/PatientAxes.h"

#include <optional>

namespace cf {

/// What the user decides where a file is silent, contradicts itself, or is read differently by other programs.
struct ReadingOptions {
    enum class White {
        Evident, ///< White of a VOI LUT is what its entries reach where they plainly have fewer bits than stated.
        Stated, ///< White is 2ⁿ − 1 of the bits stated (PS3.3 C.11.2.1.1), however dark that is.
    };
    enum class Polarity {
        Stated, ///< By photometric interpretation and Presentation LUT Shape.
        Photometric, ///< By photometric interpretation alone.
        Inverted, ///< The other way round than stated.
    };

    int frame = 0; ///< From 0.
    White white = White::Evident;
    Polarity polarity = Polarity::Stated;
    std::optional<PatientAxes> axes; ///< How the picture lies, by the user; takes the place of what the file says.
    bool operator==(const ReadingOptions &) const = default;
};

} // namespace cf
