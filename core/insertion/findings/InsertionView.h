#pragma once

#include "core/phantom/values/RenderedSheet.h"

#include <optional>

namespace cf {

/// What is asked for in numbers; what is not said is drawn by the severity. Millimetres are the film's own where its
/// spacing is known, else those of a chest of common size.
struct InsertionAmounts {
    /// Diameter of a nodule or consolidation, width of a pneumothorax's rim, height of an effusion at the wall.
    std::optional<double> sizeMillimetres;
    std::optional<double> cardiothoracicRatio; ///< Heart's width over the chest's; below the present one it shrinks.
    std::optional<double> tipAboveCarinaMillimetres; ///< Of a tracheal tube or a central line.
};

/// How the radiograph was taken, and what else decides how something in it looks.
struct InsertionView {
    bool supine = false; ///< Fluid spreads behind the lung (a veil) in place of a meniscus.
    bool wideStyles = false; ///< Devices from the wide ranges of device_styles.tsv.
    InsertionAmounts amounts{};
    /// Asked for the numbers of what is drawn, which go before severity and amounts, and given those that were used.
    /// Null: nobody asks, and the bytes are those of a data set's pairs.
    RenderedSheet *sheet = nullptr;
};

} // namespace cf
