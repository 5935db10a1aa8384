#pragma once

#include "core/base/Image.h"
#include "core/phantom/projection/ProjectionParameters.h"
#include "core/phantom/thorax/ThoraxMaps.h"

namespace cf {

ProjectionParameters drawProjection(const RandomStream &patient, int size);

/// One patient before one detector, with everything that all switches share.
struct ProjectionBase {
    ThoraxMaps maps;
    ProjectionParameters parameters;
    GreyImage exposure; ///< Negative log exposure of the patient without any switch; high is white.
    GreyImage filled; ///< The same if the lungs were solid; never below `exposure`. What findings pull towards.
    GreyImage compressed; ///< What the processing subtracts; the same whatever is switched.
    GreyImage noise; ///< Unit deviation, with the detector's correlation.
    GreyImage overlay; ///< Grey of the marker; negative where there is none.
    float lungExposure = 0.0F; ///< Medians of `exposure`.
    float heartExposure = 0.0F;
    /// Change of log exposure per change of primary attenuation over broad areas: scatter takes the rest.
    float broadContrast = 0.55F;
};

ProjectionBase projectBase(
    const ThoraxShape &shape, const ProjectionParameters &parameters, const RandomStream &patient);

/// Develops a negative log exposure of the same patient to 12-bit stored values, black low.
StoredImage develop(const ProjectionBase &base, GreyImage exposure);

} // namespace cf
