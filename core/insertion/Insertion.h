#pragma once

#include "core/anatomy/Landmarks.h"
#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/insertion/InsertionTargets.h"
#include "core/insertion/findings/CardiothoracicRatio.h"
#include "core/insertion/findings/InsertionView.h"
#include "core/phantom/values/Abnormality.h"
#include "core/phantom/values/RenderedSheet.h"

#include <optional>

namespace cf {

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

} // namespace cf
