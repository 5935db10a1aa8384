#pragma once

#include "core/anatomy/Landmarks.h"
#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/phantom/values/Abnormality.h"
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
    /// Asked for, and told, the numbers of what is drawn; they go before severity and amounts. Null: nobody asks, and
    /// the bytes are those of a data set's pairs.
    RenderedSheet *sheet = nullptr;
};

/// True for the devices of drawDevice and for pleural effusion, cardiomegaly, consolidation (also as lung opacity),
/// edema, pneumothorax and lung lesion.
bool canInsert(Target target);

/// The confidence that a target's placement needs: 0.6 for devices, 0.65 for findings of a lung, 0.85 where the border
/// itself is the finding (cardiomegaly, pneumothorax).
double minConfidence(Target target);

/// Why these landmarks do not allow that insertion, in one sentence; a value when they do. Findings of a lung also ask
/// that the lung stands out from its surroundings, lest fluid be drawn over the shoulder blade.
Result<> checkInsertable(const ThoraxLandmarks &landmarks, const Abnormality &abnormality);

/// Renders an abnormality into a real frontal radiograph in the domain of log exposure: the pair without (the source,
/// bit for bit) and with it. Burnt-in markers, collimation and padding never change. Square pixels are assumed.
/// A finding of a lung without a side gets one by chance; the pair says which. Deterministic in the stream.
/// Errors: a target it cannot draw, a confidence below 0.6, a geometry without lungs, an image outside 64…8192 pixels,
/// an amount that this chest does not allow or that the target does not have.
Result<CounterfactualPair> insertAbnormality(const GreyImage &radiograph, const ThoraxGeometry &geometry,
    const Abnormality &abnormality, RandomStream &stream, InsertionView view = {});

/// The cardiothoracic ratio by the landmarks: greatest widths of heart and chest. 0 without them.
double cardiothoracicRatio(const ThoraxGeometry &geometry);

/// The visibility below which a pair teaches nothing: 8 grey levels, 5 for thin lines and tubes.
double minVisible(Target target);

} // namespace cf
